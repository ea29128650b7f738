/** Makes a segment of documents. */
import { columnsOf } from './columns.ts';
import type { IndexedDocument } from './document.ts';
import { batchOf, type Inverted, invert } from './inverting.ts';
import { createSegment, type Segment } from './segment.ts';
import { TermDictionary } from './term-dictionary.ts';

/** Newest first by last message, then by id: the one order of everything. */
export const newestFirst = (
  one: Pick<IndexedDocument, 'lastMessageAt' | 'id'>,
  other: Pick<IndexedDocument, 'lastMessageAt' | 'id'>,
): number => other.lastMessageAt - one.lastMessageAt || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);

/** Builds a segment of documents, each id at most once, in any order. */
export const buildSegment = (id: number, unordered: readonly IndexedDocument[]): Segment => {
  const documents = inOrder(unordered);
  return segmentOf(id, documents, invert(batchOf(documents)));
};

export const inOrder = (documents: readonly IndexedDocument[]): readonly IndexedDocument[] =>
  [...documents].sort(newestFirst);

/** A segment of documents that are in order, and of what their texts were inverted to. */
export const segmentOf = (
  id: number,
  documents: readonly IndexedDocument[],
  { dictionary, postings, positions, sides }: Inverted,
): Segment => {
  const pages = [...new Set(documents.map((document) => document.page))].sort((one, other) => one - other);
  return createSegment(
    id,
    pages,
    columnsOf(documents),
    { dictionary: new TermDictionary(dictionary), postings },
    { positions, sides },
  );
};
