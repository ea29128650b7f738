/** How many of the documents found have each value of each facet. */
import { type FacetField, type Facets, type FacetValue, facetFieldSchema } from '#shared/contract/data.ts';
import { reviewValues } from '#shared/query/ast.ts';
import type { Agents } from '../agents/agent-book.ts';
import { hasReviewValue, REVIEW_BYTES } from '../index/review-bits.ts';
import type { Segment } from '../index/segment.ts';
import { agentsColumn } from './agents-column.ts';
import type { Names, NameTable } from './names.ts';
import { profilesOf } from './profiles.ts';

export interface FacetCounter {
  /** Counts documents of a segment. The same list must not come twice. */
  add(segment: Segment, documents: Uint32Array): void;
  finish(): Facets;
}

/** Values of a field that are told, most frequent first. */
const MOST_VALUES = 200;

const singles = ['source', 'channel', 'status'] as const;
const several = ['tag', 'folder', 'article'] as const;
type Single = (typeof singles)[number];
type Several = (typeof several)[number];

/** Counts by the numbers of names. */
class Tally {
  #counts = new Uint32Array(64);

  add(number: number, count: number): void {
    if (number >= this.#counts.length) {
      const grown = new Uint32Array(Math.max(number + 1, this.#counts.length * 2));
      grown.set(this.#counts);
      this.#counts = grown;
    }
    this.#counts[number]! += count;
  }

  /** Most frequent first, then by name. An empty value cannot be written as a clause. */
  ranked({ names, folded }: NameTable): readonly FacetValue[] {
    const counts = this.#counts;
    const having: number[] = [];
    for (let number = 0; number < counts.length; number += 1)
      if (counts[number]! > 0 && folded[number] !== '') having.push(number);
    having.sort((one, other) => counts[other]! - counts[one]! || (names[one]! < names[other]! ? -1 : 1));
    return having.slice(0, MOST_VALUES).map((number) => ({ value: names[number]!, count: counts[number]! }));
  }
}

/** Profiles of a list counted: which occur, and how often. */
interface Counted {
  readonly profiles: Uint32Array;
  readonly counts: Uint32Array;
}

let scratch = new Uint32Array(1 << 12);

/** The scratch is all zeros before and after. */
const countProfiles = (of: ArrayLike<number>, profiles: number, documents: Uint32Array): Counted => {
  if (scratch.length < profiles) scratch = new Uint32Array(profiles * 2);
  const counts = scratch;
  const touched = new Uint32Array(Math.min(profiles, documents.length));
  let length = 0;
  if (documents.length * 4 < profiles) {
    for (let index = 0; index < documents.length; index += 1) {
      const profile = of[documents[index]!]!;
      if (counts[profile] === 0) touched[length++] = profile;
      counts[profile]! += 1;
    }
  } else {
    for (let index = 0; index < documents.length; index += 1) counts[of[documents[index]!]!]! += 1;
    for (let profile = 0; profile < profiles; profile += 1) if (counts[profile]! > 0) touched[length++] = profile;
  }
  const found = new Uint32Array(length);
  for (let index = 0; index < length; index += 1) {
    found[index] = counts[touched[index]!]!;
    counts[touched[index]!] = 0;
  }
  return { profiles: touched.subarray(0, length), counts: found };
};

interface SegmentCounts {
  readonly single: Counted;
  readonly sets: Counted;
}

/** Counts of whole segments, by how many of their documents were live: only that changes. */
const wholes = new WeakMap<Segment, { readonly live: number; readonly counts: SegmentCounts }>();

const countSegment = (segment: Segment, documents: Uint32Array): SegmentCounts => {
  const whole = documents.length === segment.liveCount;
  const known = whole ? wholes.get(segment) : undefined;
  if (known?.live === segment.liveCount) return known.counts;
  const { single, sets } = profilesOf(segment.columns);
  const counts = {
    single: countProfiles(single.of, single.count, documents),
    sets: countProfiles(sets.of, sets.count, documents),
  };
  if (whole) wholes.set(segment, { live: segment.liveCount, counts });
  return counts;
};

/**
 * @param fields those that are counted; the others stay empty
 */
export const createFacetCounter = (names: Names, agents: Agents, fields: readonly FacetField[]): FacetCounter => {
  const wanted = new Set(fields);
  const tallies: Readonly<Record<Single | Several, Tally>> = {
    source: new Tally(),
    channel: new Tally(),
    status: new Tally(),
    tag: new Tally(),
    folder: new Tally(),
    article: new Tally(),
  };
  const ratings = new Map<number | null, number>();
  const byAgents = new Map<number, number>();
  const reviews = new Uint32Array(REVIEW_BYTES);
  const ofSingles = singles.filter((field) => wanted.has(field));
  const ofSeveral = several.filter((field) => wanted.has(field));
  const countsProfiles = ofSingles.length > 0 || ofSeveral.length > 0 || wanted.has('csat');

  const addProfiles = (segment: Segment, documents: Uint32Array): void => {
    const { columns } = segment;
    const { single, sets } = profilesOf(columns);
    const counts = countSegment(segment, documents);
    const numbers = names.of(columns);
    for (const field of ofSingles) {
      const ordinals = single[field];
      const sums = new Uint32Array(columns.dictionaries[field].length);
      for (let at = 0; at < counts.single.profiles.length; at += 1)
        sums[ordinals[counts.single.profiles[at]!]!]! += counts.single.counts[at]!;
      addSums(tallies[field], numbers[field], sums);
    }
    if (wanted.has('csat')) {
      const sums = new Uint32Array(columns.dictionaries.csat.length + 1);
      for (let at = 0; at < counts.single.profiles.length; at += 1)
        sums[single.csat[counts.single.profiles[at]!]!]! += counts.single.counts[at]!;
      sums.forEach((count, ordinal) => {
        if (count === 0) return;
        const rating = ordinal === 0 ? null : columns.dictionaries.csat[ordinal - 1]!;
        ratings.set(rating, (ratings.get(rating) ?? 0) + count);
      });
    }
    for (const field of ofSeveral) {
      const ofProfile = sets[field];
      const { from, values } = columns.sets[field];
      const sums = new Uint32Array(columns.dictionaries[field].length);
      for (let at = 0; at < counts.sets.profiles.length; at += 1) {
        const set = ofProfile[counts.sets.profiles[at]!]!;
        const end = from[set + 1]!;
        for (let value = from[set]!; value < end; value += 1) sums[values[value]!]! += counts.sets.counts[at]!;
      }
      addSums(tallies[field], numbers[field], sums);
    }
  };

  return {
    add: (segment, documents) => {
      if (documents.length === 0) return;
      if (countsProfiles) addProfiles(segment, documents);
      if (wanted.has('review')) {
        if (segment.reviewed === 0) reviews[0]! += documents.length;
        else
          for (let index = 0; index < documents.length; index += 1) reviews[segment.review[documents[index]!]!]! += 1;
      }
      if (wanted.has('agent') && agents.sets.length > 1) {
        const of = agentsColumn(segment, agents);
        const { profiles, counts } = countProfiles(of, agents.sets.length, documents);
        profiles.forEach((set, at) => {
          byAgents.set(set, (byAgents.get(set) ?? 0) + counts[at]!);
        });
      }
    },
    finish: () => ({
      source: tallies.source.ranked(names.tables.source),
      channel: tallies.channel.ranked(names.tables.channel),
      status: tallies.status.ranked(names.tables.status),
      tag: tallies.tag.ranked(names.tables.tag),
      folder: tallies.folder.ranked(names.tables.folder),
      article: tallies.article.ranked(names.tables.article),
      csat: ratingFacet(ratings),
      agent: agentFacet(byAgents, agents),
      review: wanted.has('review') ? reviewFacet(reviews) : [],
    }),
  };
};

const addSums = (tally: Tally, numbers: Uint32Array, sums: Uint32Array): void => {
  for (let ordinal = 0; ordinal < sums.length; ordinal += 1) {
    const count = sums[ordinal]!;
    if (count > 0) tally.add(numbers[ordinal]!, count);
  }
};

/** Lowest first, "not rated" last. */
const ratingFacet = (ratings: ReadonlyMap<number | null, number>): readonly FacetValue[] =>
  [...ratings]
    .sort(([one], [other]) => (one ?? Number.POSITIVE_INFINITY) - (other ?? Number.POSITIVE_INFINITY))
    .map(([rating, count]) => ({ value: rating === null ? 'none' : String(rating), count }))
    .slice(0, MOST_VALUES);

const agentFacet = (bySet: ReadonlyMap<number, number>, agents: Agents): readonly FacetValue[] => {
  const counts = new Map<string, number>();
  for (const [set, count] of bySet)
    for (const id of agents.sets[set] ?? []) counts.set(id, (counts.get(id) ?? 0) + count);
  return [...counts]
    .sort(([one, count], [other, more]) => more - count || (one < other ? -1 : 1))
    .slice(0, MOST_VALUES)
    .map(([value, count]) => ({ value, count, label: agents.nameOf(value) }));
};

const reviewFacet = (byBits: Uint32Array): readonly FacetValue[] =>
  reviewValues
    .map((value) => ({
      value,
      count: byBits.reduce((sum, count, bits) => sum + (hasReviewValue(bits, value) ? count : 0), 0),
    }))
    .filter(({ count }) => count > 0);

export const allFacets: readonly FacetField[] = facetFieldSchema.options;
