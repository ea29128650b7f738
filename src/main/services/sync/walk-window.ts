/** Walking one window with the cursor, newest page first, storing each page before its place counts as reached. */
import { type Interaction, lastMessageAt } from '#shared/domain/interaction.ts';
import { WHOLE_WINDOW_SCOPE } from '#shared/domain/scope.ts';
import type { WindowCheckpoint } from '#shared/domain/sync.ts';
import type { FetchedPage } from '../fini/client.ts';
import { EmptyPagesError, RepeatedCursorError } from './errors.ts';
import type { SyncWindow } from './plan-windows.ts';

/** Empty pages in a row that are walked over before the walk gives up. */
export const EMPTY_PAGES_TOLERATED = 3;

export interface WalkEffects {
  /** Asks for the page at a cursor, waiting and trying again as needed. */
  fetchPage(cursor: string | null): Promise<FetchedPage>;
  /** Stores a page with its checkpoint; resolves once it is acknowledged. */
  deliver(checkpoint: WindowCheckpoint, rows: readonly Interaction[]): Promise<void>;
  /** Epoch ms. */
  now(): number;
}

/** The checkpoint of a window that was not begun. */
export const freshCheckpoint = (window: SyncWindow, now: number): WindowCheckpoint => ({
  ...window,
  openEnded: false,
  floor: null,
  scope: WHOLE_WINDOW_SCOPE,
  startedAt: now,
  newestAt: null,
  anchor: null,
  cursor: null,
  complete: false,
  pages: 0,
  rows: 0,
  quarantined: 0,
  reachedAt: null,
  updatedAt: now,
});

/**
 * Walks on from a checkpoint to the window's end.
 *
 * While a page is being stored the next one is already fetched, so two pages at most are unacknowledged. Pages are
 * delivered one after the other: a later checkpoint must never be stored when an earlier page was not.
 *
 * @throws RepeatedCursorError, EmptyPagesError, or what the effects throw
 */
export const walkWindow = async (from: WindowCheckpoint, effects: WalkEffects): Promise<WindowCheckpoint> => {
  const asked = new Set<string | null>([null, from.cursor]);
  let checkpoint = from;
  let emptyInARow = 0;
  let delivery: Promise<void> = Promise.resolve();

  for (;;) {
    const page = await firstFailing(effects.fetchPage(checkpoint.cursor), delivery);
    await delivery;

    const next = page.hasMore ? page.nextCursor : null;
    const complete = next === null;
    emptyInARow = page.rows.length + page.quarantined === 0 ? emptyInARow + 1 : 0;
    if (!complete && emptyInARow >= EMPTY_PAGES_TOLERATED) throw new EmptyPagesError(checkpoint.pages, emptyInARow);
    const repeated = !complete && asked.has(next);

    checkpoint = {
      ...checkpoint,
      // After a repeat this page is the last place that is certain, so a later run asks for it again.
      cursor: repeated ? checkpoint.cursor : next,
      complete,
      pages: checkpoint.pages + 1,
      rows: checkpoint.rows + page.rows.length,
      quarantined: checkpoint.quarantined + page.quarantined,
      reachedAt: oldest(checkpoint.reachedAt, page.rows),
      updatedAt: effects.now(),
    };
    delivery = effects.deliver(checkpoint, page.rows);
    if (complete || repeated) await delivery;
    if (complete) return checkpoint;
    if (repeated) throw new RepeatedCursorError(checkpoint.pages);
    asked.add(next);
  }
};

/** Waits for a page, but not for longer than it takes the page before it to fail; lets that one end in any case. */
const firstFailing = async (fetching: Promise<FetchedPage>, delivery: Promise<void>): Promise<FetchedPage> => {
  const failed = delivery.then(() => new Promise<never>(() => undefined));
  try {
    return await Promise.race([fetching, failed]);
  } catch (error) {
    // A stop must not leave a page half counted: its acknowledgement is waited for, or its failure told first.
    await delivery;
    throw error;
  }
};

const oldest = (reachedAt: number | null, rows: readonly Interaction[]): number | null =>
  rows.reduce<number | null>((reached, row) => {
    const at = lastMessageAt(row);
    return reached === null || at < reached ? at : reached;
  }, reachedAt);
