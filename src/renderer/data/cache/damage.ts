/**
 * What damage took from the cache, and which windows bring it back. Pure book-keeping: a window that lost rows is walked
 * again from its beginning, and until that walk has come to its end what was lost counts as lost.
 */
import type { WindowCheckpoint } from '#shared/domain/sync.ts';
import { resetCheckpoint } from './window-store.ts';

/** First creation and last message of rows that were lost, epoch ms. */
export interface LostSpan {
  readonly since: number;
  readonly until: number;
}

export interface Damage {
  /** Pages that were lost and are not fetched again yet. */
  readonly pages: number;
  /** Windows that bring them back once they are walked again. */
  readonly windows: ReadonlySet<string>;
  /** Notes a lost page with the windows that are to be walked again for it. */
  lose(page: number, windowIds: readonly string[]): void;
  /** Windows are to be walked again; pages of theirs that are on their way do not make them complete. */
  interrupt(windowIds: readonly string[]): void;
  /** A walk of the window begins at its beginning: what it brings from now on counts. */
  begin(windowId: string): void;
  /** The checkpoint to store for one that was delivered: of an interrupted walk, that there is none. */
  asStored(checkpoint: WindowCheckpoint): WindowCheckpoint;
  /** A checkpoint was stored. */
  stored(checkpoint: WindowCheckpoint): void;
  /** Windows took the place of others: what these were to bring back, the new ones are. */
  replace(removed: readonly string[], put: readonly WindowCheckpoint[]): void;
}

export const createDamage = (): Damage => {
  const lost = new Map<number, Set<string>>();
  const interrupted = new Set<string>();

  const asStored = (checkpoint: WindowCheckpoint): WindowCheckpoint =>
    interrupted.has(checkpoint.id) ? resetCheckpoint(checkpoint) : checkpoint;

  const stored = ({ id, complete }: WindowCheckpoint): void => {
    if (!complete) return;
    for (const [page, windows] of lost) {
      windows.delete(id);
      // Of a page without a window (none could be read) whatever is fetched is all that can come back.
      if (windows.size === 0) lost.delete(page);
    }
  };

  return {
    get pages() {
      return lost.size;
    },
    get windows() {
      return new Set([...lost.values()].flatMap((windows) => [...windows]));
    },
    lose: (page, windowIds) => {
      lost.set(page, new Set(windowIds));
    },
    interrupt: (windowIds) => {
      for (const id of windowIds) interrupted.add(id);
    },
    begin: (windowId) => {
      interrupted.delete(windowId);
    },
    asStored,
    stored,
    replace: (removed, put) => {
      if (removed.some((id) => interrupted.has(id)))
        for (const { id, pages } of put) if (pages > 0) interrupted.add(id);
      for (const windows of lost.values())
        if (removed.some((id) => windows.has(id))) for (const { id } of put) windows.add(id);
      for (const [page, windows] of lost) {
        const taken = removed.filter((id) => windows.delete(id));
        if (taken.length > 0 && windows.size === 0) lost.delete(page);
      }
      for (const id of removed) interrupted.delete(id);
    },
  };
};

/**
 * The windows that have to be walked again for a page: the one that fetched it; when that was split or merged since, all
 * that its rows may lie in; when nothing is known of the page, all.
 */
export const windowsOf = (
  checkpoints: readonly WindowCheckpoint[],
  page: { readonly windowId: string; readonly span: LostSpan | null } | null,
): readonly WindowCheckpoint[] => {
  if (!page) return checkpoints;
  const own = checkpoints.filter(({ id }) => id === page.windowId);
  if (own.length > 0) return own;
  const { span } = page;
  return span ? checkpoints.filter(({ since, until }) => since <= span.until && until >= span.since) : checkpoints;
};

/** The window as it is before it is walked again, so that it also brings rows it came upon only by the way. */
export const resetFor = (checkpoint: WindowCheckpoint, span: LostSpan | null): WindowCheckpoint => {
  const reset = resetCheckpoint(checkpoint);
  if (reset.floor === null || span === null) return reset;
  return { ...reset, floor: Math.min(reset.floor, span.since) };
};
