/** What the UI remembers of a workspace. Damaged preferences are worth less than a start without them. */
import { type Preferences, preferencesSchema } from '#shared/contract/data.ts';
import type { HostApi } from '#shared/contract/host.ts';

export const defaultPreferences: Preferences = {
  savedSearches: [],
  lastQuery: '',
  lastSort: 'newest',
  lastInteractionId: null,
};

export const readPreferences = async (
  host: Pick<HostApi, 'preferencesRead'>,
  workspaceId: string,
): Promise<Preferences> => {
  const { json } = await host.preferencesRead({ workspaceId });
  if (json === null) return defaultPreferences;
  try {
    const parsed = preferencesSchema.safeParse(JSON.parse(json));
    return parsed.success ? parsed.data : defaultPreferences;
  } catch {
    return defaultPreferences;
  }
};

export const writePreferences = async (
  host: Pick<HostApi, 'preferencesWrite'>,
  workspaceId: string,
  preferences: Preferences,
): Promise<void> => {
  await host.preferencesWrite({ workspaceId, json: JSON.stringify(preferences) });
};
