/** Every term at every place: gathered in the order of documents, written in the order of terms. */
import { ByteWriter } from '../bytes/byte-writer.ts';
import { TermDictionaryWriter } from './term-dictionary.ts';

/** Stands for the position of a term that has none. */
export const NO_POSITION = 0xffffffff;

/** Longest varint of a 32-bit number, in bytes. */
const LONGEST_VARINT = 5;

export class Occurrences {
  /** Ordinal of a term plus one, by hash; 0 is a free place. */
  #table = new Uint32Array(1 << 12);
  readonly #names: string[] = [];
  #hashes = new Uint32Array(1 << 11);
  #counts = new Uint32Array(1 << 11);
  #terms = new Uint32Array(1 << 14);
  #documents = new Uint32Array(1 << 14);
  #positions = new Uint32Array(1 << 14);
  #length = 0;

  /** Adds the term that stands at `start` to `end` of a text. Documents have to come in ascending order. */
  add(text: string, start: number, end: number, document: number, position: number): void {
    const ordinal = this.#ordinal(text, start, end);
    this.#counts[ordinal]! += 1;
    const at = this.#length;
    if (at === this.#terms.length) {
      this.#terms = doubled(this.#terms);
      this.#documents = doubled(this.#documents);
      this.#positions = doubled(this.#positions);
    }
    this.#terms[at] = ordinal;
    this.#documents[at] = document;
    this.#positions[at] = position;
    this.#length = at + 1;
  }

  #ordinal(text: string, start: number, end: number): number {
    let hash = end - start;
    for (let index = start; index < end; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    hash = (hash ^ (hash >>> 13)) >>> 0;
    const table = this.#table;
    const mask = table.length - 1;
    let place = hash & mask;
    for (;;) {
      const entry = table[place]!;
      if (entry === 0) break;
      if (this.#hashes[entry - 1] === hash && isAt(this.#names[entry - 1]!, text, start, end)) return entry - 1;
      place = (place + 1) & mask;
    }
    const ordinal = this.#names.length;
    this.#names.push(text.slice(start, end));
    if (ordinal === this.#hashes.length) {
      this.#hashes = doubled(this.#hashes);
      this.#counts = doubled(this.#counts);
    }
    this.#hashes[ordinal] = hash;
    table[place] = ordinal + 1;
    if (this.#names.length * 2 > table.length) this.#rehash();
    return ordinal;
  }

  #rehash(): void {
    const table = new Uint32Array(this.#table.length * 2);
    const mask = table.length - 1;
    for (let ordinal = 0; ordinal < this.#names.length; ordinal += 1) {
      let place = this.#hashes[ordinal]! & mask;
      while (table[place] !== 0) place = (place + 1) & mask;
      table[place] = ordinal + 1;
    }
    this.#table = table;
  }

  /** The dictionary, and the lists in its order. */
  write(): {
    readonly dictionary: Uint8Array<ArrayBuffer>;
    readonly postings: Uint8Array<ArrayBuffer>;
    readonly positions: Uint8Array<ArrayBuffer>;
  } {
    const sorted = this.#byTerm();
    const dictionary = new TermDictionaryWriter();
    const postings = new ByteWriter(this.#length * 2 + 64);
    const positions = new ByteWriter(this.#length * 3 + 64);
    const lengths = new ByteWriter(1024);
    const order = Uint32Array.from(this.#names, (_, ordinal) => ordinal).sort((one, other) =>
      this.#names[one]! < this.#names[other]! ? -1 : 1,
    );
    for (let index = 0; index < order.length; index += 1) {
      const ordinal = order[index]!;
      const [from, to] = [sorted.from[ordinal]!, sorted.from[ordinal + 1]!];
      const [postingsBefore, positionsBefore] = [postings.length, positions.length];
      const documents = writeList(sorted.documents, sorted.positions, from, to, postings, lengths, positions);
      dictionary.add(
        this.#names[ordinal]!,
        documents,
        postings.length - postingsBefore,
        positions.length - positionsBefore,
      );
    }
    return { dictionary: dictionary.finish(), postings: postings.finish(), positions: positions.finish() };
  }

  /** Sorted by counting: the order of documents within a term stays. */
  #byTerm(): { readonly from: Uint32Array; readonly documents: Uint32Array; readonly positions: Uint32Array } {
    const count = this.#names.length;
    const from = new Uint32Array(count + 1);
    for (let term = 0; term < count; term += 1) from[term + 1] = from[term]! + this.#counts[term]!;
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

const doubled = (column: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> => {
  const grown = new Uint32Array(column.length * 2);
  grown.set(column);
  return grown;
};

const isAt = (name: string, text: string, start: number, end: number): boolean => {
  if (name.length !== end - start) return false;
  for (let index = 0; index < name.length; index += 1)
    if (name.charCodeAt(index) !== text.charCodeAt(start + index)) return false;
  return true;
};

/**
 * Writes one term's posting list and positions. The loops write varints by themselves: they run once for every word of
 * every conversation.
 *
 * @returns the number of documents
 */
const writeList = (
  documents: Uint32Array,
  positions: Uint32Array,
  from: number,
  to: number,
  postings: ByteWriter,
  lengths: ByteWriter,
  places: ByteWriter,
): number => {
  const most = (to - from) * LONGEST_VARINT;
  const list = postings.room(most);
  let listAt = postings.length;
  lengths.clear();
  const sizes = lengths.room(most);
  let sizesAt = 0;
  // Lengths stand before the positions; these are written behind where the lengths can end, and moved up.
  const bytes = places.room(most * 2);
  const bytesFrom = places.length + most;
  let bytesAt = bytesFrom;

  let count = 0;
  let current = -1;
  let documentFrom = bytesAt;
  let previous = 0;
  for (let at = from; at <= to; at += 1) {
    const document = at < to ? documents[at]! : -1;
    if (document !== current) {
      if (current >= 0) {
        let size = bytesAt - documentFrom;
        for (; size > 127; size >>>= 7) sizes[sizesAt++] = (size & 127) | 128;
        sizes[sizesAt++] = size;
      }
      if (document < 0) break;
      let delta = document - Math.max(current, 0);
      for (; delta > 127; delta >>>= 7) list[listAt++] = (delta & 127) | 128;
      list[listAt++] = delta;
      current = document;
      documentFrom = bytesAt;
      previous = 0;
      count += 1;
    }
    const position = positions[at]!;
    if (position === NO_POSITION) continue;
    let delta = position - previous;
    for (; delta > 127; delta >>>= 7) bytes[bytesAt++] = (delta & 127) | 128;
    bytes[bytesAt++] = delta;
    previous = position;
  }
  postings.length = listAt;
  // Without any position, the lengths would all be zero.
  if (bytesAt === bytesFrom) return count;
  for (let index = 0; index < sizesAt; index += 1) bytes[places.length + index] = sizes[index]!;
  bytes.copyWithin(places.length + sizesAt, bytesFrom, bytesAt);
  places.length += sizesAt + bytesAt - bytesFrom;
  return count;
};
