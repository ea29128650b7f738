/** The opened interaction: fetched whole when the cursor comes to rest on it, kept on the screen until the next is there. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DataApi, InteractionView, Review } from '#shared/contract/data.ts';
import { type SerializedError, toReviewerError } from '#shared/errors.ts';

/** Opening within this many milliseconds shows no sign of waiting. */
const PATIENCE = 100;
/** Conversations kept for going back and forth without asking again. */
const KEPT = 64;

export interface SelectionState {
  /** The interaction that is wanted; `view` may still be the one before it. */
  readonly id: string | null;
  readonly view: InteractionView | null;
  /** True when opening has taken longer than a moment. */
  readonly slow: boolean;
  /** True when the cache does not hold the wanted interaction. */
  readonly missing: boolean;
  readonly error: SerializedError | null;
}

export interface SelectionStore extends StoreApi<SelectionState> {
  open(id: string | null): void;
  /** Fetches those that are likely to be opened next, likeliest first, one after the other. */
  prefetch(ids: readonly string[]): void;
  /**
   * Rows may have been changed by a sync: the opened one is fetched again, the others before they are trusted again.
   * What is the same stays the same object, so that nothing is drawn again.
   */
  reload(): void;
  setReview(id: string, review: Review): void;
  /** A conversation that was opened lately, as it was then with its review of now; null when there is none. */
  peek(id: string): InteractionView | null;
  reset(): void;
}

const EMPTY: SelectionState = { id: null, view: null, slow: false, missing: false, error: null };

export const createSelectionStore = (data: () => Pick<DataApi, 'interaction'>): SelectionStore => {
  const store = createStore<SelectionState>(() => EMPTY);
  const { getState: get, setState: set } = store;
  const kept = new Map<string, InteractionView>();
  /** Kept, but perhaps changed since: shown at once and fetched again. */
  const doubtful = new Set<string>();
  let era = 0;
  let fetching = false;
  let likely: readonly string[] = [];
  let prefetching = false;

  const keep = (view: InteractionView): void => {
    const { id } = view.interaction;
    doubtful.delete(id);
    kept.delete(id);
    kept.set(id, view);
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(oldest);
      doubtful.delete(oldest);
    }
  };

  const show = (id: string, found: InteractionView | null): void => {
    const known = kept.get(id);
    const view = found && known && sameData(found, known) ? known : found;
    if (view) keep(view);
    else kept.delete(id);
    if (get().id === id) set({ view, missing: view === null, slow: false, error: null });
  };

  /** One question at a time: holding a key down asks for where it stops, not for every row on the way. */
  const fetchWanted = async (): Promise<void> => {
    if (fetching) return;
    fetching = true;
    const impatience = setTimeout(() => set({ slow: true }), PATIENCE);
    try {
      for (;;) {
        const { id } = get();
        const started = era;
        if (id === null) return;
        try {
          const view = await data().interaction({ interactionId: id });
          if (started === era) show(id, view);
        } catch (error) {
          if (started === era && get().id === id)
            set({ error: toReviewerError(error, 'interaction').serialize(), slow: false });
        }
        if (get().id === id && started === era) return;
      }
    } finally {
      clearTimeout(impatience);
      fetching = false;
      if (get().slow) set({ slow: false });
    }
  };

  const open = (id: string | null): void => {
    if (id === get().id && get().error === null) return;
    if (id === null) {
      set(EMPTY);
      return;
    }
    const known = kept.get(id);
    set({ id, missing: false, error: null, ...(known ? { view: known } : {}) });
    if (!known || doubtful.has(id)) void fetchWanted();
  };

  const prefetchLikely = async (): Promise<void> => {
    for (;;) {
      const id = likely.find((one) => !kept.has(one) || doubtful.has(one));
      const started = era;
      if (id === undefined) return;
      likely = likely.filter((one) => one !== id);
      try {
        const view = await data().interaction({ interactionId: id });
        if (view && started === era && get().id !== id) keep(view);
      } catch {
        // A prefetch that fails is asked again, and reported, when it is opened.
      }
    }
  };

  return {
    ...store,
    open,
    prefetch: (ids) => {
      likely = ids;
      if (prefetching) return;
      prefetching = true;
      void prefetchLikely().finally(() => {
        prefetching = false;
      });
    },
    reload: () => {
      era += 1;
      for (const id of kept.keys()) doubtful.add(id);
      void fetchWanted();
    },
    setReview: (id, review) => {
      const known = kept.get(id);
      if (known) kept.set(id, { ...known, review });
      const { view } = get();
      if (view?.interaction.id === id) set({ view: { ...view, review } });
    },
    peek: (id) => {
      const { view } = get();
      return view?.interaction.id === id ? view : (kept.get(id) ?? null);
    },
    reset: () => {
      era += 1;
      likely = [];
      kept.clear();
      doubtful.clear();
      set(EMPTY, true);
    },
  };
};

/** Whether two answers of the worker say the same. They are plain data, so comparing them part by part is enough. */
const sameData = (one: unknown, other: unknown): boolean => {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const entries = Object.entries(one);
  const values = new Map(Object.entries(other));
  return entries.length === values.size && entries.every(([key, value]) => sameData(value, values.get(key)));
};
