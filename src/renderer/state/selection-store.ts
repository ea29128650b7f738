/** The opened interaction: fetched whole when the cursor comes to rest on it, kept on the screen until the next is there. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DataApi, InteractionView, Review } from '#shared/contract/data.ts';
import { type SerializedError, toReviewerError } from '#shared/errors.ts';

/** Opening within this many milliseconds shows no sign of waiting. */
const PATIENCE = 100;
/** Conversations kept for going back and forth without asking again. */
const KEPT = 24;

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
  /** Fetches one that is likely to be opened next. */
  prefetch(id: string): void;
  /** Fetches the opened one again: rows were changed by a sync. */
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
  let era = 0;
  let fetching = false;

  const keep = (view: InteractionView): void => {
    const { id } = view.interaction;
    kept.delete(id);
    kept.set(id, view);
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(oldest);
    }
  };

  const show = (id: string, view: InteractionView | null): void => {
    if (view) keep(view);
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
    if (!known) void fetchWanted();
  };

  return {
    ...store,
    open,
    prefetch: (id) => {
      if (kept.has(id)) return;
      const started = era;
      data()
        .interaction({ interactionId: id })
        .then((view) => {
          if (view && started === era && !kept.has(id)) keep(view);
        })
        // A prefetch that fails is asked again, and reported, when it is opened.
        .catch(() => undefined);
    },
    reload: () => {
      era += 1;
      kept.clear();
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
      kept.clear();
      set(EMPTY, true);
    },
  };
};
