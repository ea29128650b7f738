/** Inverts documents into a segment. */
import { eachTerm } from '#shared/query/terms.ts';
import { ByteWriter } from '../bytes/byte-writer.ts';
import { columnsOf } from './columns.ts';
import { fieldSides, type IndexedDocument } from './document.ts';
import { createSegment, type Segment, tagTerm } from './segment.ts';
import { TermDictionary, TermDictionaryWriter } from './term-dictionary.ts';

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
    for (const name of new Set(document.tags.map(tagTerm))) occurrences.add(name, index, NO_POSITION);
    let position = 0;
    sides.varint(document.fields.length);
    for (const field of document.fields) {
      const from = position;
      eachTerm(field.text, (term) => {
        occurrences.add(term, index, position);
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

const NO_POSITION = 0xffffffff;

/** Every term at every place, in the order of documents, and then by term. */
class Occurrences {
  readonly #ordinals = new Map<string, number>();
  readonly #counts: number[] = [];
  #terms = new Uint32Array(1 << 14);
  #documents = new Uint32Array(1 << 14);
  #positions = new Uint32Array(1 << 14);
  #length = 0;

  add(term: string, document: number, position: number): void {
    let ordinal = this.#ordinals.get(term);
    if (ordinal === undefined) {
      ordinal = this.#counts.length;
      this.#ordinals.set(term, ordinal);
      this.#counts.push(0);
    }
    this.#counts[ordinal]! += 1;
    const at = this.#length;
    if (at === this.#terms.length) this.#grow();
    this.#terms[at] = ordinal;
    this.#documents[at] = document;
    this.#positions[at] = position;
    this.#length = at + 1;
  }

  #grow(): void {
    const grow = (column: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> => {
      const grown = new Uint32Array(column.length * 2);
      grown.set(column);
      return grown;
    };
    this.#terms = grow(this.#terms);
    this.#documents = grow(this.#documents);
    this.#positions = grow(this.#positions);
  }

  write(): {
    readonly dictionary: Uint8Array<ArrayBuffer>;
    readonly postings: Uint8Array<ArrayBuffer>;
    readonly positions: Uint8Array<ArrayBuffer>;
  } {
    const sorted = this.#byTerm();
    const dictionary = new TermDictionaryWriter();
    const postings = new ByteWriter(this.#length * 2);
    const lists = new TermListWriter();
    const names = [...this.#ordinals.keys()].sort();
    const positions = new ByteWriter(this.#length * 3);
    for (const name of names) {
      const ordinal = this.#ordinals.get(name)!;
      const [from, to] = [sorted.from[ordinal]!, sorted.from[ordinal + 1]!];
      const [postingsBefore, positionsBefore] = [postings.length, positions.length];
      lists.begin();
      for (let at = from; at < to; at += 1) lists.add(sorted.documents[at]!, sorted.positions[at]!);
      const documents = lists.end(postings, positions);
      dictionary.add(name, documents, postings.length - postingsBefore, positions.length - positionsBefore);
    }
    return { dictionary: dictionary.finish(), postings: postings.finish(), positions: positions.finish() };
  }

  /** Sorted by counting: the order of documents within a term stays. */
  #byTerm(): { readonly from: Uint32Array; readonly documents: Uint32Array; readonly positions: Uint32Array } {
    const from = new Uint32Array(this.#counts.length + 1);
    for (let term = 0; term < this.#counts.length; term += 1) from[term + 1] = from[term]! + this.#counts[term]!;
    const next = from.slice();
    const documents = new Uint32Array(this.#length);
    const positions = new Uint32Array(this.#length);
    for (let at = 0; at < this.#length; at += 1) {
      const place = next[this.#terms[at]!]!++;
      documents[place] = this.#documents[at]!;
      positions[place] = this.#positions[at]!;
    }
    return { from, documents, positions };
  }
}

/** Writes one term's posting list and its positions. */
class TermListWriter {
  readonly #lengths = new ByteWriter(256);
  readonly #bytes = new ByteWriter(1024);
  readonly #documents: number[] = [];
  #lastPosition = 0;
  #documentFrom = 0;

  begin(): void {
    this.#lengths.clear();
    this.#bytes.clear();
    this.#documents.length = 0;
  }

  add(document: number, position: number): void {
    if (this.#documents.at(-1) !== document) {
      if (this.#documents.length > 0) this.#endDocument();
      this.#documents.push(document);
      this.#documentFrom = this.#bytes.length;
      this.#lastPosition = 0;
    }
    if (position === NO_POSITION) return;
    this.#bytes.varint(position - this.#lastPosition);
    this.#lastPosition = position;
  }

  #endDocument(): void {
    this.#lengths.varint(this.#bytes.length - this.#documentFrom);
  }

  /** @returns the number of documents */
  end(postings: ByteWriter, positions: ByteWriter): number {
    this.#endDocument();
    let previous = 0;
    for (const document of this.#documents) {
      postings.varint(document - previous);
      previous = document;
    }
    // Without any position, the lengths would all be zero.
    if (this.#bytes.length > 0) {
      positions.raw(this.#lengths.view());
      positions.raw(this.#bytes.view());
    }
    return this.#documents.length;
  }
}
