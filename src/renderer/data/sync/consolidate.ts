/**
 * Keeping the list of windows short: every sync adds some, and a run that walks side by side splits them. What they say
 * of the days stays; of old ones it may become a little older.
 */
import type { WindowScope } from '#shared/domain/scope.ts';
import { isLeftOff, type WindowCheckpoint } from '#shared/domain/sync.ts';
import { DAY, LONGEST_WINDOW_DAYS } from '#shared/domain/workspace.ts';
import { isWholeScope, sameScope } from './coverage.ts';

/** Complete windows there may be before some that were walked at different times become one. */
const MOST_WINDOWS = 40;
/** Windows begun within this time were walked by one run, or as good as, in ms. */
const SAME_RUN = DAY / 4;

export interface WindowChange {
  readonly put: readonly WindowCheckpoint[];
  readonly remove: readonly string[];
}

/** Which complete windows can go, and what takes their place. Unfinished ones stay as they are. */
export const consolidate = (checkpoints: readonly WindowCheckpoint[]): WindowChange => {
  const complete = checkpoints.filter((one) => !isLeftOff(one) && one.startedAt > 0);
  let left = withoutRedundant(complete);
  left = mergeNeighbours(left, (one, other) => Math.abs(one.startedAt - other.startedAt) <= SAME_RUN);
  if (left.length > MOST_WINDOWS) left = mergeNeighbours(left, () => true);
  const before = new Map(complete.map((one) => [one.id, one]));
  const after = new Set(left.map(({ id }) => id));
  return {
    put: left.filter((one) => before.get(one.id) !== one),
    remove: complete.filter(({ id }) => !after.has(id)).map(({ id }) => id),
  };
};

/** From when on a complete window knows everything, epoch ms. */
const bottomOf = ({ since, floor, until }: WindowCheckpoint): number =>
  Math.max(since, Math.min(floor ?? since, until));

/** What was asked under an agent is known from that alone, whatever else brought the same rows. */
const includes = (wider: WindowScope, narrower: WindowScope): boolean =>
  sameScope(wider, narrower) || (isWholeScope(wider) && narrower.agentId === null);

/** Leaves out windows all of whose days others know as well and at a later time. */
const withoutRedundant = (complete: readonly WindowCheckpoint[]): readonly WindowCheckpoint[] => {
  let left = [...complete].sort((one, other) => one.startedAt - other.startedAt);
  for (const window of left) {
    const others = left.filter(
      (one) => one !== window && one.startedAt >= window.startedAt && includes(one.scope, window.scope),
    );
    if (isCovered(window, others)) left = left.filter((one) => one !== window);
  }
  return left;
};

const isCovered = (window: WindowCheckpoint, others: readonly WindowCheckpoint[]): boolean => {
  let known = bottomOf(window);
  for (const other of [...others].sort((one, two) => bottomOf(one) - bottomOf(two)))
    if (bottomOf(other) <= known) known = Math.max(known, other.until);
  return known >= window.until;
};

const mergeNeighbours = (
  windows: readonly WindowCheckpoint[],
  may: (one: WindowCheckpoint, other: WindowCheckpoint) => boolean,
): readonly WindowCheckpoint[] => {
  const merged: WindowCheckpoint[] = [];
  for (const window of [...windows].sort((one, other) => other.until - one.until)) {
    const at = merged.findIndex((newer) => canMerge(newer, window) && may(newer, window));
    if (at < 0) merged.push(window);
    else merged[at] = mergeTwo(merged[at]!, window);
  }
  return merged;
};

/** Should it have to be walked again, the API has to take it in one piece. */
const canMerge = (newer: WindowCheckpoint, older: WindowCheckpoint): boolean =>
  sameScope(newer.scope, older.scope) &&
  older.until >= bottomOf(newer) &&
  newer.until - Math.min(newer.since, older.since) <= LONGEST_WINDOW_DAYS * DAY;

const mergeTwo = (newer: WindowCheckpoint, older: WindowCheckpoint): WindowCheckpoint => {
  const since = Math.min(newer.since, older.since);
  const bottom = Math.min(bottomOf(newer), bottomOf(older));
  return {
    ...newer,
    since,
    floor: bottom > since ? bottom : null,
    startedAt: Math.min(newer.startedAt, older.startedAt),
    pages: newer.pages + older.pages,
    rows: newer.rows + older.rows,
    quarantined: newer.quarantined + older.quarantined,
    reachedAt: oldest(newer.reachedAt, older.reachedAt),
  };
};

const oldest = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);
