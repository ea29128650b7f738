/**
 * A segment: an immutable index of some documents, with two things beside it that change: which of the documents are
 * still live, and what the reviewer thinks of them.
 */
import type { Columns } from './columns.ts';
import type { TermDictionary } from './term-dictionary.ts';

/** Terms and posting lists. */
export interface TermIndex {
  readonly dictionary: TermDictionary;
  /** Lists of documents, as differences in varints. Documents are in newest-first order, and so are the lists. */
  readonly postings: Uint8Array<ArrayBuffer>;
}

/** Where in each document the terms stand; apart from the posting lists, since only phrases need it. */
export interface PositionIndex {
  /** Per term: the length in bytes of each document's positions, then the positions, as differences in varints. */
  readonly positions: Uint8Array<ArrayBuffer>;
  /** Per document: the number of fields, then for each its terms × 8 + side. */
  readonly sides: Uint8Array<ArrayBuffer>;
}

export interface Segment {
  /** Its key in the cache. */
  readonly id: number;
  /** Pages whose documents it holds. */
  readonly pages: readonly number[];
  readonly columns: Columns;
  /** Null until loaded: the first list needs neither terms nor positions. */
  terms: TermIndex | null;
  positions: PositionIndex | null;
  /** 1 for a document that no newer version has superseded. */
  readonly live: Uint8Array;
  liveCount: number;
  /** See `reviewBits`. */
  readonly review: Uint8Array;
  /** How many documents have any of them. */
  reviewed: number;
  /** Sets of agents by their number, and of which state of the attributions; null while nothing is attributed. */
  agents: { readonly of: Uint16Array | Uint32Array; readonly version: number } | null;
}

export const createSegment = (
  id: number,
  pages: readonly number[],
  columns: Columns,
  terms: TermIndex | null = null,
  positions: PositionIndex | null = null,
): Segment => ({
  id,
  pages,
  columns,
  terms,
  positions,
  live: new Uint8Array(columns.count).fill(1),
  liveCount: columns.count,
  review: new Uint8Array(columns.count),
  reviewed: 0,
  agents: null,
});

export const setReview = (segment: Segment, document: number, bits: number): void => {
  const before = segment.review[document]!;
  segment.reviewed += (bits === 0 ? 0 : 1) - (before === 0 ? 0 : 1);
  segment.review[document] = bits;
};

/** Takes a document out of the lists. */
export const killDocument = (segment: Segment, document: number): void => {
  if (segment.live[document] === 0) return;
  segment.live[document] = 0;
  segment.liveCount -= 1;
};
