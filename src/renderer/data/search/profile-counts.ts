/** How many documents of a list have each profile of their segment. */
import type { OrdinalColumn } from '../index/ordinals.ts';
import type { Segment } from '../index/segment.ts';
import { Bits, type DocSet, subtract, toList } from './doc-set.ts';
import type { Hits } from './hits.ts';
import { liveSet } from './live.ts';
import { profilesOf } from './profiles.ts';

export interface ProfileCounts {
  readonly single: Uint32Array;
  readonly sets: Uint32Array;
}

/** Counts of whole segments, by how many of their documents were live: only that changes. */
const wholes = new WeakMap<Segment, { readonly live: number; readonly counts: ProfileCounts }>();

/** The counts, by profile. What most of a segment's documents have is counted by what the others have not. */
export const countProfiles = (hits: Hits): ProfileCounts => {
  const { segment, size } = hits;
  if (size * 2 < segment.liveCount) return counted(segment, hits.set);
  const whole = countWhole(segment);
  if (size === segment.liveCount) return whole;
  const others = counted(segment, subtract(liveSet(segment), hits.set));
  return { single: difference(whole.single, others.single), sets: difference(whole.sets, others.sets) };
};

const countWhole = (segment: Segment): ProfileCounts => {
  const known = wholes.get(segment);
  if (known?.live === segment.liveCount) return known.counts;
  const counts = counted(segment, liveSet(segment));
  wholes.set(segment, { live: segment.liveCount, counts });
  return counts;
};

const counted = ({ columns }: Segment, set: DocSet): ProfileCounts => {
  const { single, sets } = profilesOf(columns);
  if (set instanceof Bits && single.of instanceof Uint16Array && sets.of instanceof Uint16Array) {
    const counts = { single: new Uint32Array(single.count), sets: new Uint32Array(sets.count) };
    countBits(set, single.of, counts.single, sets.of, counts.sets);
    return counts;
  }
  const documents = toList(set);
  return { single: countIn(single.of, single.count, documents), sets: countIn(sets.of, sets.count, documents) };
};

/** Counts in two columns at once, without making a list first. */
const countBits = (
  { words }: Bits,
  one: Uint16Array,
  ofOne: Uint32Array,
  other: Uint16Array,
  ofOther: Uint32Array,
): void => {
  for (let index = 0; index < words.length; index += 1) {
    const base = (index << 5) + 31;
    for (let word = words[index]!; word !== 0; ) {
      const lowest = word & -word;
      const document = base - Math.clz32(lowest);
      ofOne[one[document]!]! += 1;
      ofOther[other[document]!]! += 1;
      word ^= lowest;
    }
  }
};

/** How often each number of a column stands at some documents. */
export const countIn = (of: OrdinalColumn, range: number, documents: Uint32Array): Uint32Array =>
  of instanceof Uint16Array ? countIn16(of, range, documents) : countInAny(of, range, documents);

// Twice the same, compiled for one type of column and for all.

const countIn16 = (of: Uint16Array, range: number, documents: Uint32Array): Uint32Array => {
  const counts = new Uint32Array(range);
  for (let index = 0; index < documents.length; index += 1) counts[of[documents[index]!]!]! += 1;
  return counts;
};

const countInAny = (of: OrdinalColumn, range: number, documents: Uint32Array): Uint32Array => {
  const counts = new Uint32Array(range);
  for (let index = 0; index < documents.length; index += 1) counts[of[documents[index]!]!]! += 1;
  return counts;
};

const difference = (whole: Uint32Array, part: Uint32Array): Uint32Array => {
  const rest = new Uint32Array(whole.length);
  for (let index = 0; index < rest.length; index += 1) rest[index] = whole[index]! - part[index]!;
  return rest;
};
