/** How many interactions pinned views list: counted when there is nothing better to do, one after the other. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DataApi } from '#shared/contract/data.ts';

/** How long the list has to rest before views are counted, in milliseconds. */
const REST = 700;

export interface CountState {
  /** By query. A count stays, a little old, until the next one is there. */
  readonly counts: ReadonlyMap<string, number>;
}

export interface CountStore extends StoreApi<CountState> {
  /** Counts these queries once the list rests; what was to be counted before is forgotten. */
  want(queries: readonly string[]): void;
  reset(): void;
}

const NOTHING: CountState = { counts: new Map() };

export const createCountStore = (data: () => Pick<DataApi, 'search'>): CountStore => {
  const store = createStore<CountState>(() => NOTHING);
  const { getState: get, setState: set } = store;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let era = 0;

  const count = async (queries: readonly string[]): Promise<void> => {
    const started = era;
    const counts = new Map<string, number>();
    try {
      for (const text of new Set(queries)) {
        const { total } = await data().search({ text, sort: 'newest', limit: 0, facets: [] });
        if (started !== era) return;
        counts.set(text, total);
      }
    } catch {
      // Without a number a view works as well; the list itself says what is wrong.
      return;
    }
    const before = get().counts;
    const same = counts.size === before.size && [...counts].every(([text, total]) => before.get(text) === total);
    if (!same) set({ counts });
  };

  const stop = (): void => {
    era += 1;
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };

  return {
    ...store,
    want: (queries) => {
      stop();
      if (queries.length === 0) return;
      timer = setTimeout(() => void count(queries), REST);
    },
    reset: () => {
      stop();
      set(NOTHING);
    },
  };
};
