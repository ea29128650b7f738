/** What a query found in one segment: live documents, in the form they were found in. */
import type { Segment } from '../index/segment.ts';
import { Bits, countOfWord, type DocList, type DocSet, gallop, sizeOf, toList } from './doc-set.ts';

export class Hits {
  readonly segment: Segment;
  readonly set: DocSet;
  readonly size: number;
  #list: DocList | null = null;

  constructor(segment: Segment, set: DocSet) {
    this.segment = segment;
    this.set = set;
    this.size = sizeOf(set);
  }

  /** All of them, ascending. Of many, it is made when first asked for: the first rows do not need it. */
  get documents(): DocList {
    this.#list ??= toList(this.set);
    return this.#list;
  }

  /** How many stand before a document, which need not be one of them. */
  before(document: number): number {
    const { set } = this;
    return set instanceof Bits ? countBetween(set, 0, document) : placeOf(set, document);
  }

  /** How many are from `from` (inclusive) to `to` (exclusive). */
  between(from: number, to: number): number {
    const { set } = this;
    if (set instanceof Bits) return countBetween(set, from, to);
    const first = placeOf(set, from);
    return gallop(set, to, first) - first;
  }

  has(document: number): boolean {
    const { set } = this;
    return set instanceof Bits ? set.has(document) : set[placeOf(set, document)] === document;
  }

  /** Those at places from `from` on, `count` of them at most. */
  slice(from: number, count: number): DocList {
    if (this.#list) return this.#list.subarray(from, from + count);
    const { set } = this;
    return set instanceof Bits
      ? sliceOfBits(set, from, Math.min(count, this.size - from))
      : set.subarray(from, from + count);
  }

  /** The first and the last of them; they have to be at least one. */
  get ends(): readonly [number, number] {
    const { set } = this;
    if (!(set instanceof Bits)) return [set[0]!, set[set.length - 1]!];
    const { words } = set;
    let first = 0;
    while (words[first] === 0) first += 1;
    let last = words.length - 1;
    while (words[last] === 0) last -= 1;
    const low = words[first]!;
    return [first * 32 + 31 - Math.clz32(low & -low), last * 32 + 31 - Math.clz32(words[last]!)];
  }
}

/** The first place of a list whose document is not before `document`. */
const placeOf = (list: DocList, document: number): number => {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[middle]! < document) low = middle + 1;
    else high = middle;
  }
  return low;
};

const countBetween = ({ words }: Bits, from: number, to: number): number => {
  if (from >= to) return 0;
  const first = from >>> 5;
  const last = to >>> 5;
  /** Bits from `from` on, and those before `to`. */
  const head = 0xffffffff << (from & 31);
  const tail = (to & 31) === 0 ? 0 : 0xffffffff >>> (32 - (to & 31));
  if (first === last) return countOfWord(words[first]! & head & tail);
  let count = countOfWord(words[first]! & head);
  for (let index = first + 1; index < last; index += 1) count += countOfWord(words[index]!);
  return tail === 0 ? count : count + countOfWord(words[last]! & tail);
};

const sliceOfBits = ({ words }: Bits, from: number, count: number): DocList => {
  const list = new Uint32Array(Math.max(0, count));
  let skip = from;
  let at = 0;
  for (let index = 0; at < list.length; index += 1) {
    let word = words[index]!;
    const inWord = countOfWord(word);
    if (skip >= inWord) {
      skip -= inWord;
      continue;
    }
    while (word !== 0 && at < list.length) {
      const lowest = word & -word;
      if (skip > 0) skip -= 1;
      else list[at++] = index * 32 + 31 - Math.clz32(lowest);
      word ^= lowest;
    }
  }
  return list;
};
