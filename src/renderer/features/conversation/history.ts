/** Which two versions of a conversation are compared. Pure. */
import type { InteractionVersion } from '#shared/contract/data.ts';

export interface Earlier {
  readonly id: 'judged' | 'previous' | 'first';
  readonly label: string;
  readonly version: InteractionVersion;
}

/**
 * The earlier versions worth comparing with the current one, the likeliest first; each only once. Empty when there is
 * only the current one.
 *
 * @param versions newest first, the current one among them
 */
export const earlierVersions = (versions: readonly InteractionVersion[]): readonly Earlier[] => {
  const earlier = versions.slice(1);
  const choices: Earlier[] = [];
  const add = (id: Earlier['id'], label: string, version: InteractionVersion | undefined): void => {
    if (version && choices.every((choice) => choice.version !== version)) choices.push({ id, label, version });
  };
  add(
    'judged',
    'The one you judged',
    earlier.find(({ judged }) => judged),
  );
  add('previous', 'The one before', earlier[0]);
  add('first', 'The first', earlier.at(-1));
  return choices;
};
