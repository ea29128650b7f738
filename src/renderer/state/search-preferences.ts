/** Saved searches, and where the reviewer was: written through the worker shortly after they change. */
import { v7 as uuid } from 'uuid';
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  type DataApi,
  DEFAULT_REFRESH_DAYS,
  type Preferences,
  type SavedSearch,
  type Sort,
} from '#shared/contract/data.ts';
import { WHOLE_SCOPE } from '#shared/domain/scope.ts';
import { type SerializedError, toReviewerError } from '#shared/errors.ts';
import { movedView, withQuery } from './search-views.ts';

/** Changes within this many milliseconds are written together. */
const SETTLE = 600;

export const NO_PREFERENCES: Preferences = {
  savedSearches: [],
  lastQuery: '',
  lastSort: 'newest',
  lastInteractionId: null,
  refreshDays: DEFAULT_REFRESH_DAYS,
  scope: WHOLE_SCOPE,
  history: [],
};

export interface PreferencesState {
  readonly preferences: Preferences;
  /** False until they were read: writing before that would lose what is there. */
  readonly ready: boolean;
  /** Why the last write did not succeed. */
  readonly error: SerializedError | null;
}

export interface PreferencesStore extends StoreApi<PreferencesState> {
  /**
   * Reads them. Rejects with a ReviewerError; the store then writes nothing.
   *
   * @param asked them, when they were asked for already
   */
  load(asked?: Promise<Preferences>): Promise<Preferences>;
  remember(place: Partial<Pick<Preferences, 'lastQuery' | 'lastSort' | 'lastInteractionId'>>): void;
  /** What is fetched, from now on. */
  choose(choices: Partial<Pick<Preferences, 'scope' | 'refreshDays'>>): void;
  save(name: string, text: string, sort: Sort): SavedSearch;
  rename(id: string, name: string): void;
  /** Gives one another query. */
  replace(id: string, text: string, sort: Sort): void;
  pin(id: string, pinned: boolean): void;
  /** Moves one before or after its neighbour among the pinned, or among the others. */
  move(id: string, by: 1 | -1): void;
  /** Puts a query at the front of what was searched for before. */
  searched(text: string): void;
  /** Forgets what was searched for; answers with it, for bringing it back. */
  forgetHistory(): readonly string[];
  putHistoryBack(history: readonly string[]): void;
  /** Removes one and gives what is needed to put it back where it was. */
  remove(id: string): { readonly search: SavedSearch; readonly at: number } | null;
  putBack(removed: { readonly search: SavedSearch; readonly at: number }): void;
  /** Writes now, for trying again after a failure. */
  write(): Promise<void>;
  /** Writes now what waits to be written. */
  flush(): Promise<void>;
  reset(): void;
}

const EMPTY: PreferencesState = { preferences: NO_PREFERENCES, ready: false, error: null };

/** A name for a saved search: the reviewer's, trimmed, or the query itself. */
export const savedSearchName = (name: string, text: string): string =>
  (name.trim() || text.trim() || 'All interactions').slice(0, 80).trim();

export const createPreferencesStore = (
  data: () => Pick<DataApi, 'preferencesRead' | 'preferencesWrite'>,
): PreferencesStore => {
  const store = createStore<PreferencesState>(() => EMPTY);
  const { getState: get, setState: set } = store;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let era = 0;

  const write = async (): Promise<void> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const started = era;
    try {
      await data().preferencesWrite({ preferences: get().preferences });
      if (started === era && get().error) set({ error: null });
    } catch (error) {
      if (started === era) set({ error: toReviewerError(error, 'preferences').serialize() });
    }
  };

  const flush = async (): Promise<void> => {
    if (timer !== null) await write();
  };

  const change = (preferences: Partial<Preferences>): void => {
    set({ preferences: { ...get().preferences, ...preferences } });
    if (!get().ready) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void write(), SETTLE);
  };

  const changeSearches = (searches: readonly SavedSearch[]): void => change({ savedSearches: searches });

  return {
    ...store,
    load: async (asked) => {
      const started = era;
      const preferences = await (asked ?? data().preferencesRead());
      if (started === era) set({ preferences, ready: true, error: null });
      return preferences;
    },
    remember: (place) => {
      const before = get().preferences;
      const next = { ...before, ...place };
      const same =
        next.lastQuery === before.lastQuery &&
        next.lastSort === before.lastSort &&
        next.lastInteractionId === before.lastInteractionId;
      if (!same) change(place);
    },
    choose: change,
    save: (name, text, sort) => {
      const search: SavedSearch = { id: uuid(), name: savedSearchName(name, text), text, sort, pinned: false };
      changeSearches([...get().preferences.savedSearches, search]);
      return search;
    },
    rename: (id, name) => {
      const searches = get().preferences.savedSearches;
      changeSearches(
        searches.map((search) => (search.id === id ? { ...search, name: savedSearchName(name, search.name) } : search)),
      );
    },
    remove: (id) => {
      const searches = get().preferences.savedSearches;
      const at = searches.findIndex((search) => search.id === id);
      const search = searches[at];
      if (!search) return null;
      changeSearches(searches.toSpliced(at, 1));
      return { search, at };
    },
    putBack: ({ search, at }) => changeSearches(get().preferences.savedSearches.toSpliced(at, 0, search)),
    replace: (id, text, sort) =>
      changeSearches(
        get().preferences.savedSearches.map((search) => (search.id === id ? { ...search, text, sort } : search)),
      ),
    pin: (id, pinned) =>
      changeSearches(
        get().preferences.savedSearches.map((search) => (search.id === id ? { ...search, pinned } : search)),
      ),
    move: (id, by) => changeSearches(movedView(get().preferences.savedSearches, id, by)),
    searched: (text) => {
      const { history } = get().preferences;
      const next = withQuery(history, text);
      if (next !== history) change({ history: next });
    },
    forgetHistory: () => {
      const { history } = get().preferences;
      change({ history: [] });
      return history;
    },
    putHistoryBack: (history) => change({ history: [...history] }),
    write,
    flush,
    reset: () => {
      era += 1;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      set(EMPTY, true);
    },
  };
};
