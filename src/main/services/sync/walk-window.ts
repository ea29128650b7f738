/** Walking one window with the cursor, newest page first, storing each page before its place counts as reached. */
import type { WindowCheckpoint } from '#shared/domain/sync.ts';
import type { FetchedPage } from '../fini/client.ts';
import { BadRequestError, ServerError } from '../fini/errors.ts';
import { advance, beginAgain, trailFrom } from './advance.ts';
import { type Seen, seenOf } from './catch-up.ts';
import type { Places } from './places.ts';
import { bottomOf, freshWindow } from './plan-windows.ts';

/** How far the parts of a split window overlap, in ms: whether `until` is in the window or not must not matter. */
export const SPLIT_OVERLAP = 60_000;
/** A remaining stretch shorter than this is not split, in ms. */
const SHORTEST_SPLIT = 10 * SPLIT_OVERLAP;

/** A page that was answered, and when it was asked for, in ms of the monotonic clock. */
export interface TimedPage extends FetchedPage {
  readonly askedAt: number;
}

export interface WalkEffects {
  /** Asks for a window's next page, waiting and trying again as needed. */
  fetchPage(checkpoint: WindowCheckpoint): Promise<TimedPage>;
  /** Stores a page with its checkpoint; resolves once it is acknowledged. */
  deliver(checkpoint: WindowCheckpoint, page: TimedPage): Promise<void>;
  /** Stores checkpoints without rows, all or none. */
  putWindows(checkpoints: readonly WindowCheckpoint[]): Promise<void>;
  /** Room for pages in memory. */
  readonly places: Places;
  /** Epoch ms. */
  now(): number;
  readonly signal: AbortSignal;
}

export interface Walk {
  /** As it will stand once what is on its way is acknowledged. */
  readonly checkpoint: WindowCheckpoint;
  /** Pages that are left, judged by those of this walk; null before the first, or while all have the same time. */
  readonly pagesLeft: number | null;
  /** The top of the window's first page, if this walk saw it. */
  readonly firstSeen: Seen;
  /**
   * Goes on to the window's end. While a page is being stored the next one is already fetched, so two pages at most are
   * unacknowledged. Pages are delivered one after the other: a later checkpoint must never be stored when an earlier
   * page was not.
   *
   * @throws RepeatedCursorError, EmptyPagesError, or what the effects throw
   */
  run(): Promise<void>;
  /**
   * Ends this walk at the middle of what is left of it, and makes the older half a window of its own, which is
   * there once the promise resolves. Null when too little is left.
   */
  split(): Promise<WindowCheckpoint> | null;
}

/** Makes the walk of a window from where its checkpoint stands. */
export const createWalk = (from: WindowCheckpoint, effects: WalkEffects): Walk => {
  const trail = trailFrom(from);
  let checkpoint = from;
  let delivery: Promise<void> = Promise.resolve();
  let firstSeen: Seen = new Map();
  /** Where this walk began, for judging how dense its window is. */
  let beganAt: number | null = from.reachedAt;
  let pages = 0;

  /** Adds to what is stored in turn. Nothing is stored after something failed. */
  const inTurn = (store: () => Promise<void>): void => {
    delivery = delivery.then(store);
    // The failure is met where the delivery is waited for.
    delivery.catch(() => undefined);
  };

  const fetch = async (): Promise<TimedPage> => {
    for (;;) {
      try {
        return await effects.fetchPage(checkpoint);
      } catch (error) {
        const again = blamesPlace(error) ? beginAgain(checkpoint, trail) : null;
        if (again === null) throw error;
        checkpoint = again;
      }
    }
  };

  const step = async (): Promise<boolean> => {
    const leave = await effects.places.take(effects.signal);
    try {
      const page = await firstFailing(fetch(), delivery);
      await delivery;
      const first = checkpoint.rows === 0;
      const next = advance(checkpoint, page, trail, effects.now());
      checkpoint = next.checkpoint;
      pages += 1;
      if (first) firstSeen = seenOf(page.rows);
      beganAt ??= checkpoint.newestAt;
      const stored = checkpoint;
      inTurn(async () => {
        try {
          await effects.deliver(stored, page);
        } finally {
          leave();
        }
      });
      if (next.failure === null && !stored.complete) return true;
      await delivery;
      if (next.failure !== null) throw next.failure;
      return false;
    } catch (error) {
      leave();
      throw error;
    }
  };

  const walk: Walk = {
    get checkpoint() {
      return checkpoint;
    },
    get firstSeen() {
      return firstSeen;
    },
    get pagesLeft() {
      const { reachedAt } = checkpoint;
      if (checkpoint.complete) return 0;
      if (pages === 0 || reachedAt === null || beganAt === null || beganAt <= reachedAt) return null;
      return (pages * Math.max(0, reachedAt - bottomOf(checkpoint))) / (beganAt - reachedAt);
    },
    run: async () => {
      try {
        while (await step());
      } finally {
        // What is on its way counts, whatever ended the walk.
        await delivery.catch(() => undefined);
      }
    },
    split: () => {
      const { floor, reachedAt, scope, since } = checkpoint;
      if (checkpoint.complete || reachedAt === null || reachedAt - bottomOf(checkpoint) < SHORTEST_SPLIT) return null;
      const middle = Math.round((reachedAt + bottomOf(checkpoint)) / 2);
      const until = middle + SPLIT_OVERLAP;
      const older = freshWindow({ since, until, openEnded: false, floor, scope }, effects.now());
      checkpoint = { ...checkpoint, floor: middle };
      const newer = checkpoint;
      inTurn(() => effects.putWindows([newer, older]));
      return delivery.then(() => older);
    },
  };
  return walk;
};

/** Refusals that may be the place's fault: a cursor that Fini knows no longer, to which it may answer 500 as well. */
const blamesPlace = (error: unknown): boolean =>
  error instanceof BadRequestError || (error instanceof ServerError && error.details['status'] === 500);

/** Waits for a page, but not for longer than it takes what is stored before it to fail; lets that end in any case. */
const firstFailing = async (fetching: Promise<TimedPage>, delivery: Promise<void>): Promise<TimedPage> => {
  const failed = delivery.then(() => new Promise<never>(() => undefined));
  try {
    return await Promise.race([fetching, failed]);
  } catch (error) {
    // A stop must not leave a page half counted: its acknowledgement is waited for, or its failure told first.
    await delivery;
    throw error;
  }
};
