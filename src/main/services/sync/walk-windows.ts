/** Walking a run's windows: the newest first, several at a time when that is quicker, and one split when need be. */
import type { WindowCheckpoint } from '#shared/domain/sync.ts';
import { createWalk, type Walk, type WalkEffects } from './walk-window.ts';

/** A walk with fewer pages left than this is not worth splitting. */
const FEWEST_PAGES = 4;

export interface WindowsOptions {
  readonly windows: readonly WindowCheckpoint[];
  readonly effects: WalkEffects;
  /** Whether one more walk is worthwhile, given those under way and the pages they have left (null while unknown). */
  worthwhile(walks: number, pagesLeft: number | null): boolean;
  /** Whether windows may be split, the n-th time. */
  maySplit(splits: number): boolean;
  /** How many windows are walked at the moment. */
  onWalks(count: number): void;
  /** A window was split: this part is new. */
  onSplit(older: WindowCheckpoint): void;
  /** A window was walked to its end. */
  onWalked(walk: Walk): void;
  /** A walk failed: the others are to end too. */
  onFailure(): void;
}

/**
 * Walks every window to its end.
 *
 * @throws what the first walk that failed threw, once all of them have ended
 */
export const walkWindows = async (options: WindowsOptions): Promise<void> => {
  const effects: WalkEffects = {
    ...options.effects,
    deliver: (checkpoint, page) => {
      look();
      return options.effects.deliver(checkpoint, page);
    },
  };
  const queue = [...options.windows];
  const walks = new Set<Walk>();
  const underway = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let splits = 0;

  const fail = (error: unknown): void => {
    failures.push(error);
    if (failures.length === 1) options.onFailure();
  };

  const watch = (work: Promise<void>): void => {
    const watched: Promise<void> = work.catch(fail).finally(() => {
      underway.delete(watched);
      look();
    });
    underway.add(watched);
  };

  const begin = (window: WindowCheckpoint): void => {
    const walk = createWalk(window, effects);
    walks.add(walk);
    options.onWalks(walks.size);
    watch(
      walk.run().then(
        () => {
          walks.delete(walk);
          options.onWalks(walks.size);
          options.onWalked(walk);
        },
        (error: unknown) => {
          walks.delete(walk);
          throw error;
        },
      ),
    );
  };

  /** Splits the walk that has most pages left. */
  const splitOne = (): boolean => {
    if (!options.maySplit(splits)) return false;
    const most = [...walks].reduce<Walk | null>(
      (best, walk) => ((walk.pagesLeft ?? 0) > (best?.pagesLeft ?? 0) ? walk : best),
      null,
    );
    if (most === null || (most.pagesLeft ?? 0) < FEWEST_PAGES) return false;
    const splitting = most.split();
    if (splitting === null) return false;
    splits += 1;
    watch(
      splitting.then((older) => {
        options.onSplit(older);
        if (failures.length === 0) begin(older);
      }),
    );
    return true;
  };

  const pagesLeft = (): number | null => {
    if (queue.length > 0) return null;
    let left = 0;
    for (const walk of walks) {
      if (walk.pagesLeft === null) return null;
      left += walk.pagesLeft;
    }
    return left;
  };

  /** Begins what is worthwhile now. Asked again whenever a page came or a walk ended. */
  const look = (): void => {
    while (failures.length === 0 && options.worthwhile(underway.size, pagesLeft())) {
      const next = queue.shift();
      if (next) begin(next);
      else if (!splitOne()) return;
    }
  };

  look();
  while (underway.size > 0) await Promise.race(underway);
  if (failures.length > 0) throw failures[0];
};
