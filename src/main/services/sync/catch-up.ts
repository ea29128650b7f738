/**
 * The last thing a run does: it looks at the top of its windows once more, for records that moved up while it walked
 * past them. How far down it has to look is told by the newest time on the window's own first page: the server's times
 * on both sides, so that no clock of this machine matters.
 */
import { type Interaction, lastMessageAt } from '#shared/domain/interaction.ts';
import type { WindowCheckpoint } from '#shared/domain/sync.ts';
import type { FetchedPage, ListQuery } from '../fini/client.ts';
import { advance, FULL_PAGE, questionOf, trailFrom } from './advance.ts';
import { CLOCK_DOUBT, freshWindow, LONGEST_WINDOW, scopeKey } from './plan-windows.ts';

/** Rows asked for at first: most often nothing moved. */
const SMALL_PAGE = 10;
/** Passes after which records that go on moving are left to the next run. */
const MOST_PASSES = 10;
/** A window that ends no longer ago than this is asked for without an end, in ms. */
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
 * be until the opposite is proven.
 *
 * @param planned the windows the run began with: parts that were split off lie within them
 */
export const windowsToCatchUp = (planned: readonly WindowCheckpoint[], test: WindowTest): readonly WindowCheckpoint[] =>
  planned.filter((window) => {
    if (test !== 'last-message') return true;
    const key = scopeKey(window.scope);
    return planned.find((other) => scopeKey(other.scope) === key)?.id === window.id;
  });

/** A window as it is asked for from its top: without an end, where the API's longest window allows it. */
const topOf = (window: WindowCheckpoint, now: number): WindowCheckpoint => {
  const openEnded =
    (window.openEnded || window.until >= now - RECENT) && now - window.since <= LONGEST_WINDOW - CLOCK_DOUBT;
  const until = window.openEnded ? window.since + LONGEST_WINDOW : window.until;
  return freshWindow({ since: window.since, until, openEnded, floor: null, scope: window.scope }, now);
};

/** Down to when everything is known; checkpoints of older versions do not tell their first page's newest time. */
const knownBefore = ({ newestAt, reachedAt, rows, startedAt }: WindowCheckpoint): number => {
  if (newestAt !== null) return newestAt;
  return rows === 0 ? Number.NEGATIVE_INFINITY : Math.max(reachedAt ?? 0, startedAt - CLOCK_DOUBT);
};

/**
 * Walks from the top of a window down to where it began. A pass of one request saw everything at one moment; after a
 * longer one, records may have moved meanwhile, and the top is looked at again.
 *
 * @param newestIds rows at the very newest time of the window's first page, as far as they are known
 */
export const catchUp = async (
  window: WindowCheckpoint,
  newestIds: ReadonlySet<string>,
  effects: {
    ask(query: ListQuery): Promise<FetchedPage>;
    deliver(rows: readonly Interaction[], page: FetchedPage): Promise<void>;
    now(): number;
  },
): Promise<void> => {
  let known = knownBefore(window);
  let knownIds = newestIds;
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    let place = topOf(window, effects.now());
    const trail = trailFrom(place);
    let anyMoved = false;
    let top: { readonly at: number; readonly ids: ReadonlySet<string> } | null = null;
    for (;;) {
      const page = await effects.ask(questionOf(place, place.pages === 0 ? SMALL_PAGE : FULL_PAGE));
      const times = page.rows.map(lastMessageAt);
      const moved = page.rows.filter((row) => {
        const at = lastMessageAt(row);
        return at > known || (at === known && knownIds.size > 0 && !knownIds.has(row.id));
      });
      if (moved.length > 0) {
        anyMoved = true;
        await effects.deliver(moved, page);
      }
      if (top === null && times.length > 0) {
        const at = Math.max(...times);
        top = { at, ids: new Set(page.rows.filter((row) => lastMessageAt(row) === at).map(({ id }) => id)) };
      }
      const step = advance(place, page, trail, effects.now());
      place = step.checkpoint;
      if (times.some((at) => at <= known) || place.complete) break;
      if (step.failure !== null) throw step.failure;
    }
    if (place.pages <= 1 || !anyMoved || top === null) return;
    known = top.at;
    knownIds = top.ids;
  }
};
