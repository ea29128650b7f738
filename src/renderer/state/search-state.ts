/** What the search store holds, and what can be asked of it. */
import type { StoreApi } from 'zustand/vanilla';
import type { FacetField, Review, SearchResult, Sort } from '#shared/contract/data.ts';
import type { SerializedError } from '#shared/errors.ts';
import { type KnownValues, NO_VALUES } from './search-facets.ts';
import type { RowPages } from './search-pages.ts';

export interface Cursor {
  readonly id: string;
  /** Where it stands in the result; where it stood last once it has left the result. */
  readonly index: number;
  /** False once the selected interaction is no longer listed. */
  readonly listed: boolean;
}

/** How the list must scroll when a result is drawn, so that what was looked at stays where it is. */
export type Scroll =
  | { readonly kind: 'shift'; readonly rows: number }
  | { readonly kind: 'top' }
  | { readonly kind: 'reveal'; readonly index: number };

/** What was asked for. */
export interface Query {
  readonly text: string;
  readonly sort: Sort;
  /** Fields whose values were counted. */
  readonly counted: readonly FacetField[];
}

export interface Listed extends Query, Omit<SearchResult, 'rows' | 'position'> {}

export interface SearchState {
  readonly text: string;
  readonly sort: Sort;
  readonly listed: Listed | null;
  readonly pages: RowPages;
  /** Values each facet has shown in this workspace. */
  readonly known: KnownValues;
  readonly scroll: Scroll;
  readonly cursor: Cursor | null;
  /** True when a search has taken longer than a moment. */
  readonly slow: boolean;
  readonly error: SerializedError | null;
}

/** Rows seen now; `to` is exclusive. */
export interface SeenRows {
  readonly from: number;
  readonly to: number;
}

export interface SearchStore extends StoreApi<SearchState> {
  /** Begins, after a reset, with a query and, when it is still listed, a selected interaction. Nothing is counted yet. */
  start(query: { text: string; sort: Sort; selectedId: string | null }): Promise<void>;
  /** Asks once for every value there is to filter by. */
  learnFacets(): Promise<void>;
  /** From now on fields are counted, beginning with what is listed. */
  beginCounting(): void;
  /** Which fields are counted: those that are seen. Searches again when there is one more. */
  countFacets(fields: readonly FacetField[]): void;
  reset(): void;
  /** Asks for a text that is about to be written, so that its result is there sooner. */
  expect(text: string): void;
  setText(text: string): void;
  setSort(sort: Sort): void;
  apply(text: string, sort: Sort): void;
  /** Runs the query again without moving selection or scroll. */
  refresh(): void;
  /**
   * Fetches the rows of a range that are not there; what was asked for before and has not been fetched is forgotten.
   *
   * @param pace rows passed by at each step of a quick scroll, negative upwards: where the list goes is fetched too
   */
  ensureRows(from: number, to: number, pace?: number): void;
  /** Tells which rows are seen, for keeping them in place when rows come or go. */
  setSeen(seen: SeenRows): void;
  select(id: string, index: number): void;
  /** Selects the row at an index, fetching it first when need be. Resolves once it is selected. */
  selectAt(index: number): Promise<void>;
  /** Opens an interaction wherever it stands, and also when it is not listed. */
  goTo(id: string): Promise<void>;
  /** Moves the selection by rows; onto the neighbour when the selected interaction has left the list. */
  move(by: number): Promise<void>;
  /** Selects the next row after the cursor that nobody has judged. False when there is none near. */
  selectNextUnreviewed(): Promise<boolean>;
  /** Shows a judgement on the row at once; the result itself is not searched again. */
  patchReview(id: string, review: Review): void;
}

export const EMPTY_SEARCH: SearchState = {
  text: '',
  sort: 'newest',
  listed: null,
  pages: new Map(),
  known: NO_VALUES,
  scroll: { kind: 'top' },
  cursor: null,
  slow: false,
  error: null,
};
