/** Inverts documents into a segment. */
import { eachTermPlace } from '#shared/query/terms.ts';
import { ByteWriter } from '../bytes/byte-writer.ts';
import { columnsOf } from './columns.ts';
import { fieldSides, type IndexedDocument } from './document.ts';
import { NO_POSITION, Occurrences } from './occurrences.ts';
import { createSegment, type Segment } from './segment.ts';
import { TermDictionary } from './term-dictionary.ts';

/** Newest first by last message, then by id: the one order of everything. */
export const newestFirst = (
  one: Pick<IndexedDocument, 'lastMessageAt' | 'id'>,
  other: Pick<IndexedDocument, 'lastMessageAt' | 'id'>,
): number => other.lastMessageAt - one.lastMessageAt || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);

/** Builds a segment of documents, each id at most once, in any order. */
export const buildSegment = (id: number, unordered: readonly IndexedDocument[]): Segment => {
  const documents = [...unordered].sort(newestFirst);
  const occurrences = new Occurrences();
  const sides = new ByteWriter(documents.length * 32);
  documents.forEach((document, index) => {
    // Terms without a position stand first in the dictionary and have no positions to write.
    for (const term of document.attributes) occurrences.add(term, 0, term.length, index, NO_POSITION);
    let position = 0;
    sides.varint(document.fields.length);
    for (const field of document.fields) {
      const from = position;
      eachTermPlace(field.text, (folded, start, end) => {
        occurrences.add(folded, start, end, index, position);
        position += 1;
      });
      sides.varint((position - from) * 8 + fieldSides.indexOf(field.side));
      // A gap keeps phrases from running from one field into the next.
      position += 1;
    }
  });
  const { dictionary, postings, positions } = occurrences.write();
  const pages = [...new Set(documents.map((document) => document.page))].sort((one, other) => one - other);
  return createSegment(
    id,
    pages,
    columnsOf(documents),
    { dictionary: new TermDictionary(dictionary), postings },
    { positions, sides: sides.finish() },
  );
};
