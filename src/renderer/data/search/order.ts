/**
 * The one order of everything, newest first over all segments, without ever sorting: each segment's list is in order, so
 * the place of a row is found by halving time, and rows are read on from there by taking the newest of the lists' heads.
 */
import { readRecordId } from '../index/records.ts';
import type { Segment } from '../index/segment.ts';
import { Hits } from './hits.ts';
import { firstNotAfter } from './times.ts';

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

export const idAt = ({ columns }: Segment, document: number): string =>
  readRecordId(columns.records, columns.recordsFrom[document]!);

/** How many of the hits are newer than a time. */
const newerThan = (hits: Hits, time: number): number => hits.before(firstNotAfter(hits.segment.columns, time));

export const createOrder = (all: readonly Hits[]): Order => {
  const found = all.filter(({ size }) => size > 0);
  const total = found.reduce((sum, { size }) => sum + size, 0);

  /** Places in the hits where at most `position` documents stand before them, all of them newer than the rest. */
  const seek = (position: number): { readonly places: readonly number[]; readonly before: number } => {
    if (position === 0) return { places: found.map(() => 0), before: 0 };
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const hits of found) {
      const [first, last] = hits.ends;
      high = Math.max(high, hits.segment.columns.lastMessageAt[first]!);
      low = Math.min(low, hits.segment.columns.lastMessageAt[last]!);
    }
    // The earliest time of which no more than `position` documents are newer.
    while (low < high) {
      const middle = low + Math.floor((high - low) / 2);
      let newer = 0;
      for (const hits of found) newer += newerThan(hits, middle);
      if (newer <= position) high = middle;
      else low = middle + 1;
    }
    const places = found.map((hits) => newerThan(hits, low));
    return { places, before: places.reduce((sum, place) => sum + place, 0) };
  };

  const collect = (from: number, to: number): readonly Found[] => {
    const rows: Found[] = [];
    const { places, before } = seek(from);
    const lists = found.map((hits, index) => ({
      segment: hits.segment,
      documents: hits.slice(places[index]!, to - before),
    }));
    const heads = new Uint32Array(lists.length);
    const times = Float64Array.from(lists, (list) => timeAt(list, 0));
    for (let position = before; position < to; position += 1) {
      let newest = 0;
      for (let index = 1; index < lists.length; index += 1) {
        if (times[index]! < times[newest]!) continue;
        if (times[index] === times[newest] && !comesFirst(lists, heads, index, newest)) continue;
        newest = index;
      }
      const list = lists[newest]!;
      const document = list.documents[heads[newest]!]!;
      heads[newest]! += 1;
      times[newest] = timeAt(list, heads[newest]!);
      if (position >= from) rows.push({ segment: list.segment, document });
    }
    return rows;
  };

  return {
    total,
    slice: (from, to) => collect(Math.max(0, from), Math.min(to, total)),
    rank: ({ segment, document }) => {
      const time = segment.columns.lastMessageAt[document]!;
      const id = idAt(segment, document);
      let rank = 0;
      for (const hits of found) {
        const { columns } = hits.segment;
        // Of one time there are few; those of a lesser id stand before.
        let at = firstNotAfter(columns, time);
        while (at < columns.count && columns.lastMessageAt[at] === time && idAt(hits.segment, at) < id) at += 1;
        rank += hits.before(at);
      }
      return rank;
    },
  };
};

interface List {
  readonly segment: Segment;
  readonly documents: Uint32Array;
}

const timeAt = ({ segment, documents }: List, index: number): number =>
  index < documents.length ? segment.columns.lastMessageAt[documents[index]!]! : Number.NEGATIVE_INFINITY;

/** Of two heads of one time, whether the first has the lesser id. */
const comesFirst = (lists: readonly List[], heads: Uint32Array, one: number, other: number): boolean => {
  const [left, right] = [lists[one]!, lists[other]!];
  if (heads[one]! >= left.documents.length) return false;
  if (heads[other]! >= right.documents.length) return true;
  return idAt(left.segment, left.documents[heads[one]!]!) < idAt(right.segment, right.documents[heads[other]!]!);
};

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
export const createKeyedOrder = (all: readonly Hits[], keys: number, keysOf: (hits: Hits) => Uint32Array): Order => {
  const found = all.filter(({ size }) => size > 0);
  /** Each list parted by key; within one, the order stays. */
  const parted = found.map((hits) => {
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
        parted.map(
          ({ hits: { segment }, documents, from }) => new Hits(segment, documents.subarray(from[key]!, from[key + 1]!)),
        ),
      );
      orders.set(key, order);
    }
    return order;
  };
  const total = begins[keys]!;
  return {
    total,
    slice: (from, to) => {
      const rows: Found[] = [];
      const end = Math.min(to, total);
      let at = Math.max(0, from);
      let key = lastNotAbove(begins, at);
      while (at < end) {
        const stop = Math.min(end, begins[key + 1]!);
        if (stop > at) rows.push(...orderOf(key).slice(at - begins[key]!, stop - begins[key]!));
        at = stop;
        key += 1;
      }
      return rows;
    },
    rank: (one) => {
      const { hits, ofDocuments } = parted.find((part) => part.hits.segment === one.segment)!;
      const key = ofDocuments[hits.before(one.document)]!;
      return begins[key]! + orderOf(key).rank(one);
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
