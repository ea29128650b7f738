/**
 * Sets of a segment's documents: an ascending list (newest first) while they are few, one bit a document when they are
 * many. Lists are intersected by galloping, bits a word at a time; none of the operations changes what it is given.
 */
import type { OrdinalColumn } from '../index/ordinals.ts';
import type { TermEntry } from '../index/term-dictionary.ts';

export type DocList = Uint32Array;

/** A bit for each document of a segment; bits beyond the last document are never set. */
export class Bits {
  readonly words: Uint32Array;
  /** Documents of the segment. */
  readonly range: number;

  constructor(range: number, words = new Uint32Array((range + 31) >>> 5)) {
    this.range = range;
    this.words = words;
  }

  has(document: number): boolean {
    return (this.words[document >>> 5]! & (1 << (document & 31))) !== 0;
  }
}

export type DocSet = DocList | Bits;

export const NOTHING: DocList = new Uint32Array(0);

/** From this share of the segment on, bits are quicker than a list. */
const DENSE = 24;

export const isDense = (documents: number, range: number): boolean => documents * DENSE > range;

export const allDocuments = (range: number): Bits => {
  const bits = new Bits(range);
  bits.words.fill(0xffffffff);
  trim(bits);
  return bits;
};

const trim = ({ words, range }: Bits): void => {
  const rest = range & 31;
  if (rest !== 0) words[words.length - 1]! &= 2 ** rest - 1;
};

export const isEmpty = (set: DocSet): boolean =>
  set instanceof Bits ? set.words.every((word) => word === 0) : set.length === 0;

/** Bits that are set in a word. */
export const countOfWord = (word: number): number => {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

export const sizeOf = (set: DocSet): number => {
  if (!(set instanceof Bits)) return set.length;
  const { words } = set;
  let size = 0;
  for (let index = 0; index < words.length; index += 1) size += countOfWord(words[index]!);
  return size;
};

export const toList = (set: DocSet): DocList => {
  if (!(set instanceof Bits)) return set;
  const { words } = set;
  const list = new Uint32Array(sizeOf(set));
  for (let index = 0, at = 0; index < words.length; index += 1) {
    let word = words[index]!;
    const base = index << 5;
    if (word === 0xffffffff) {
      for (let bit = 0; bit < 32; bit += 1) list[at++] = base + bit;
      continue;
    }
    while (word !== 0) {
      const lowest = word & -word;
      list[at++] = base + 31 - Math.clz32(lowest);
      word ^= lowest;
    }
  }
  return list;
};

export const toBits = (set: DocSet, range: number): Bits => {
  if (set instanceof Bits) return set;
  const bits = new Bits(range);
  addList(bits, set);
  return bits;
};

const addList = ({ words }: Bits, list: DocList): void => {
  for (let index = 0; index < list.length; index += 1) {
    const document = list[index]!;
    words[document >>> 5]! |= 1 << (document & 31);
  }
};

/** The documents of a posting list. */
export const readDocuments = (
  postings: Uint8Array,
  entry: Pick<TermEntry, 'documents' | 'postingsAt'>,
  range: number,
): DocSet => {
  if (isDense(entry.documents, range)) {
    const bits = new Bits(range);
    addPostings(bits, postings, entry);
    return bits;
  }
  const list = new Uint32Array(entry.documents);
  let at = entry.postingsAt;
  let document = 0;
  for (let index = 0; index < list.length; index += 1) {
    let byte = postings[at++]!;
    let delta = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = postings[at++]!;
      delta |= (byte & 127) << shift;
    }
    document += delta;
    list[index] = document;
  }
  return list;
};

const addPostings = (
  { words }: Bits,
  postings: Uint8Array,
  entry: Pick<TermEntry, 'documents' | 'postingsAt'>,
): void => {
  let at = entry.postingsAt;
  let document = 0;
  for (let left = entry.documents; left > 0; left -= 1) {
    let byte = postings[at++]!;
    let delta = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = postings[at++]!;
      delta |= (byte & 127) << shift;
    }
    document += delta;
    words[document >>> 5]! |= 1 << (document & 31);
  }
};

/** The documents of any of several terms, decoded straight into the union: a short prefix has thousands of terms. */
export const readUnion = (postings: Uint8Array, entries: readonly TermEntry[], range: number): DocSet => {
  if (entries.length === 0) return NOTHING;
  if (entries.length === 1) return readDocuments(postings, entries[0]!, range);
  const bits = new Bits(range);
  let most = 0;
  for (const entry of entries) {
    addPostings(bits, postings, entry);
    most += entry.documents;
  }
  return isDense(most, range) ? bits : toList(bits);
};

export const intersect = (one: DocSet, other: DocSet): DocSet => {
  if (one instanceof Bits) {
    if (!(other instanceof Bits)) return filterByBits(other, one, true);
    const words = new Uint32Array(one.words.length);
    for (let index = 0; index < words.length; index += 1) words[index] = one.words[index]! & other.words[index]!;
    return new Bits(one.range, words);
  }
  if (other instanceof Bits) return filterByBits(one, other, true);
  return intersectLists(one, other);
};

const filterByBits = (list: DocList, { words }: Bits, wanted: boolean): DocList => {
  const kept = new Uint32Array(list.length);
  let found = 0;
  for (let index = 0; index < list.length; index += 1) {
    const document = list[index]!;
    kept[found] = document;
    if (((words[document >>> 5]! & (1 << (document & 31))) !== 0) === wanted) found += 1;
  }
  return kept.subarray(0, found);
};

const intersectLists = (one: DocList, other: DocList): DocList => {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  const both = new Uint32Array(short.length);
  let found = 0;
  let at = 0;
  for (let index = 0; index < short.length; index += 1) {
    const document = short[index]!;
    at = gallop(long, document, at);
    if (at === long.length) break;
    if (long[at] === document) both[found++] = document;
  }
  return both.subarray(0, found);
};

/** The first place from `from` on whose value is not below `value`. */
export const gallop = (list: DocList, value: number, from: number): number => {
  if (from >= list.length || list[from]! >= value) return from;
  let step = 1;
  let low = from;
  while (low + step < list.length && list[low + step]! < value) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, list.length);
  low += 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** What is in the first and not in the second. */
export const subtract = (one: DocSet, other: DocSet): DocSet => {
  if (one instanceof Bits) {
    const words = one.words.slice();
    if (other instanceof Bits)
      for (let index = 0; index < words.length; index += 1) words[index]! &= ~other.words[index]!;
    else
      for (let index = 0; index < other.length; index += 1) words[other[index]! >>> 5]! &= ~(1 << (other[index]! & 31));
    return new Bits(one.range, words);
  }
  if (other instanceof Bits) return filterByBits(one, other, false);
  const rest = new Uint32Array(one.length);
  let found = 0;
  let at = 0;
  for (let index = 0; index < one.length; index += 1) {
    const document = one[index]!;
    at = gallop(other, document, at);
    if (other[at] !== document) rest[found++] = document;
  }
  return rest.subarray(0, found);
};

export const unite = (sets: readonly DocSet[], range: number): DocSet => {
  const filled = sets.filter((set) => set instanceof Bits || set.length > 0);
  if (filled.length === 0) return NOTHING;
  if (filled.length === 1) return filled[0]!;
  const bits = new Bits(range);
  const { words } = bits;
  let dense = false;
  let most = 0;
  for (const set of filled) {
    if (set instanceof Bits) {
      dense = true;
      for (let index = 0; index < words.length; index += 1) words[index]! |= set.words[index]!;
    } else {
      most += set.length;
      addList(bits, set);
    }
  }
  return dense || isDense(most, range) ? bits : toList(bits);
};

/** A column and, for each of its values, whether it passes. */
export interface ColumnTest {
  readonly column: OrdinalColumn;
  readonly mask: Uint8Array;
}

/** The documents of a set that pass; of all documents for null. */
export const filterByColumn = (set: DocSet | null, { column, mask }: ColumnTest, range: number): DocSet => {
  if (set instanceof Bits) return intersect(set, scan(column, mask, range));
  if (set === null) return scan(column, mask, range);
  return column instanceof Uint16Array ? filter16(set, column, mask) : filter(set, column, mask);
};

// The loops stand twice: compiled for one type of column, they run several times as fast as for all.

const filter16 = (set: DocList, column: Uint16Array, mask: Uint8Array): DocList => {
  const kept = new Uint32Array(set.length);
  let found = 0;
  for (let index = 0; index < set.length; index += 1) {
    const document = set[index]!;
    kept[found] = document;
    found += mask[column[document]!]!;
  }
  return kept.subarray(0, found);
};

const filter = (set: DocList, column: OrdinalColumn, mask: Uint8Array): DocList => {
  const kept = new Uint32Array(set.length);
  let found = 0;
  for (let index = 0; index < set.length; index += 1) {
    const document = set[index]!;
    kept[found] = document;
    found += mask[column[document]!]!;
  }
  return kept.subarray(0, found);
};

const scan = (column: OrdinalColumn, mask: Uint8Array, range: number): Bits =>
  column instanceof Uint16Array ? scan16(column, mask, range) : scanAny(column, mask, range);

const scan16 = (column: Uint16Array, mask: Uint8Array, range: number): Bits => {
  const bits = new Bits(range);
  const { words } = bits;
  const whole = range >>> 5;
  for (let index = 0, document = 0; index < whole; index += 1) {
    let word = 0;
    for (let bit = 0; bit < 32; bit += 1, document += 1) word |= mask[column[document]!]! << bit;
    words[index] = word;
  }
  for (let document = whole << 5; document < range; document += 1)
    words[whole]! |= mask[column[document]!]! << (document & 31);
  return bits;
};

const scanAny = (column: OrdinalColumn, mask: Uint8Array, range: number): Bits => {
  const bits = new Bits(range);
  const { words } = bits;
  for (let document = 0; document < range; document += 1)
    words[document >>> 5]! |= mask[column[document]!]! << (document & 31);
  return bits;
};

/** The documents from `from` (inclusive) to `to` (exclusive). */
export const stretch = (from: number, to: number, range: number): Bits => {
  const bits = new Bits(range);
  for (let document = from; document < to; ) {
    if ((document & 31) === 0 && document + 32 <= to) {
      bits.words[document >>> 5] = 0xffffffff;
      document += 32;
    } else {
      bits.words[document >>> 5]! |= 1 << (document & 31);
      document += 1;
    }
  }
  return bits;
};
