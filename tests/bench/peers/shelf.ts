/**
 * What every peer is given beside its own index, so that none is slow for what it is not made for: the documents newest
 * first, so that a document's number is its place in the list, and its facets as numbers in typed arrays.
 */
import { newestFirst, type PeerDocument } from './document.ts';
import { type Answer, type ClauseAsked, FACETS, type FacetName, ROWS_SHOWN } from './query.ts';

/** Values of one facet: those of document d stand from `from[d]` to `from[d + 1]`. */
interface FacetColumn {
  readonly values: readonly string[];
  readonly from: Uint32Array;
  readonly ordinals: Uint16Array;
}

/** What a peer answers with; it becomes an Answer after the clock was stopped. */
export interface Found {
  readonly total: number;
  readonly rows: readonly PeerDocument[];
  readonly counts: Readonly<Record<FacetName, Uint32Array>>;
}

export interface Shelf {
  readonly documents: readonly PeerDocument[];
  readonly columns: Readonly<Record<FacetName, FacetColumn>>;
  /** Whether a document fulfils a clause. */
  test(clause: ClauseAsked): (document: number) => boolean;
  /** First and last (exclusive) document of a span of time. */
  span(from: number, to: number): readonly [first: number, end: number];
  /** The newest rows, the count and the facets of ascending document numbers. */
  finish(numbers: ArrayLike<number>): Found;
  answer(found: Found): Answer;
}

const columnOf = (documents: readonly PeerDocument[], facet: FacetName): FacetColumn => {
  const ordinalOf = new Map<string, number>();
  const from = new Uint32Array(documents.length + 1);
  const ordinals: number[] = [];
  documents.forEach((document, index) => {
    for (const value of document.facets[facet]) {
      let ordinal = ordinalOf.get(value);
      if (ordinal === undefined) {
        ordinal = ordinalOf.size;
        ordinalOf.set(value, ordinal);
      }
      ordinals.push(ordinal);
    }
    from[index + 1] = ordinals.length;
  });
  return { values: [...ordinalOf.keys()], from, ordinals: Uint16Array.from(ordinals) };
};

/** Sorts the documents in place. */
export const createShelf = (documents: PeerDocument[]): Shelf => {
  documents.sort(newestFirst);
  const columns = Object.fromEntries(FACETS.map((facet) => [facet, columnOf(documents, facet)])) as unknown as Record<
    FacetName,
    FacetColumn
  >;
  /** The first document older than a time. */
  const before = (time: number): number => {
    let low = 0;
    let high = documents.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (documents[middle]!.lastMessageAt >= time) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const span = (from: number, to: number): readonly [number, number] => [before(to), before(from)];

  return {
    documents,
    columns,
    span,
    test: (clause) => {
      if (clause.field === 'time') {
        const [first, end] = span(clause.from, clause.to);
        return (document) => (document >= first && document < end) !== clause.negated;
      }
      const { from, ordinals, values } = columns[clause.field];
      const wanted = Uint8Array.from(values, (value) => (clause.values.includes(value.toLowerCase()) ? 1 : 0));
      return (document) => {
        for (let at = from[document]!; at < from[document + 1]!; at += 1)
          if (wanted[ordinals[at]!] === 1) return !clause.negated;
        return clause.negated;
      };
    },
    finish: (numbers) => {
      const counts = {} as Record<FacetName, Uint32Array>;
      for (const facet of FACETS) {
        const { from, ordinals, values } = columns[facet];
        const count = new Uint32Array(values.length);
        for (let index = 0; index < numbers.length; index += 1) {
          const document = numbers[index]!;
          for (let at = from[document]!; at < from[document + 1]!; at += 1) count[ordinals[at]!]! += 1;
        }
        counts[facet] = count;
      }
      const rows: PeerDocument[] = [];
      for (let index = 0; index < Math.min(ROWS_SHOWN, numbers.length); index += 1)
        rows.push(documents[numbers[index]!]!);
      return { total: numbers.length, rows, counts };
    },
    answer: ({ total, rows, counts }) => ({
      total,
      ids: rows.map((row) => row.id),
      facets: Object.fromEntries(
        FACETS.map((facet) => [
          facet,
          Object.fromEntries(
            columns[facet].values
              .map((value, ordinal) => [value, counts[facet][ordinal]!])
              .filter(([, count]) => count !== 0),
          ),
        ]),
      ),
    }),
  };
};

/** Everything that is not in an ascending list. */
export const complement = (numbers: ArrayLike<number>, count: number): Uint32Array => {
  const rest = new Uint32Array(count - numbers.length);
  let at = 0;
  let next = 0;
  for (let document = 0; document < count; document += 1) {
    if (numbers[next] === document) next += 1;
    else rest[at++] = document;
  }
  return rest;
};
