/**
 * Rows of pages that come side by side. A record that moves while two windows are walked is answered in both, and the
 * older answer may be stored after the newer one: it is left out then.
 */
import { type Interaction, lastMessageAt } from '#shared/domain/interaction.ts';

interface Stored {
  /** When the page was stored, ms of the monotonic clock. */
  readonly at: number;
  /** Latest-message times by id. */
  readonly times: ReadonlyMap<string, number>;
}

/** Pages that were stored longer ago than any request is open are forgotten, in ms. */
const KEPT_FOR = 10 * 60_000;
/** No more pages can have been stored while one was on its way than are walked side by side, many times over. */
const MOST_KEPT = 64;

export interface NewerRows {
  /** The rows of a page but those of which a newer version was stored since the page was asked for. */
  withoutSuperseded(rows: readonly Interaction[], askedAt: number): readonly Interaction[];
  stored(rows: readonly Interaction[], now: number): void;
}

export const createNewerRows = (): NewerRows => {
  let kept: readonly Stored[] = [];
  return {
    withoutSuperseded: (rows, askedAt) => {
      const since = kept.filter(({ at }) => at >= askedAt);
      if (since.length === 0) return rows;
      return rows.filter((row) => {
        const at = lastMessageAt(row);
        return !since.some(({ times }) => (times.get(row.id) ?? at) > at);
      });
    },
    stored: (rows, now) => {
      const times = new Map(rows.map((row) => [row.id, lastMessageAt(row)]));
      kept = [...kept.filter(({ at }) => now - at < KEPT_FOR), { at: now, times }].slice(-MOST_KEPT);
    },
  };
};
