/**
 * The line around the first hit, for the rows that are seen. Rows are painted with what the index holds; these lines
 * need the conversation itself, so they are asked for afterwards, a screenful at a time, and only while words are
 * searched for.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DataApi } from '#shared/contract/data.ts';

/** Most rows asked for at a time; the contract takes as many. */
const MOST = 100;
/** Lines kept: a few screens back and forth. */
const KEPT = 600;
/** How long the query has to stand before its lines are asked for, in ms: with the next letter it is another list. */
const SETTLED = 150;

export interface SnippetState {
  /** By interaction id. */
  readonly snippets: ReadonlyMap<string, string>;
}

/** A row that is seen. */
export interface SeenRow {
  readonly id: string;
  /** When it was last written to, epoch ms: a line of an earlier version is asked for again. */
  readonly lastMessageAt: number;
}

export interface SnippetStore extends StoreApi<SnippetState> {
  /** Begins with what is searched for: lines of another search are forgotten. */
  begin(terms: readonly string[]): void;
  /** Asks for what is missing of these rows. */
  want(resultId: number, rows: readonly SeenRow[]): void;
  reset(): void;
}

const NOTHING: SnippetState = { snippets: new Map() };

/**
 * @param settled see `SETTLED`
 */
export const createSnippetStore = (data: () => Pick<DataApi, 'snippets'>, settled = SETTLED): SnippetStore => {
  const store = createStore<SnippetState>(() => NOTHING);
  const { getState: get, setState: set } = store;
  /** The version each line was asked for. */
  const asked = new Map<string, number>();
  let query = '';
  let waiting: { readonly resultId: number; readonly rows: readonly SeenRow[] } | null = null;
  let asking = false;
  /** When the query began to stand, in ms of the page's clock. */
  let standsSince = Number.NEGATIVE_INFINITY;

  const ask = async (): Promise<void> => {
    while (waiting) {
      const rest = standsSince + settled - performance.now();
      if (rest > 0) {
        await new Promise((resolve) => setTimeout(resolve, rest));
        continue;
      }
      const { resultId, rows } = waiting;
      waiting = null;
      const missing = rows.filter(({ id, lastMessageAt }) => asked.get(id) !== lastMessageAt).slice(0, MOST);
      if (missing.length === 0) continue;
      const started = query;
      try {
        const found = await data().snippets({ resultId, ids: missing.map(({ id }) => id) });
        if (started !== query) continue;
        for (const { id, lastMessageAt } of missing) asked.set(id, lastMessageAt);
        const snippets = new Map(get().snippets);
        for (const { id, text } of found) {
          snippets.delete(id);
          snippets.set(id, text);
        }
        for (const id of snippets.keys()) {
          if (snippets.size <= KEPT) break;
          snippets.delete(id);
          asked.delete(id);
        }
        set({ snippets });
      } catch {
        // The result was replaced, or the row cannot be read: the beginning of the conversation stays in its place.
      }
    }
  };

  return {
    ...store,
    begin: (terms) => {
      const text = terms.join('\n');
      if (text === query) return;
      query = text;
      standsSince = performance.now();
      waiting = null;
      asked.clear();
      if (get().snippets.size > 0) set(NOTHING);
    },
    want: (resultId, rows) => {
      waiting = { resultId, rows };
      if (asking) return;
      asking = true;
      void ask().finally(() => {
        asking = false;
      });
    },
    reset: () => {
      query = '';
      waiting = null;
      asked.clear();
      set(NOTHING);
    },
  };
};
