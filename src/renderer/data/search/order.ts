/**
 * The one order of everything, newest first over all segments, without ever sorting: each segment's list is in order, so
 * the place of a row is found by halving time, and rows are read on from there by taking the newest of the lists' heads.
 */
import { readRecordId } from '../index/records.ts';
import type { Segment } from '../index/segment.ts';
import type { SegmentHits } from './histogram.ts';

/** One document of one segment. */
export interface Found {
  readonly segment: Segment;
  readonly document: number;
}

/** Found documents in an order. */
export interface Order {
  readonly total: number;
  /** The documents at positions from `from` (inclusive) to `to` (exclusive). */
  slice(from: number, to: number): readonly Found[];
  /** How many documents stand before one of them; it has to be in its segment's list. */
  rank(found: Found): number;
}

const timeAt = ({ segment, documents }: SegmentHits, index: number): number =>
  segment.columns.lastMessageAt[documents[index]!]!;

export const idAt = ({ columns }: Segment, document: number): string =>
  readRecordId(columns.records, columns.recordsFrom[document]!);

/** How many of a list's documents are newer than a time. */
const newerThan = (hits: SegmentHits, time: number): number => {
  let low = 0;
  let high = hits.documents.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeAt(hits, middle) > time) low = middle + 1;
    else high = middle;
  }
  return low;
};

export const createOrder = (all: readonly SegmentHits[]): Order => {
  const lists = all.filter(({ documents }) => documents.length > 0);
  const total = lists.reduce((sum, { documents }) => sum + documents.length, 0);

  /** Sets the heads where at most `position` documents stand before them, of one time those of the least id last. */
  const seek = (position: number): { readonly heads: Uint32Array; readonly before: number } => {
    const heads = new Uint32Array(lists.length);
    if (position === 0) return { heads, before: 0 };
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const list of lists) {
      high = Math.max(high, timeAt(list, 0));
      low = Math.min(low, timeAt(list, list.documents.length - 1));
    }
    // The earliest time of which no more than `position` documents are newer.
    while (low < high) {
      const middle = low + Math.floor((high - low) / 2);
      let newer = 0;
      for (const list of lists) newer += newerThan(list, middle);
      if (newer <= position) high = middle;
      else low = middle + 1;
    }
    let before = 0;
    lists.forEach((list, index) => {
      heads[index] = newerThan(list, low);
      before += heads[index]!;
    });
    return { heads, before };
  };

  const collect = (from: number, to: number): readonly Found[] => {
    const found: Found[] = [];
    const { heads, before } = seek(from);
    const times = Float64Array.from(lists, (list, index) => headTime(list, heads[index]!));
    for (let position = before; position < to; position += 1) {
      let newest = 0;
      for (let index = 1; index < lists.length; index += 1) {
        if (times[index]! < times[newest]!) continue;
        if (times[index] === times[newest] && !comesFirst(index, newest, heads)) continue;
        newest = index;
      }
      const list = lists[newest]!;
      const head = heads[newest]!++;
      if (position >= from) found.push({ segment: list.segment, document: list.documents[head]! });
      times[newest] = headTime(list, heads[newest]!);
    }
    return found;
  };

  /** Of two heads of one time, whether the first has the lesser id. */
  const comesFirst = (one: number, other: number, heads: Uint32Array): boolean => {
    const [left, right] = [lists[one]!, lists[other]!];
    if (heads[one]! >= left.documents.length) return false;
    if (heads[other]! >= right.documents.length) return true;
    return idAt(left.segment, left.documents[heads[one]!]!) < idAt(right.segment, right.documents[heads[other]!]!);
  };

  return {
    total,
    slice: (from, to) => collect(Math.max(0, from), Math.min(to, total)),
    rank: ({ segment, document }) => {
      const time = segment.columns.lastMessageAt[document]!;
      const id = idAt(segment, document);
      let rank = 0;
      for (const list of lists) {
        let index = newerThan(list, time);
        const { length } = list.documents;
        while (index < length && timeAt(list, index) === time && idAt(list.segment, list.documents[index]!) < id)
          index += 1;
        rank += index;
      }
      return rank;
    },
  };
};

const headTime = (list: SegmentHits, head: number): number =>
  head < list.documents.length ? timeAt(list, head) : Number.NEGATIVE_INFINITY;

/** The same from its end. */
export const reversed = (order: Order): Order => ({
  total: order.total,
  slice: (from, to) => order.slice(order.total - Math.min(to, order.total), order.total - from).toReversed(),
  rank: (found) => order.total - 1 - order.rank(found),
});

/**
 * Found documents by a key, least first, and newest first within a key.
 *
 * @param keysOf a whole number of 0 to `keys` (exclusive) for each document of a list
 */
export const createKeyedOrder = (
  all: readonly SegmentHits[],
  keys: number,
  keysOf: (hits: SegmentHits) => Uint32Array,
): Order => {
  const lists = all.filter(({ documents }) => documents.length > 0);
  /** Each list parted by key; within one, the order stays. */
  const parted = lists.map((hits) => {
    const ofDocuments = keysOf(hits);
    const from = new Uint32Array(keys + 1);
    for (let index = 0; index < ofDocuments.length; index += 1) from[ofDocuments[index]! + 1]! += 1;
    for (let key = 0; key < keys; key += 1) from[key + 1]! += from[key]!;
    const next = from.slice();
    const documents = new Uint32Array(hits.documents.length);
    for (let index = 0; index < documents.length; index += 1)
      documents[next[ofDocuments[index]!]!++] = hits.documents[index]!;
    return { hits, ofDocuments, from, documents };
  });
  const begins = new Uint32Array(keys + 1);
  for (let key = 0; key < keys; key += 1)
    begins[key + 1] = parted.reduce((sum, { from }) => sum + from[key + 1]! - from[key]!, begins[key]!);
  const orders = new Map<number, Order>();
  const orderOf = (key: number): Order => {
    let order = orders.get(key);
    if (!order) {
      order = createOrder(
        parted.map(({ hits: { segment }, documents, from }) => ({
          segment,
          documents: documents.subarray(from[key]!, from[key + 1]!),
        })),
      );
      orders.set(key, order);
    }
    return order;
  };
  const total = begins[keys]!;
  return {
    total,
    slice: (from, to) => {
      const found: Found[] = [];
      const end = Math.min(to, total);
      let at = Math.max(0, from);
      let key = lastNotAbove(begins, at);
      while (at < end) {
        const stop = Math.min(end, begins[key + 1]!);
        if (stop > at) found.push(...orderOf(key).slice(at - begins[key]!, stop - begins[key]!));
        at = stop;
        key += 1;
      }
      return found;
    },
    rank: (found) => {
      const one = parted.find(({ hits }) => hits.segment === found.segment)!;
      const key = one.ofDocuments[placeIn(one.hits.documents, found.document)]!;
      return begins[key]! + orderOf(key).rank(found);
    },
  };
};

const lastNotAbove = (begins: Uint32Array, position: number): number => {
  let low = 0;
  let high = begins.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (begins[middle]! <= position) low = middle;
    else high = middle - 1;
  }
  return low;
};

/** Where a document stands in an ascending list; -1 when it does not. */
export const placeIn = (documents: Uint32Array, document: number): number => {
  let low = 0;
  let high = documents.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    if (documents[middle] === document) return middle;
    if (documents[middle]! < document) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
};
