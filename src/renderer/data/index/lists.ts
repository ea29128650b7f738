/** Posting lists as typed arrays, and the set operations on them. Lists are ascending: newest first. */
import type { Segment } from './segment.ts';
import type { TermEntry } from './term-dictionary.ts';

export const NOTHING = new Uint32Array(0);

/** Decodes a posting list. */
export const readPostings = (postings: Uint8Array, entry: TermEntry): Uint32Array => {
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

/** What is in both, by galloping through the longer list. */
export const intersect = (one: Uint32Array, other: Uint32Array): Uint32Array => {
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

/** What is in the first and not in the second. */
export const subtract = (one: Uint32Array, other: Uint32Array): Uint32Array => {
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

/** The first place from `from` on whose value is not below `value`. */
const gallop = (list: Uint32Array, value: number, from: number): number => {
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

/** What is in any of the lists. */
export const unite = (lists: readonly Uint32Array[], count: number): Uint32Array => {
  if (lists.length === 0) return NOTHING;
  if (lists.length === 1) return lists[0]!;
  const marks = new Uint8Array(count);
  let found = 0;
  for (const list of lists) {
    for (let index = 0; index < list.length; index += 1) {
      const document = list[index]!;
      if (marks[document] === 0) {
        marks[document] = 1;
        found += 1;
      }
    }
  }
  const all = new Uint32Array(found);
  for (let document = 0, at = 0; at < found; document += 1) if (marks[document] === 1) all[at++] = document;
  return all;
};

/** The documents of any of several terms, decoded straight into the union: a short prefix has thousands of terms. */
export const unitePostings = (postings: Uint8Array, entries: readonly TermEntry[], count: number): Uint32Array => {
  if (entries.length === 0) return NOTHING;
  if (entries.length === 1) return readPostings(postings, entries[0]!);
  const marks = new Uint8Array(count);
  let found = 0;
  for (const entry of entries) {
    let at = entry.postingsAt;
    let document = 0;
    for (let left = entry.documents; left > 0; left -= 1) {
      let byte = postings[at++]!;
      document += byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = postings[at++]!;
        document += (byte & 127) << shift;
      }
      found += 1 - marks[document]!;
      marks[document] = 1;
    }
  }
  const all = new Uint32Array(found);
  for (let document = 0, at = 0; at < found; document += 1) if (marks[document] === 1) all[at++] = document;
  return all;
};

/** The documents of a list that pass a test. */
export const filter = (list: Uint32Array, test: (document: number) => boolean): Uint32Array => {
  const passed = new Uint32Array(list.length);
  let found = 0;
  for (let index = 0; index < list.length; index += 1) {
    const document = list[index]!;
    if (test(document)) passed[found++] = document;
  }
  return passed.subarray(0, found);
};

/** All live documents. */
export const liveDocuments = (segment: Segment): Uint32Array => {
  const list = new Uint32Array(segment.liveCount);
  const { live } = segment;
  for (let document = 0, at = 0; at < list.length; document += 1) if (live[document] === 1) list[at++] = document;
  return list;
};
