/**
 * Fetching again what damage took, without a question: it is a cache. Each loss is tried once; should that fail, the
 * reviewer is told of the loss and can try again.
 */
import { isFinished, type SyncProgress } from '#shared/domain/sync.ts';
import type { SyncDesk } from './sync-desk.ts';

export interface Mender {
  /** Pages are lost: so many in all that are not fetched again yet. */
  lost(pages: number): void;
  progress(progress: SyncProgress): void;
}

export const createMender = (sync: Pick<SyncDesk, 'mend'>): Mender => {
  let known = 0;
  let wanted = false;
  let running = false;

  const tryNow = (): void => {
    if (!wanted || running) return;
    wanted = false;
    // Without a key, say, nothing can be fetched; that the pages are lost is told all the same.
    sync.mend().catch(() => undefined);
  };

  return {
    lost: (pages) => {
      if (pages > known) wanted = true;
      known = pages;
      tryNow();
    },
    progress: ({ state }) => {
      running = !isFinished(state);
      // Somebody who stops a run does not want another one to begin.
      if (state === 'stopped') wanted = false;
      tryNow();
    },
  };
};
