/**
 * What the search box offers while it is written in: clauses, their values and words that complete what stands at the
 * caret, or, in an empty box, what was searched for before. Nothing is chosen until the reviewer chooses it.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Completion, DataApi } from '#shared/contract/data.ts';

/** Queries of before that are offered at a time. */
const RECENT = 8;

export type Offered =
  | {
      readonly kind: 'completions';
      /** The text that is completed. */
      readonly text: string;
      readonly from: number;
      readonly to: number;
      readonly items: readonly Completion[];
    }
  | { readonly kind: 'recent'; readonly items: readonly string[] };

export interface SuggestionState {
  /** Null while nothing is offered. */
  readonly offered: Offered | null;
  /** The one that Enter and Tab take; null while none is chosen. */
  readonly active: number | null;
}

/** The text after something was taken, and where the caret goes. */
export interface Accepted {
  readonly text: string;
  readonly caret: number;
  /** A clause was begun: its values come next. */
  readonly goesOn: boolean;
}

export interface SuggestionStore extends StoreApi<SuggestionState> {
  /**
   * Asks what completes the text at the caret.
   *
   * @param all words too, and from the first letter on: the reviewer asked for them
   */
  ask(text: string, caret: number, all: boolean): Promise<void>;
  /** Offers what was searched for before. */
  offerRecent(history: readonly string[]): void;
  close(): void;
  /** Chooses the next or previous; from the ends to none, and round. */
  move(by: 1 | -1): void;
  /** The text with the one at `index`, or the chosen one, taken; null when there is none. */
  accept(text: string, index?: number): Accepted | null;
}

const CLOSED: SuggestionState = { offered: null, active: null };

/** What of the answers is shown unasked: nothing that only covers the list while words are typed. */
export const worthShowing = (items: readonly Completion[], typed: string): readonly Completion[] => {
  const name = typed.replace(/^-/u, '').toLowerCase();
  const inClause = name.includes(':');
  if (!inClause && name.length < 2) return [];
  const shown = items.filter(({ kind }) => kind !== 'word');
  // What is written out already is no news.
  return shown.length === 1 && shown[0]?.insert.trim().toLowerCase() === typed.toLowerCase() ? [] : shown;
};

/** What was chosen stays chosen when an answer comes behind the key that chose it; null when it is no longer offered. */
const stillChosen = ({ offered, active }: SuggestionState, items: readonly Completion[]): number | null => {
  if (offered?.kind !== 'completions' || active === null) return null;
  const insert = offered.items[active]?.insert;
  const index = items.findIndex((item) => item.insert === insert);
  return index === -1 ? null : index;
};

/**
 * Where what an offer completes ends in the text as it is now; null where it is not there any more. A quick typist takes
 * an offer before that for the last letters has come.
 *
 * @param offered the text the offer was made for, and the place in it, from inclusive and to exclusive
 */
const endOfPlace = (
  { text: before, from, to }: { readonly text: string; readonly from: number; readonly to: number },
  text: string,
): number | null => {
  const end = text.length - (before.length - to);
  if (end < from || !text.startsWith(before.slice(0, from)) || !text.endsWith(before.slice(to))) return null;
  const spaces = (piece: string): number => piece.match(/\s/gu)?.length ?? 0;
  // Another piece was begun behind it, and is not to be taken away.
  return spaces(text.slice(from, end)) > spaces(before.slice(from, to)) ? null : end;
};

export const createSuggestionStore = (data: () => Pick<DataApi, 'suggest'>): SuggestionStore => {
  const store = createStore<SuggestionState>(() => CLOSED);
  const { getState: get, setState: set } = store;
  let token = 0;

  const close = (): void => {
    token += 1;
    if (get().offered !== null) set(CLOSED);
  };

  return {
    ...store,
    ask: async (text, caret, all) => {
      token += 1;
      const started = token;
      try {
        const { from, to, items } = await data().suggest({ text, caret });
        if (started !== token) return;
        const shown = all ? items : worthShowing(items, text.slice(from, Math.max(from, caret)));
        if (shown.length === 0) set(CLOSED);
        else set({ offered: { kind: 'completions', text, from, to, items: shown }, active: stillChosen(get(), shown) });
      } catch {
        // Searching goes on without being completed; what is wrong with the worker is said by the search itself.
        if (started === token) set(CLOSED);
      }
    },
    offerRecent: (history) => {
      token += 1;
      const items = history.slice(0, RECENT);
      set(items.length === 0 ? CLOSED : { offered: { kind: 'recent', items }, active: null });
    },
    close,
    move: (by) => {
      const { offered, active } = get();
      if (!offered) return;
      const places = offered.items.length + 1;
      const place = ((active ?? -1) + 1 + by + places) % places;
      set({ active: place === 0 ? null : place - 1 });
    },
    accept: (text, index) => {
      const { offered, active } = get();
      const chosen = index ?? active;
      if (!offered || chosen === null) return null;
      close();
      if (offered.kind === 'recent') {
        const query = offered.items[chosen];
        return query === undefined ? null : { text: query, caret: query.length, goesOn: false };
      }
      const item = offered.items[chosen];
      const end = endOfPlace(offered, text);
      if (!item || end === null) return null;
      const goesOn = item.kind === 'clause';
      const after = text.slice(end);
      const space = goesOn || /^[\s,)]/u.test(after) || item.insert.endsWith(' ') ? '' : ' ';
      const before = text.slice(0, offered.from) + item.insert + space;
      return { text: before + after, caret: before.length, goesOn };
    },
  };
};
