/**
 * Every term at every place: gathered in the order of documents, written in the order of terms. Terms are bytes all the
 * way, as the dictionary keeps them: nearly all text is ASCII, which is cut into words where the encoder put it.
 */
import { asciiWords, eachTermPlace, LONGEST_TERM } from '#shared/query/terms.ts';
import { ByteWriter } from '../bytes/byte-writer.ts';
import { TermDictionaryWriter } from './term-dictionary.ts';
import { NO_POSITION, writeList } from './term-lists.ts';
import { orderOf } from './term-order.ts';

const encoder = new TextEncoder();
const WORDS = asciiWords();

/** Occurrences, and bytes, that the room is kept for from one segment to the next. */
const MOST_KEPT = 1 << 20;

const columnsFor = (room: number) => ({
  terms: new Uint32Array(room),
  documents: new Uint32Array(room),
  positions: new Uint32Array(room),
});

const fresh = () => ({
  /** Each occurrence, in the order they are met. */
  met: columnsFor(1 << 14),
  /** The same in the order of terms. */
  sorted: columnsFor(1 << 14),
  /** A document's text, as bytes. */
  text: new Uint8Array(1 << 14),
  postings: new ByteWriter(1 << 16),
  positions: new ByteWriter(1 << 16),
  lengths: new ByteWriter(1 << 10),
});

export class Occurrences {
  #room = fresh();
  #length = 0;
  /** Ordinal of a term plus one, by hash; 0 is a free place. */
  #table = new Uint32Array(1 << 13);
  /** The bytes of all terms: term t is at `#nameAt[t]` to `#nameAt[t + 1]`. */
  #names = new Uint8Array(1 << 15);
  #nameAt = new Uint32Array((1 << 12) + 1);
  #hashes = new Uint32Array(1 << 12);
  #counts = new Uint32Array(1 << 12);
  #termCount = 0;

  /** Forgets what was added. */
  clear(): void {
    if (this.#room.met.terms.length > MOST_KEPT || this.#room.text.length > MOST_KEPT) this.#room = fresh();
    this.#length = 0;
    this.#table.fill(0);
    this.#counts.fill(0, 0, this.#termCount);
    this.#termCount = 0;
  }

  /** Adds a term without a place. Documents have to come in ascending order, here and below. */
  addTerm(term: string, document: number): void {
    this.#push(this.#ordinalOf(term), document, NO_POSITION);
  }

  /** Adds the terms of a document's text, see `TextFields`; writes of each field how many terms it has, and its side. */
  addText(text: string, fields: Uint32Array, document: number, sides: ByteWriter): void {
    const isAscii = this.#encode(text) === text.length;
    let position = 0;
    let from = 0;
    sides.varint(fields.length);
    for (const field of fields) {
      const to = from + (field >>> 3);
      const first = position;
      position = isAscii
        ? this.#addWords(from, to, document, first)
        : this.#addField(text.slice(from, to), document, first);
      sides.varint((position - first) * 8 + (field & 7));
      // A gap keeps phrases from running from one field into the next.
      position += 1;
      from = to;
    }
  }

  /** The text's bytes, at the beginning of the room for text. */
  #encode(text: string): number {
    // A UTF-16 unit becomes three bytes at most.
    if (text.length * 3 > this.#room.text.length) this.#room.text = new Uint8Array(text.length * 6);
    return encoder.encodeInto(text, this.#room.text).written;
  }

  #addField(text: string, document: number, first: number): number {
    const length = this.#encode(text);
    if (length === text.length) return this.#addWords(0, length, document, first);
    let position = first;
    eachTermPlace(text, (folded, start, end) => {
      this.#push(this.#ordinalOf(folded.slice(start, end)), document, position);
      position += 1;
    });
    return position;
  }

  /** Cuts ASCII as `eachTermPlace` does. */
  #addWords(from: number, to: number, document: number, first: number): number {
    const { text } = this.#room;
    let position = first;
    let at = from;
    while (at < to) {
      let letter = WORDS[text[at]!]!;
      if (letter === 0) {
        at += 1;
        continue;
      }
      const start = at;
      const longest = Math.min(to, start + LONGEST_TERM);
      let hash = 0;
      do {
        text[at] = letter;
        hash = Math.imul(hash ^ letter, 0x01000193);
        at += 1;
        letter = at < longest ? WORDS[text[at]!]! : 0;
      } while (letter !== 0);
      this.#push(this.#ordinal(start, at, hash), document, position);
      position += 1;
      // What is too long is cut, and its rest is no word of its own.
      if (at === longest) while (at < to && WORDS[text[at]!] !== 0) at += 1;
    }
    return position;
  }

  #ordinalOf(term: string): number {
    const { text } = this.#room;
    let hash = 0;
    // Short and ASCII, most likely; the encoder's fixed cost is more than that.
    let at = 0;
    for (; at < term.length; at += 1) {
      const unit = term.charCodeAt(at);
      if (unit > 127 || at >= text.length) break;
      text[at] = unit;
      hash = Math.imul(hash ^ unit, 0x01000193);
    }
    return at === term.length ? this.#ordinal(0, at, hash) : this.#ordinalOfAny(term);
  }

  #ordinalOfAny(term: string): number {
    const length = this.#encode(term);
    const { text } = this.#room;
    let hash = 0;
    for (let index = 0; index < length; index += 1) hash = Math.imul(hash ^ text[index]!, 0x01000193);
    return this.#ordinal(0, length, hash);
  }

  /** The number of the term that is in the room for text. */
  #ordinal(from: number, to: number, rawHash: number): number {
    const hash = (rawHash ^ (rawHash >>> 15)) >>> 0;
    const table = this.#table;
    const mask = table.length - 1;
    let place = hash & mask;
    for (;;) {
      const entry = table[place]!;
      if (entry === 0) break;
      if (this.#hashes[entry - 1] === hash && this.#isNamed(entry - 1, from, to)) return entry - 1;
      place = (place + 1) & mask;
    }
    table[place] = this.#termCount + 1;
    return this.#name(from, to, hash);
  }

  #isNamed(term: number, from: number, to: number): boolean {
    const at = this.#nameAt[term]!;
    if (this.#nameAt[term + 1]! - at !== to - from) return false;
    const names = this.#names;
    const { text } = this.#room;
    for (let index = from; index < to; index += 1) if (names[at + index - from] !== text[index]) return false;
    return true;
  }

  #name(from: number, to: number, hash: number): number {
    const term = this.#termCount;
    const at = this.#nameAt[term]!;
    const end = at + to - from;
    if (end > this.#names.length) this.#names = grown(this.#names, end * 2);
    const { text } = this.#room;
    for (let index = from; index < to; index += 1) this.#names[at + index - from] = text[index]!;
    if (term === this.#hashes.length) {
      this.#hashes = grown(this.#hashes, term * 2);
      this.#counts = grown(this.#counts, term * 2);
      this.#nameAt = grown(this.#nameAt, term * 2 + 1);
    }
    this.#hashes[term] = hash;
    this.#nameAt[term + 1] = end;
    this.#termCount = term + 1;
    if (this.#termCount * 2 > this.#table.length) this.#rehash();
    return term;
  }

  #rehash(): void {
    const table = new Uint32Array(this.#table.length * 2);
    const mask = table.length - 1;
    for (let term = 0; term < this.#termCount; term += 1) {
      let place = this.#hashes[term]! & mask;
      while (table[place] !== 0) place = (place + 1) & mask;
      table[place] = term + 1;
    }
    this.#table = table;
  }

  #push(term: number, document: number, position: number): void {
    const at = this.#length;
    if (at === this.#room.met.terms.length) {
      const { terms, documents, positions } = this.#room.met;
      const room = at * 2;
      this.#room.met = {
        terms: grown(terms, room),
        documents: grown(documents, room),
        positions: grown(positions, room),
      };
    }
    const { met } = this.#room;
    met.terms[at] = term;
    met.documents[at] = document;
    met.positions[at] = position;
    this.#counts[term]! += 1;
    this.#length = at + 1;
  }

  /** The dictionary, and the lists in its order. */
  write(): {
    readonly dictionary: Uint8Array<ArrayBuffer>;
    readonly postings: Uint8Array<ArrayBuffer>;
    readonly positions: Uint8Array<ArrayBuffer>;
  } {
    const begins = this.#sort();
    const { sorted, postings, positions, lengths } = this.#room;
    const names = this.#names;
    const nameAt = this.#nameAt;
    const dictionary = new TermDictionaryWriter();
    postings.clear();
    positions.clear();
    for (const term of orderOf({ bytes: names, at: nameAt, count: this.#termCount })) {
      const [postingsBefore, positionsBefore] = [postings.length, positions.length];
      const [from, to] = [begins[term]!, begins[term + 1]!];
      const documents = writeList(sorted.documents, sorted.positions, from, to, postings, lengths, positions);
      const length = nameAt[term + 1]! - nameAt[term]!;
      dictionary.addBytes(
        names,
        nameAt[term]!,
        length,
        documents,
        postings.length - postingsBefore,
        positions.length - positionsBefore,
      );
    }
    return { dictionary: dictionary.finish(), postings: postings.finish(), positions: positions.finish() };
  }

  /**
   * Sorts by counting: the order of documents within a term stays.
   *
   * @returns where the occurrences of each term begin
   */
  #sort(): Uint32Array {
    const count = this.#termCount;
    const begins = new Uint32Array(count + 1);
    for (let term = 0; term < count; term += 1) begins[term + 1] = begins[term]! + this.#counts[term]!;
    if (this.#room.sorted.terms.length < this.#length) this.#room.sorted = columnsFor(this.#room.met.terms.length);
    const { met, sorted } = this.#room;
    const next = begins.slice();
    for (let at = 0; at < this.#length; at += 1) {
      const place = next[met.terms[at]!]!++;
      sorted.documents[place] = met.documents[at]!;
      sorted.positions[place] = met.positions[at]!;
    }
    return begins;
  }
}

const grown = <Column extends Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(
  column: Column,
  length: number,
): Column => {
  const Made = column.constructor as new (length: number) => Column;
  const larger = new Made(length);
  larger.set(column);
  return larger;
};
