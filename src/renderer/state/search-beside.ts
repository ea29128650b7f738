/**
 * The listed result as it is drawn beside the list: counts and the histogram. They come a moment after the list, so that
 * the list is painted first, and not at all for a result that was replaced meanwhile.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Listed, SearchStore } from './search-state.ts';

/** Two frames, in milliseconds. */
export const AFTER_PAINT = 34;

export interface BesideState {
  readonly listed: Listed | null;
}

export const createBesideStore = (search: Pick<SearchStore, 'getState' | 'subscribe'>): StoreApi<BesideState> => {
  const store = createStore<BesideState>(() => ({ listed: null }));
  let timer: ReturnType<typeof setTimeout> | null = null;
  const follow = (): void => {
    timer = null;
    store.setState({ listed: search.getState().listed });
  };
  search.subscribe(({ listed }, before) => {
    if (listed === before.listed) return;
    if (listed === null) {
      if (timer !== null) clearTimeout(timer);
      follow();
    } else timer ??= setTimeout(follow, AFTER_PAINT);
  });
  return store;
};
