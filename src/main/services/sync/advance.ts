/**
 * One step of a walk, pure but for the trail it leaves: where a window stands once a page was answered.
 *
 * A walk that cannot be trusted to go on (the same cursor again, "more" without a cursor, a list that begins anew because
 * the record at the cursor moved) begins again at the oldest time it reached, asking until there: an anchor. No record
 * still to come is newer than that, whichever time the API's window tests.
 */
import { lastMessageAt } from '#shared/domain/interaction.ts';
import type { WindowCheckpoint } from '#shared/domain/sync.ts';
import type { FetchedPage, ListQuery } from '../fini/client.ts';
import { EmptyPagesError, RepeatedCursorError } from './errors.ts';
import { bottomOf } from './plan-windows.ts';

/** Rows a page, the most the API gives. */
export const FULL_PAGE = 100;
/** Empty pages in a row that are walked over, each with a cursor of its own, before the walk gives up. */
export const EMPTY_PAGES_TOLERATED = 25;
/** The rows at a page's end that tell how far back it comes. */
const LAST_ROWS = 3;
const SOME_ROWS = 10;
/** Times that a page is asked for which says that there is more and leads nowhere. */
const SAME_PLACE_TOLERATED = 5;

/** What a walk remembers of the way it came. */
export interface Trail {
  /** Cursors asked with since the walk began, or began again. */
  readonly asked: Set<string | null>;
  emptyInARow: number;
  /** Times in a row that it came no further from where it was, or where it began again. */
  samePlace: number;
  /** The cursor whose page was asked for once more, since it led nowhere; null before any was. */
  askedAgain: string | null;
  /** Times in a row that a page said there is more, gave no cursor and had the same oldest row, at `endsAt`. */
  ends: number;
  endsAt: number | null;
  /** The oldest time at which the walk began again, until it comes further; null when it goes on as usual. */
  anchoredAt: number | null;
}

export const trailFrom = (checkpoint: WindowCheckpoint): Trail => ({
  asked: new Set([null, checkpoint.cursor]),
  emptyInARow: 0,
  samePlace: 0,
  askedAgain: null,
  ends: 0,
  endsAt: null,
  anchoredAt: null,
});

/** A window as it is after a page. With `failure` set the walk ends there, and a later run asks for that page again. */
export interface Step {
  readonly checkpoint: WindowCheckpoint;
  readonly failure: EmptyPagesError | RepeatedCursorError | null;
}

/** The page a window is to ask for next. */
export const questionOf = (checkpoint: WindowCheckpoint, limit: number): ListQuery => ({
  ...checkpoint.scope,
  since: checkpoint.since,
  until: checkpoint.anchor ?? (checkpoint.openEnded ? null : checkpoint.until),
  limit,
  cursor: checkpoint.cursor,
});

/**
 * Where to begin again after the place itself was refused (an unknown cursor, say).
 *
 * @returns null when that was tried already, or the place is not to blame
 */
export const beginAgain = (checkpoint: WindowCheckpoint, trail: Trail): WindowCheckpoint | null => {
  if (checkpoint.cursor === null || trail.anchoredAt !== null) return null;
  if (checkpoint.reachedAt === null || checkpoint.reachedAt < checkpoint.since) {
    restart(trail, Number.POSITIVE_INFINITY);
    return { ...checkpoint, cursor: null };
  }
  restart(trail, checkpoint.reachedAt);
  return { ...checkpoint, cursor: null, anchor: anchorAt(checkpoint, checkpoint.reachedAt) };
};

/** Never beyond the window's end: where that tests the creation, records come first that went on after it. */
const anchorAt = ({ openEnded, until }: WindowCheckpoint, reachedAt: number): number =>
  openEnded ? reachedAt + 1 : Math.min(reachedAt + 1, until);

const restart = (trail: Trail, anchoredAt: number): void => {
  trail.anchoredAt = anchoredAt;
  trail.asked.clear();
  trail.asked.add(null);
};

/**
 * How far back a page comes. The list is newest first, so the last rows of a page of some length tell, and not one of
 * them alone: a record's latest message need not be among its events (it may have been deleted), and a place that is
 * taken to be older than it is makes a gap.
 *
 * @param times latest-message times of the rows in the list's order
 */
export const reachOf = (times: readonly number[]): number | null => {
  if (times.length === 0) return null;
  if (times.length < SOME_ROWS) return times.reduce((least, at) => Math.min(least, at));
  return times.slice(-LAST_ROWS).reduce((most, at) => Math.max(most, at));
};

/** Takes a page in. */
export const advance = (from: WindowCheckpoint, page: FetchedPage, trail: Trail, now: number): Step => {
  const times = page.rows.map(lastMessageAt);
  const count = page.rows.length + page.quarantined;
  const oldest = times.length > 0 ? times.reduce((least, at) => Math.min(least, at)) : null;
  const reach = reachOf(times);
  const newest = times.length > 0 ? times.reduce((most, at) => Math.max(most, at)) : null;
  const reachedAt = from.reachedAt === null || (reach !== null && reach < from.reachedAt) ? reach : from.reachedAt;
  const next = page.hasMore ? page.nextCursor : null;
  // Every row is newer than what was reached: the list began anew, since the record at the cursor moved up.
  const movedUp =
    trail.anchoredAt === null &&
    from.cursor !== null &&
    oldest !== null &&
    from.reachedAt !== null &&
    oldest > from.reachedAt;

  if (reach !== null && trail.anchoredAt !== null && reach < trail.anchoredAt) trail.anchoredAt = null;
  trail.emptyInARow = count === 0 ? trail.emptyInARow + 1 : 0;

  const checkpoint: WindowCheckpoint = {
    ...from,
    pages: from.pages + 1,
    rows: from.rows + page.rows.length,
    quarantined: from.quarantined + page.quarantined,
    newestAt: from.rows === 0 ? newest : from.newestAt,
    reachedAt,
    updatedAt: now,
  };
  const complete: Step = { checkpoint: { ...checkpoint, cursor: null, anchor: null, complete: true }, failure: null };
  const failed = (failure: Step['failure']): Step => ({ checkpoint, failure });

  if (reachedAt !== null && reachedAt < bottomOf(from)) return complete;
  if (!page.hasMore && !movedUp) return complete;
  if (movedUp || next === null || trail.asked.has(next)) {
    if (reachedAt === null || trail.anchoredAt !== null) {
      // The way back to where it began again may be long: one bad answer is asked for once more before that is gone anew.
      if (from.cursor !== null && trail.askedAgain !== from.cursor) {
        trail.askedAgain = from.cursor;
        return { checkpoint, failure: null };
      }
      // It began again here and came no further. If there is nothing but that one moment, time and again, it is the end.
      trail.samePlace += 1;
      const nothingOlder = oldest !== null && oldest === trail.anchoredAt && newest === oldest;
      if (next === null && nothingOlder && trail.samePlace > 1) return complete;
      // So it is if what began again comes down to the same last row each time: Fini calls a list without a cursor ended.
      const isEnd = next === null && oldest !== null && reach === trail.anchoredAt;
      trail.ends = isEnd && (trail.ends === 0 || oldest === trail.endsAt) ? trail.ends + 1 : 0;
      trail.endsAt = oldest;
      if (trail.ends >= SAME_PLACE_TOLERATED) return complete;
      if (trail.samePlace < SAME_PLACE_TOLERATED) {
        // A cursor that leads back may name a record that moved up: it will go on doing so.
        const leadsBack = next !== null && count > 0;
        if (leadsBack && trail.anchoredAt !== null) restart(trail, trail.anchoredAt);
        return { checkpoint: { ...checkpoint, cursor: leadsBack ? null : from.cursor }, failure: null };
      }
      return failed(
        count === 0
          ? new EmptyPagesError(checkpoint.pages, trail.samePlace)
          : new RepeatedCursorError(checkpoint.pages),
      );
    }
    trail.samePlace = 0;
    restart(trail, reachedAt);
    return { checkpoint: { ...checkpoint, cursor: null, anchor: anchorAt(checkpoint, reachedAt) }, failure: null };
  }
  if (trail.emptyInARow >= EMPTY_PAGES_TOLERATED)
    return failed(new EmptyPagesError(checkpoint.pages, trail.emptyInARow));
  if (trail.anchoredAt === null) trail.samePlace = 0;
  trail.asked.add(next);
  return { checkpoint: { ...checkpoint, cursor: next }, failure: null };
};
