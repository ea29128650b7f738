/**
 * What is listed: the query, its newest result, the rows fetched of it, and the cursor (which interaction is selected
 * and where it stands). Searches run one at a time and the newest wins; what is on the screen stays until the next
 * result can be drawn whole.
 */
import { createStore } from 'zustand/vanilla';
import type { DataApi, FacetField, InteractionSummary, SearchResult, Sort } from '#shared/contract/data.ts';
import { type SerializedError, toReviewerError } from '#shared/errors.ts';
import { createSearchAhead, type SearchRequest } from './search-ahead.ts';
import { anchorIndexes, shiftFor } from './search-anchor.ts';
import { withFacets } from './search-facets.ts';
import {
  missingPages,
  nextFetch,
  PAGE,
  pageOf,
  type RowPages,
  rowIn,
  type WantedRows,
  withPage,
  withPages,
  withRow,
} from './search-pages.ts';
import { sharedResult, sharedRows } from './search-share.ts';
import {
  type Cursor,
  EMPTY_SEARCH,
  type Scroll,
  type SearchState,
  type SearchStore,
  type SeenRows,
} from './search-state.ts';

export type { Cursor, Listed, Scroll, SearchState, SearchStore, SeenRows } from './search-state.ts';

/** A search shorter than this shows no sign of waiting, in milliseconds. */
const PATIENCE = 100;
/** Longest query the contract takes, in UTF-16 code units. */
export const LONGEST_QUERY = 2000;

/** How long a new list has to stand before rows on either side are fetched, in milliseconds: longer than between two letters. */
const REST = 150;

const NO_FIELDS: readonly FacetField[] = [];

/** Rows looked through for the next one without a verdict before giving up. */
const FURTHEST_LOOK = 5000;

const failureOf = (error: unknown): SerializedError => toReviewerError(error, 'search').serialize();

export const createSearchStore = (data: () => Pick<DataApi, 'search' | 'rows' | 'positionOf'>): SearchStore => {
  const store = createStore<SearchState>(() => EMPTY_SEARCH);
  const { getState: get, setState: set } = store;

  /** Grows with every reset, so that answers for an earlier workspace are dropped. */
  let era = 0;
  let running: Promise<void> | null = null;
  let wanted: { readonly selectedId: string | null } | null = null;
  let seen: SeenRows = { from: 0, to: 0 };
  let fetching = false;
  /** Runs while a list is new. */
  let resting: ReturnType<typeof setTimeout> | null = null;
  let wantedRows: WantedRows | null = null;
  let drawn: SeenRows = { from: 0, to: 0 };
  let moveToken = 0;
  let counted: readonly FacetField[] = NO_FIELDS;
  /** False until there is a workspace to search in: what is written before that is only kept. */
  let begun = false;
  /** False until the first list is drawn: it does not wait for counts. */
  let counting = false;

  /** What was asked for and not wanted took the place of the result that is listed. */
  const ahead = createSearchAhead(data, () => {
    if (begun) void search();
  });

  const search = (request: { readonly selectedId: string | null } = { selectedId: null }): Promise<void> => {
    wanted = { selectedId: request.selectedId ?? wanted?.selectedId ?? null };
    running ??= runAll().finally(() => {
      running = null;
    });
    return running;
  };

  const runAll = async (): Promise<void> => {
    const impatience = setTimeout(() => set({ slow: true }), PATIENCE);
    try {
      while (wanted) {
        const request = wanted;
        wanted = null;
        await runOnce(request.selectedId);
      }
    } finally {
      clearTimeout(impatience);
      if (get().slow) set({ slow: false });
    }
  };

  const requestFor = (text: string, selectedId: string | null): SearchRequest => ({
    text,
    sort: get().sort,
    limit: PAGE,
    facets: counting ? counted : NO_FIELDS,
    locate: selectedId ?? get().cursor?.id ?? null,
  });

  const runOnce = async (selectedId: string | null): Promise<void> => {
    const started = era;
    const { text, sort } = get();
    const request = requestFor(text, selectedId);
    const { facets, locate } = request;
    const outdated = (): boolean => started !== era || wanted !== null;
    try {
      const { rows, position, ...result } = await ahead.answer(request);
      if (outdated()) return;
      const before = get();
      const cursor = await cursorIn(result.resultId, { id: locate, position }, selectedId, before.cursor);
      const scroll = await scrollFor(result.resultId, text, sort, before, cursor, selectedId !== null);
      if (outdated()) return;
      const fetched = await pagesFor(result, rows, scroll);
      if (outdated()) return;
      const pages = new Map([...fetched].map(([number, page]) => [number, sharedRows(before.pages, page)]));
      // Read again: the reviewer may have moved on while the rows came.
      const now = get().cursor;
      const kept = now && now.id !== cursor?.id ? { ...now, listed: false } : cursor;
      set({
        listed: { ...sharedResult(get().listed, result), text, sort, counted: facets },
        pages,
        known: withFacets(get().known, result.facets),
        scroll,
        cursor: kept,
        error: null,
      });
      if (kept && kept !== cursor) await settleCursor(kept.id);
    } catch (error) {
      if (!outdated()) set({ error: failureOf(error) });
    }
  };

  const cursorIn = async (
    resultId: number,
    located: { readonly id: string | null; readonly position: number | null },
    selectedId: string | null,
    before: Cursor | null,
  ): Promise<Cursor | null> => {
    const id = selectedId ?? before?.id ?? null;
    if (id === null) return null;
    // The reviewer may have moved on while the answer came.
    const index = id === located.id ? located.position : await data().positionOf({ resultId, interactionId: id });
    if (index !== null) return { id, index, listed: true };
    return before && before.id === id ? { ...before, listed: false } : null;
  };

  const settleCursor = async (id: string): Promise<void> => {
    const resultId = get().listed?.resultId;
    if (resultId === undefined) return;
    const index = await data().positionOf({ resultId, interactionId: id });
    const now = get();
    if (now.listed?.resultId === resultId && now.cursor?.id === id && index !== null)
      set({ cursor: { id, index, listed: true } });
  };

  /** Keeps what is looked at still when the query is the same or the selected row is seen, else goes to the top. */
  const scrollFor = async (
    resultId: number,
    text: string,
    sort: Sort,
    before: SearchState,
    cursor: Cursor | null,
    reveal: boolean,
  ): Promise<Scroll> => {
    if (reveal && cursor?.listed) return { kind: 'reveal', index: cursor.index };
    const same = before.listed !== null && before.listed.text === text && before.listed.sort === sort;
    const selected =
      before.cursor?.listed === true && before.cursor.index >= seen.from && before.cursor.index < seen.to && cursor
        ? { before: before.cursor.index, after: cursor.listed ? cursor.index : null }
        : null;
    if (!same) {
      return selected?.after == null ? { kind: 'top' } : { kind: 'shift', rows: selected.after - selected.before };
    }
    if (seen.from === 0 && selected?.after == null) return { kind: 'shift', rows: 0 };
    const anchors = await Promise.all(
      anchorIndexes(seen.from, seen.to).map(async (index) => {
        const row = rowIn(before.pages, index);
        const after = row ? await data().positionOf({ resultId, interactionId: row.id }) : null;
        return { before: index, after };
      }),
    );
    return { kind: 'shift', rows: shiftFor(anchors, selected, Math.max(1, seen.to - seen.from)) };
  };

  /** The first rows and those that will be seen, so that nothing is drawn empty first. */
  const pagesFor = async (
    result: Pick<SearchResult, 'resultId' | 'total'>,
    rows: readonly InteractionSummary[],
    scroll: Scroll,
  ): Promise<RowPages> => {
    let pages: RowPages = new Map([[0, rows]]);
    const height = Math.max(1, seen.to - seen.from);
    const from = scroll.kind === 'top' ? 0 : scroll.kind === 'shift' ? seen.from + scroll.rows : scroll.index - height;
    const first = Math.min(Math.max(0, from), Math.max(0, result.total - height));
    const last = Math.min(result.total, scroll.kind === 'reveal' ? scroll.index + height : first + height);
    for (const page of missingPages(pages, first, last))
      pages = withPage(pages, page, await fetchPage(result.resultId, page, result.total));
    return pages;
  };

  const fetchPage = (resultId: number, page: number, total: number): Promise<readonly InteractionSummary[]> =>
    data().rows({ resultId, from: page * PAGE, count: Math.min(PAGE, total - page * PAGE) });

  const fetchWanted = async (): Promise<void> => {
    while (wantedRows) {
      const { listed, pages } = get();
      const next = listed && nextFetch(pages, wantedRows, listed.total);
      if (!listed || !next) {
        wantedRows = null;
        return;
      }
      try {
        const rows = await data().rows({ resultId: listed.resultId, from: next.from, count: next.to - next.from });
        if (get().listed?.resultId === listed.resultId) set({ pages: withPages(get().pages, next.from, rows) });
      } catch (error) {
        // A result that a newer search has replaced cannot be asked any more; the newer one brings its own rows.
        wantedRows = null;
        if (get().listed?.resultId === listed.resultId && !running) set({ error: failureOf(error) });
        return;
      }
    }
  };

  const want = (rows: WantedRows): void => {
    wantedRows = rows;
    if (fetching) return;
    fetching = true;
    void fetchWanted().finally(() => {
      fetching = false;
    });
  };

  const ensureRows = (from: number, to: number, pace = 0): void => {
    const moved = drawn.from !== from || drawn.to !== to;
    drawn = { from, to };
    if (resting !== null) clearTimeout(resting);
    resting = moved ? null : setTimeout(() => want({ from, to, pace, ahead: true }), REST);
    want({ from, to, pace, ahead: moved });
  };

  const rowAt = async (index: number): Promise<InteractionSummary | undefined> => {
    const { listed, pages } = get();
    const known = rowIn(pages, index);
    if (known || !listed || index < 0 || index >= listed.total) return known;
    const page = pageOf(index);
    const rows = await fetchPage(listed.resultId, page, listed.total);
    if (get().listed?.resultId === listed.resultId) set({ pages: withPage(get().pages, page, rows) });
    return rows[index % PAGE];
  };

  const select = (id: string, index: number): void => {
    moveToken += 1;
    set({ cursor: { id, index, listed: true } });
  };

  const selectAt = async (index: number): Promise<void> => {
    const total = get().listed?.total ?? 0;
    if (total === 0) return;
    const target = Math.min(Math.max(index, 0), total - 1);
    moveToken += 1;
    const token = moveToken;
    try {
      const row = await rowAt(target);
      if (row && token === moveToken) select(row.id, target);
    } catch (error) {
      if (token !== moveToken) return;
      // The result was replaced under the question: ask the one that replaced it.
      if (running) await running.then(() => (token === moveToken ? selectAt(index) : undefined));
      else set({ error: failureOf(error) });
    }
  };

  const move = (by: number): Promise<void> => {
    const { cursor } = get();
    if (!cursor) return selectAt(by > 0 ? 0 : Number.MAX_SAFE_INTEGER);
    // What followed an interaction that left the list has moved up into its place.
    const from = !cursor.listed && by > 0 ? cursor.index - 1 : cursor.index;
    return selectAt(from + by);
  };

  const goTo = async (id: string): Promise<void> => {
    const before = get().cursor;
    moveToken += 1;
    set({ cursor: { id, index: before?.index ?? 0, listed: false } });
    await (running ?? settleCursor(id)).catch(() => undefined);
  };

  const selectNextUnreviewed = async (): Promise<boolean> => {
    const { cursor, listed } = get();
    if (!listed) return false;
    const first = cursor ? cursor.index + (cursor.listed ? 1 : 0) : 0;
    const last = Math.min(listed.total, first + FURTHEST_LOOK);
    moveToken += 1;
    const token = moveToken;
    for (let index = first; index < last; index += 1) {
      const row = await rowAt(index);
      if (token !== moveToken || get().listed?.resultId !== listed.resultId) return true;
      if (row && row.verdict === null) {
        select(row.id, index);
        return true;
      }
    }
    return false;
  };

  const change = (query: Partial<Pick<SearchState, 'text' | 'sort'>>): void => {
    const before = get();
    const text = (query.text ?? before.text).slice(0, LONGEST_QUERY);
    const sort = query.sort ?? before.sort;
    if (text === before.text && sort === before.sort) return;
    set({ text, sort });
    if (begun) void search();
  };

  const learnFacets = async (): Promise<void> => {
    const started = era;
    try {
      const { facets } = await data().search({ text: '', sort: get().sort, limit: 0 });
      if (started === era) set({ known: withFacets(get().known, facets) });
    } catch {
      // The search that follows says what is wrong.
    }
  };

  const expect = (text: string): void => {
    // One at a time: letters that come faster than answers are searched for together.
    if (begun && running === null && text !== get().text && text.length <= LONGEST_QUERY)
      ahead.ask(requestFor(text, null));
  };

  const reset = (): void => {
    era += 1;
    ahead.forget();
    begun = false;
    counting = false;
    wanted = null;
    wantedRows = null;
    if (resting !== null) clearTimeout(resting);
    resting = null;
    seen = { from: 0, to: 0 };
    set(EMPTY_SEARCH, true);
  };

  return {
    ...store,
    start: ({ text, sort, selectedId }) => {
      begun = true;
      set({ text, sort });
      return search({ selectedId });
    },
    beginCounting: () => {
      if (counting) return;
      counting = true;
      if (counted.length > 0) void search();
    },
    learnFacets,
    countFacets: (fields) => {
      const more = fields.some((field) => !counted.includes(field));
      counted = fields;
      if (more && counting && get().listed) void search();
    },
    reset,
    expect,
    setText: (text) => change({ text }),
    setSort: (sort) => change({ sort }),
    apply: (text, sort) => change({ text, sort }),
    refresh: () => {
      if (begun) void search();
    },
    ensureRows,
    setSeen: (rows) => {
      seen = rows;
    },
    select,
    selectAt,
    goTo,
    move,
    selectNextUnreviewed,
    patchReview: (id, review) => {
      const pages = withRow(get().pages, id, (row) => ({
        ...row,
        verdict: review.verdict,
        labels: review.labels,
        hasNote: review.note.trim() !== '',
      }));
      if (pages !== get().pages) set({ pages });
    },
  };
};
