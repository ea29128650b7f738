/**
 * The last thing a run does: it looks at the top of its windows once more, for records that moved up while it walked
 * past them. How far down it has to look is told by the newest time on the window's own first page: the server's times
 * on both sides, so that no clock of this machine matters.
 */
import { type Interaction, lastMessageAt } from '#shared/domain/interaction.ts';
import type { WindowCheckpoint } from '#shared/domain/sync.ts';
import type { FetchedPage, ListQuery } from '../fini/client.ts';
import { advance, FULL_PAGE, questionOf, reachOf, trailFrom } from './advance.ts';
import { CLOCK_DOUBT, freshWindow, LONGEST_WINDOW, scopeKey } from './plan-windows.ts';

/** Rows asked for at first: most often nothing moved. */
const SMALL_PAGE = 10;
/** Passes after which records that go on moving are left to the next run. */
const MOST_PASSES = 10;
/** A window that ended no longer than this before its walk began is asked for without an end, in ms. */
const RECENT = 3_600_000;

/** Which time the API's windows test, as far as the answers of this run prove it. */
export type WindowTest = 'creation' | 'last-message' | 'unknown';

/** How many rows' latest message is beyond the end that was asked for. */
export const strayRowsOf = (rows: readonly Interaction[], until: number): number =>
  rows.filter((row) => lastMessageAt(row) > until).length;

/** What a page proves of it. */
export const windowTestOf = (rows: readonly Interaction[], query: ListQuery): WindowTest => {
  const { since, until } = query;
  if (until !== null && strayRowsOf(rows, until) > 0) return 'creation';
  return rows.some(({ createdAt }) => createdAt < since) ? 'last-message' : 'unknown';
};

/** Of two proofs the one for creation weighs more: it only costs a request. */
export const strongerTest = (one: WindowTest, other: WindowTest): WindowTest => {
  if (one === 'creation' || other === 'creation') return 'creation';
  return one === 'last-message' || other === 'last-message' ? 'last-message' : 'unknown';
};

/**
 * The windows whose top has to be looked at, newest first. Where the window tests the latest message, whatever moves
 * appears at the top of the newest one. Where it tests the creation, a record stays in its window; and so it is taken to
 * be until the opposite is proven. A part that was split off lies within the window it was split from.
 *
 * @param planned the windows the run began with, newest first
 */
export const windowsToCatchUp = (planned: readonly WindowCheckpoint[], test: WindowTest): readonly WindowCheckpoint[] =>
  planned.filter((window, index) => {
    const newer = planned.slice(0, index).filter((other) => scopeKey(other.scope) === scopeKey(window.scope));
    return test === 'last-message' ? newer.length === 0 : !newer.some(({ since }) => since <= window.since);
  });

/** A window as it is asked for from its top: without an end, where the API's longest window allows it. */
const topOf = (window: WindowCheckpoint, now: number): WindowCheckpoint => {
  const openEnded =
    (window.openEnded || window.until >= window.startedAt - RECENT) &&
    now - window.since <= LONGEST_WINDOW - CLOCK_DOUBT;
  const until = window.openEnded ? window.since + LONGEST_WINDOW : window.until;
  return freshWindow({ since: window.since, until, openEnded, floor: null, scope: window.scope }, now);
};

/** Down to when everything is known; checkpoints of older versions do not tell their first page's newest time. */
const knownBefore = ({ newestAt, reachedAt, rows, startedAt }: WindowCheckpoint): number => {
  if (newestAt !== null) return newestAt;
  return rows === 0 ? Number.NEGATIVE_INFINITY : Math.max(reachedAt ?? 0, startedAt - CLOCK_DOUBT);
};

/** The rows at the top of a page, as text by id: what they were like when they were seen. */
export type Seen = ReadonlyMap<string, string>;

export const seenOf = (rows: readonly Interaction[]): Seen =>
  new Map(rows.slice(0, SMALL_PAGE).map((row) => [row.id, JSON.stringify(row)]));

/**
 * Walks from the top of a window down to where it began, for what moved there or changed. A pass of one request saw
 * everything at one moment; after a longer one, records may have moved meanwhile, and the top is looked at again.
 *
 * @param first the top of the window's first page, where it is known
 * @returns the newest latest-message time there is in the window now; null when there is none
 * @throws RepeatedCursorError, EmptyPagesError, or what the effects throw
 */
export const catchUp = async (
  window: WindowCheckpoint,
  first: Seen,
  effects: {
    ask(query: ListQuery): Promise<FetchedPage>;
    deliver(rows: readonly Interaction[], page: FetchedPage): Promise<void>;
    now(): number;
  },
): Promise<number | null> => {
  let known = knownBefore(window);
  let { newestAt } = window;
  let seen = first;
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    let place = topOf(window, effects.now());
    const trail = trailFrom(place);
    let anyMoved = false;
    let top: FetchedPage | null = null;
    for (;;) {
      const page = await effects.ask(questionOf(place, place.pages === 0 ? SMALL_PAGE : FULL_PAGE));
      const moved = page.rows.filter((row) => {
        const at = lastMessageAt(row);
        const before = seen.get(row.id);
        return at > known || (before === undefined ? at === known && seen.size > 0 : before !== JSON.stringify(row));
      });
      if (moved.length > 0) {
        anyMoved = true;
        await effects.deliver(moved, page);
      }
      if (page.rows.length > 0) top ??= page;
      const step = advance(place, page, trail, effects.now());
      place = step.checkpoint;
      const reach = reachOf(page.rows.map(lastMessageAt));
      if (place.complete || (reach !== null && reach <= known)) break;
      if (step.failure !== null) throw step.failure;
    }
    if (top === null) return newestAt;
    const newest = Math.max(...top.rows.map(lastMessageAt));
    newestAt = Math.max(newest, newestAt ?? newest);
    if (place.pages <= 1 || !anyMoved) return newestAt;
    known = newest;
    seen = seenOf(top.rows);
  }
  return newestAt;
};
