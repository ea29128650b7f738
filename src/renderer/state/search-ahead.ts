/**
 * A search that is asked for as a key goes down, before the letter is in the box: by the time the frame with the letter is
 * made, the worker has often answered.
 */
import type { DataApi, FacetField, SearchResult, Sort } from '#shared/contract/data.ts';

export interface SearchRequest {
  readonly text: string;
  readonly sort: Sort;
  readonly limit: number;
  readonly facets: readonly FacetField[];
  readonly locate: string | null;
}

/** How long the letter may take to come into the box, in milliseconds. */
const PATIENCE = 50;

const isSame = (one: SearchRequest, other: SearchRequest): boolean =>
  one.text === other.text &&
  one.sort === other.sort &&
  one.limit === other.limit &&
  one.facets === other.facets &&
  one.locate === other.locate;

export interface SearchAhead {
  /** Asks ahead, in the place of what was asked ahead before. */
  ask(request: SearchRequest): void;
  /** The answer to this request: the one that was asked for ahead, or asked for now. */
  answer(request: SearchRequest): Promise<SearchResult>;
  /** What was asked ahead is of no use any more. */
  forget(): void;
}

/** @param onUnused called when what was asked for was not wanted: the worker goes on from it all the same */
export const createSearchAhead = (data: () => Pick<DataApi, 'search'>, onUnused: () => void): SearchAhead => {
  let asked: { readonly request: SearchRequest; readonly answer: Promise<SearchResult> } | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const forget = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    asked = null;
  };
  return {
    ask: (request) => {
      forget();
      const answer = data().search(request);
      // Told to whoever takes it.
      answer.catch(() => undefined);
      asked = { request, answer };
      timer = setTimeout(() => {
        forget();
        onUnused();
      }, PATIENCE);
    },
    answer: (request) => {
      const known = asked !== null && isSame(asked.request, request) ? asked.answer : null;
      // Another search than the one asked for takes its place in the worker.
      forget();
      return known ?? data().search(request);
    },
    forget,
  };
};
