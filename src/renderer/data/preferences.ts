/** What the UI remembers of a workspace. Damaged preferences are worth less than a start without them. */
import { DEFAULT_REFRESH_DAYS, type Preferences, preferencesSchema } from '#shared/contract/data.ts';
import type { HostApi } from '#shared/contract/host.ts';
import { WHOLE_SCOPE } from '#shared/domain/scope.ts';

export const defaultPreferences: Preferences = {
  savedSearches: [],
  lastQuery: '',
  lastSort: 'newest',
  lastInteractionId: null,
  refreshDays: DEFAULT_REFRESH_DAYS,
  scope: WHOLE_SCOPE,
  history: [],
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
