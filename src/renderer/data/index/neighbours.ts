/**
 * Which documents hold two frequent terms one directly behind the other. Where such terms stand in a document is long to
 * read, and nearly every document holds both; that they are neighbours is told by a list of its own. The lists are kept in
 * memory alone and made in the background, in slices, from the positions.
 */
import { positionsBegin } from './positions.ts';
import type { PositionIndex, Segment } from './segment.ts';
import type { TermEntry } from './term-dictionary.ts';

/** A term that a share of the documents hold is frequent: one in so many. */
const FREQUENT = 16;
/** Most frequent terms that are looked at. */
const MOST_TERMS = 255;
/** Documents between two pauses: a millisecond or two. */
const SLICE = 256;
/** Blocks of the dictionary between two pauses. */
const BLOCKS = 2048;
/** Smaller segments are read through as quickly. */
export const LEAST_DOCUMENTS = 4096;

/** Where the list of a pair is; the lists have the form of posting lists. */
export interface NeighbourEntry {
  readonly documents: number;
  readonly postingsAt: number;
}

export class Neighbours {
  readonly postings: Uint8Array;
  /** Ordinals of terms, by where their own posting lists begin. */
  readonly #terms: ReadonlyMap<number, number>;
  /** By pair: where its list begins, and how many documents are in it. */
  readonly #from: Uint32Array;
  readonly #documents: Uint32Array;

  constructor(
    terms: ReadonlyMap<number, number>,
    postings: Uint8Array,
    pairs: { readonly from: Uint32Array; readonly documents: Uint32Array },
  ) {
    this.postings = postings;
    this.#terms = terms;
    this.#from = pairs.from;
    this.#documents = pairs.documents;
  }

  /** The documents with one term directly before another; null when one of them is not frequent. */
  find(one: TermEntry, other: TermEntry): NeighbourEntry | null {
    const first = this.#terms.get(one.postingsAt);
    const second = this.#terms.get(other.postingsAt);
    if (first === undefined || second === undefined) return null;
    const pair = first * this.#terms.size + second;
    return { documents: this.#documents[pair]!, postingsAt: this.#from[pair]! };
  }
}

const made = new WeakMap<PositionIndex, Neighbours | 'in the making'>();

/** Null until they are made. */
export const neighboursOf = (segment: Segment): Neighbours | null => {
  const known = segment.positions && made.get(segment.positions);
  return known instanceof Neighbours ? known : null;
};

/** Whether they are worth making, can be, and nobody began. */
export const lacksNeighbours = (segment: Segment): boolean =>
  segment.columns.count >= LEAST_DOCUMENTS &&
  segment.terms !== null &&
  segment.positions !== null &&
  !made.has(segment.positions);

/** Makes the lists of a segment that lacks them. */
export const makeNeighbours = async (segment: Segment, pause: () => Promise<void>): Promise<void> => {
  const { terms, positions, columns } = segment;
  if (!terms || !positions) return;
  made.set(positions, 'in the making');
  const { dictionary } = terms;
  const least = columns.count / FREQUENT;
  let frequent: TermEntry[] = [];
  for (let block = 0; block < dictionary.blocks; block += BLOCKS) {
    // Terms without positions stand next to nothing.
    for (const entry of dictionary.frequent(least, block, block + BLOCKS))
      if (entry.positionsLength > entry.documents) frequent.push(entry);
    await pause();
  }
  if (frequent.length > MOST_TERMS)
    frequent = frequent.sort((one, other) => other.documents - one.documents).slice(0, MOST_TERMS);
  const gathering = new Gathering(frequent, terms.postings, positions.positions);
  for (let document = 0; document < columns.count; document += SLICE) {
    gathering.read(document, Math.min(columns.count, document + SLICE));
    await pause();
  }
  const lists = gathering.lists();
  for (let slice = 0; slice < gathering.slices; slice += 1) {
    gathering.write(slice, lists);
    await pause();
  }
  const ordinals = new Map(frequent.map(({ postingsAt }, ordinal) => [postingsAt, ordinal]));
  made.set(positions, new Neighbours(ordinals, lists.postings, { from: lists.from, documents: gathering.documents }));
};

interface Lists {
  readonly postings: Uint8Array;
  readonly from: Uint32Array;
  /** Where each list goes on, and its last document. */
  readonly next: Uint32Array;
  readonly last: Uint32Array;
}

/** Pairs of some documents one behind the other, and where those of each document end. */
interface Slice {
  readonly first: number;
  readonly pairs: Uint16Array;
  readonly ends: Uint32Array;
}

/** Reads all frequent terms side by side, document by document. */
class Gathering {
  readonly documents: Uint32Array;
  readonly #terms: number;
  readonly #postings: Uint8Array;
  readonly #positions: Uint8Array;
  /** By term: its next document, and where to read on. */
  readonly #next: Uint32Array;
  readonly #left: Uint32Array;
  readonly #postingAt: Uint32Array;
  readonly #lengthAt: Uint32Array;
  readonly #positionAt: Uint32Array;
  /** By pair: the last document that had it plus one, and the bytes of its list. */
  readonly #last: Uint32Array;
  readonly #bytes: Uint32Array;
  /** By place in the document at hand: its number plus one times 256, and the term. */
  #termAt = new Uint32Array(1 << 12);
  #places = new Uint32Array(1 << 12);
  #pairs = new Uint16Array(1 << 17);
  readonly #slices: Slice[] = [];

  constructor(entries: readonly TermEntry[], postings: Uint8Array, positions: Uint8Array) {
    const terms = entries.length;
    this.#terms = terms;
    this.#postings = postings;
    this.#positions = positions;
    this.#next = new Uint32Array(terms);
    this.#left = Uint32Array.from(entries, ({ documents }) => documents);
    this.#postingAt = Uint32Array.from(entries, ({ postingsAt }) => postingsAt);
    this.#lengthAt = Uint32Array.from(entries, ({ positionsAt }) => positionsAt);
    this.#positionAt = Uint32Array.from(entries, (entry) => positionsBegin(positions, entry));
    this.documents = new Uint32Array(terms * terms);
    this.#last = new Uint32Array(terms * terms);
    this.#bytes = new Uint32Array(terms * terms);
    for (let term = 0; term < terms; term += 1) this.#advance(term);
  }

  get slices(): number {
    return this.#slices.length;
  }

  #advance(term: number): void {
    if (this.#left[term] === 0) {
      this.#next[term] = 0xffffffff;
      return;
    }
    this.#left[term]! -= 1;
    let at = this.#postingAt[term]!;
    let byte = this.#postings[at++]!;
    let delta = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = this.#postings[at++]!;
      delta |= (byte & 127) << shift;
    }
    this.#postingAt[term] = at;
    this.#next[term]! += delta;
  }

  /** Reads the documents from `from` (inclusive) to `to` (exclusive); stretches have to come in order. */
  read(from: number, to: number): void {
    const ends = new Uint32Array(to - from);
    let written = 0;
    for (let document = from; document < to; document += 1) {
      written = this.#pairsOf(this.#placesOf(document), document, written);
      ends[document - from] = written;
    }
    this.#slices.push({ first: from, pairs: this.#pairs.slice(0, written), ends });
  }

  /** Marks where the terms of a document stand. Answers with how many places there are. */
  #placesOf(document: number): number {
    const [next, bytes] = [this.#next, this.#positions];
    const stamp = (document + 1) * 256;
    let termAt = this.#termAt;
    let places = this.#places;
    let placed = 0;
    for (let term = 0; term < next.length; term += 1) {
      if (next[term] !== document) continue;
      let at = this.#lengthAt[term]!;
      let byte = bytes[at++]!;
      let length = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[at++]!;
        length |= (byte & 127) << shift;
      }
      this.#lengthAt[term] = at;
      at = this.#positionAt[term]!;
      const end = at + length;
      this.#positionAt[term] = end;
      for (let position = 0; at < end; ) {
        byte = bytes[at++]!;
        position += byte & 127;
        for (let shift = 7; byte > 127; shift += 7) {
          byte = bytes[at++]!;
          position += (byte & 127) << shift;
        }
        if (position + 2 > termAt.length) termAt = this.#termAt = grown(termAt, position + 2);
        termAt[position] = stamp + term;
        if (placed === places.length) places = this.#places = grown(places, placed + 1);
        places[placed++] = position;
      }
      this.#advance(term);
    }
    return placed;
  }

  /** Notes each pair of a document once. Answers with how many are noted by then. */
  #pairsOf(placed: number, document: number, before: number): number {
    const [termAt, places, last, counts, bytes] = [this.#termAt, this.#places, this.#last, this.documents, this.#bytes];
    const terms = this.#terms;
    const stamp = document + 1;
    let pairs = this.#pairs;
    let written = before;
    if (written + placed > pairs.length) {
      pairs = new Uint16Array(2 ** Math.ceil(Math.log2(written + placed)));
      pairs.set(this.#pairs);
      this.#pairs = pairs;
    }
    for (let index = 0; index < placed; index += 1) {
      const place = places[index]!;
      const behind = termAt[place + 1]!;
      if (behind >>> 8 !== stamp) continue;
      const pair = (termAt[place]! & 255) * terms + (behind & 255);
      if (last[pair] === stamp) continue;
      bytes[pair]! += varintLength(document - Math.max(0, last[pair]! - 1));
      last[pair] = stamp;
      counts[pair]! += 1;
      pairs[written++] = pair;
    }
    return written;
  }

  /** Room for all lists, once everything is read. */
  lists(): Lists {
    const from = new Uint32Array(this.#bytes.length);
    let length = 0;
    for (let pair = 0; pair < from.length; pair += 1) {
      from[pair] = length;
      length += this.#bytes[pair]!;
    }
    return { postings: new Uint8Array(length), from, next: from.slice(), last: new Uint32Array(from.length) };
  }

  write(slice: number, { postings, next, last }: Lists): void {
    const { first, pairs, ends } = this.#slices[slice]!;
    for (let index = 0, at = 0; index < ends.length; index += 1) {
      const document = first + index;
      for (const end = ends[index]!; at < end; at += 1) {
        const pair = pairs[at]!;
        let delta = document - last[pair]!;
        let byteAt = next[pair]!;
        for (; delta > 127; delta >>>= 7) postings[byteAt++] = (delta & 127) | 128;
        postings[byteAt++] = delta;
        next[pair] = byteAt;
        last[pair] = document;
      }
    }
  }
}

const varintLength = (value: number): number => (value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : 4);

const grown = (numbers: Uint32Array<ArrayBuffer>, least: number): Uint32Array<ArrayBuffer> => {
  const larger = new Uint32Array(2 ** Math.ceil(Math.log2(least)));
  larger.set(numbers);
  return larger;
};
