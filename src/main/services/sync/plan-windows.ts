/**
 * Cutting what a run is asked for into windows that the API accepts, newest first. Pure: the clock is an input.
 *
 * Whether the API's window tests the creation or the latest message is unknown. Windows that cover a period without a gap
 * lose nothing under either reading; they overlap at the seams because records move while they are paged.
 */
import { createHash } from 'node:crypto';
import type { Scope, WindowScope } from '#shared/domain/scope.ts';
import type { SyncRequest, WindowCheckpoint } from '#shared/domain/sync.ts';
import { DAY, LONGEST_WINDOW_DAYS, type Period } from '#shared/domain/workspace.ts';

/** The longest window, in ms. */
export const LONGEST_WINDOW = LONGEST_WINDOW_DAYS * DAY;
/** How far this machine's clock may be off, in ms. */
export const CLOCK_DOUBT = 2 * DAY;
/** The longest window that is asked for without an end: Fini measures it to its own now, this machine to another. */
export const LONGEST_OPEN_WINDOW = LONGEST_WINDOW - 2 * CLOCK_DOUBT - DAY;
/** A shorter window without an end could begin after Fini's now. */
export const SHORTEST_OPEN_WINDOW = CLOCK_DOUBT + DAY;
/** How far neighbouring windows overlap, in ms; rows are stored once by id. */
export const WINDOW_OVERLAP = DAY;

const sorted = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();

/** What each set of windows asks for: one set for every agent, when the scope tells agents apart. */
export const scopesOf = (scope: Scope, listedAgents: readonly string[]): readonly WindowScope[] => {
  const sources = sorted(scope.sources);
  const channels = sorted(scope.channels);
  const everyAgent = scope.attributeAgents ? [...new Set(listedAgents), null] : [null];
  const agents = scope.agentIds.length > 0 ? [...new Set(scope.agentIds)] : everyAgent;
  return agents.map((agentId) => ({ sources, channels, agentId }));
};

/** The same for the same scope, whatever the order of its names. Names stay out of ids, which are kept in the clear. */
export const scopeKey = ({ sources, channels, agentId }: WindowScope): string => {
  if (sources.length + channels.length === 0 && agentId === null) return '';
  const text = JSON.stringify([sorted(sources), sorted(channels), agentId]);
  return `~${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
};

type Shape = Pick<WindowCheckpoint, 'since' | 'until' | 'openEnded' | 'floor' | 'scope'>;

/** The checkpoint of a window that was not begun. The same window gets the same id. */
export const freshWindow = (shape: Shape, now: number): WindowCheckpoint => ({
  ...shape,
  id: [
    `${shape.since}-${shape.until}${shape.openEnded ? '+' : ''}`,
    shape.floor === null ? '' : `>${shape.floor}`,
    scopeKey(shape.scope),
  ].join(''),
  startedAt: now,
  newestAt: null,
  anchor: null,
  cursor: null,
  complete: false,
  caughtUp: false,
  pages: 0,
  rows: 0,
  quarantined: 0,
  reachedAt: null,
  updatedAt: now,
});

/** The oldest latest-message time a window is walked to, epoch ms. */
export const bottomOf = ({ since, floor }: Pick<WindowCheckpoint, 'since' | 'floor'>): number =>
  Math.max(since, floor ?? since);

/** The window as it can be gone on with now: one without an end may have become longer than the API allows. */
const goingOn = (window: WindowCheckpoint, now: number): WindowCheckpoint => {
  if (!window.openEnded || window.anchor !== null) return window;
  const tooLong = now - window.since > LONGEST_OPEN_WINDOW + CLOCK_DOUBT;
  if (window.cursor === null) {
    if (!tooLong) return { ...window, until: Math.max(window.until, now), startedAt: now };
    const until = Math.min(window.until + SHORTEST_OPEN_WINDOW, window.since + LONGEST_WINDOW);
    return { ...window, openEnded: false, until };
  }
  if (!tooLong) return window;
  if (window.reachedAt === null) return { ...window, openEnded: false, cursor: null };
  return { ...window, cursor: null, anchor: window.reachedAt + 1 };
};

/** Until when a window that is gone on with will know everything, by Fini's clock. */
const knownUntil = (window: WindowCheckpoint): number => {
  if (!window.openEnded) return window.until;
  const begun = window.cursor !== null || window.anchor !== null;
  return begun ? (window.newestAt ?? window.until - CLOCK_DOUBT) : Number.POSITIVE_INFINITY;
};

/** What of a period no window covers, newest first; each part reaches an overlap into its neighbours. */
const gapsOf = (period: Period, windows: readonly WindowCheckpoint[]): readonly Period[] => {
  const covered = windows
    .map((window) => ({ since: bottomOf(window), until: knownUntil(window) }))
    .sort((one, other) => one.since - other.since);
  const gaps: Period[] = [];
  const add = (since: number, until: number): void => {
    if (since >= until) return;
    gaps.unshift({
      since: since === period.since ? since : Math.max(period.since, since - WINDOW_OVERLAP),
      until: until === period.until ? until : Math.min(period.until, until + WINDOW_OVERLAP),
    });
  };
  let at = period.since;
  for (const { since, until } of covered) {
    add(at, Math.min(since, period.until));
    at = Math.max(at, until);
  }
  add(at, period.until);
  return gaps;
};

const cut = (period: Period, openEnded: boolean): readonly (Period & { readonly openEnded: boolean })[] => {
  const windows: (Period & { readonly openEnded: boolean })[] = [];
  let { until } = period;
  if (openEnded) {
    const since = Math.min(Math.max(period.since, until - LONGEST_OPEN_WINDOW), until - SHORTEST_OPEN_WINDOW);
    windows.push({ since: Math.max(0, since), until, openEnded });
    if (since <= period.since) return windows;
    until = since + WINDOW_OVERLAP;
  }
  for (;;) {
    const since = Math.max(period.since, until - LONGEST_WINDOW);
    windows.push({ since, until, openEnded: false });
    if (since === period.since) return windows;
    until = since + WINDOW_OVERLAP;
  }
};

/** The order in which windows are walked. */
export const newestFirst = (one: WindowCheckpoint, other: WindowCheckpoint): number =>
  Number(other.openEnded) - Number(one.openEnded) || other.until - one.until;

/**
 * Plans a run.
 *
 * @param listedAgents ids of the workspace's agents, for a scope that attributes agents
 * @param now epoch ms
 * @returns every window to walk, newest first: those that were left off, as they can be gone on with, and those that
 *   cover the rest of the period
 */
export const planWindows = (
  request: SyncRequest,
  listedAgents: readonly string[],
  now: number,
): readonly WindowCheckpoint[] => {
  const { floor, openEnded, period } = request;
  const left = request.unfinished
    .filter(({ complete }) => !complete)
    .map((window) => ({ ...goingOn(window, now), caughtUp: false }));
  if (request.unfinishedOnly) return [...left].sort(newestFirst);

  const planned = scopesOf(request.scope, listedAgents).flatMap((scope) => {
    const key = scopeKey(scope);
    const own = left.filter((window) => scopeKey(window.scope) === key);
    const gaps = gapsOf(period, own);
    const toNow =
      gaps.some(({ until }) => until === period.until) ||
      own.some((one) => knownUntil(one) === Number.POSITIVE_INFINITY);
    // A window that is gone on with ends by a clock that may have been behind.
    const all = openEnded && !toNow ? [{ since: period.until - 1, until: period.until }, ...gaps] : gaps;
    return all
      .flatMap((gap, index) => cut(gap, openEnded && index === 0 && gap.until === period.until))
      .filter((window) => floor === null || window.openEnded || window.until > floor)
      .map((window) =>
        freshWindow({ ...window, floor: floor !== null && window.since < floor ? floor : null, scope }, now),
      );
  });
  const known = new Set(left.map(({ id }) => id));
  return [...left, ...planned.filter(({ id }) => !known.has(id))].sort(newestFirst);
};
