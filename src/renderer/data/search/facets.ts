/** How many of the documents found have each value of each facet. */
import { type FacetField, type Facets, type FacetValue, facetFieldSchema } from '#shared/contract/data.ts';
import { reviewValues } from '#shared/query/ast.ts';
import type { Agents } from '../agents/agent-book.ts';
import { hasReviewValue, REVIEW_BYTES } from '../index/review-bits.ts';
import type { Segment } from '../index/segment.ts';
import { agentsColumn } from './agents-column.ts';
import type { Hits } from './hits.ts';
import type { Names, NameTable } from './names.ts';
import { countIn, countProfiles } from './profile-counts.ts';
import { profilesOf } from './profiles.ts';
import type { SharedProfiles } from './shared-profiles.ts';

/** What facets of all searches share. */
export interface FacetTables {
  readonly names: Names;
  readonly profiles: SharedProfiles;
}

export interface FacetCounter {
  /** Counts what was found in a segment. */
  add(hits: Hits): void;
  finish(): Facets;
}

/** Values of a field that are told, most frequent first. */
const MOST_VALUES = 200;

const singles = ['source', 'channel', 'status'] as const;
const several = ['tag', 'folder', 'article'] as const;
type Single = (typeof singles)[number];
type Several = (typeof several)[number];

/** Written anew by every ranking, so that searches leave little for the collector. */
let keys = new Float64Array(1024);

/** Most frequent first, then by name. An empty value cannot be written as a clause. */
const ranked = (counts: Uint32Array, { names, folded }: NameTable): readonly FacetValue[] => {
  const range = counts.length;
  if (keys.length < range) keys = new Float64Array(range * 2);
  let having = 0;
  // The count before the number, exact up to 2^53: sorting such keys calls no comparison.
  for (let number = 0; number < range; number += 1)
    if (counts[number]! > 0 && folded[number] !== '') keys[having++] = counts[number]! * range + number;
  const sorted = keys.subarray(0, having).sort();
  const values: FacetValue[] = [];
  for (let end = having; end > 0 && values.length < MOST_VALUES; ) {
    const count = Math.floor(sorted[end - 1]! / range);
    let from = end - 1;
    while (from > 0 && sorted[from - 1]! >= count * range) from -= 1;
    if (end - from === 1) values.push({ value: names[sorted[from]! - count * range]!, count });
    else {
      const same = Array.from(sorted.subarray(from, end), (key) => names[key - count * range]!).sort();
      for (const value of same.slice(0, MOST_VALUES - values.length)) values.push({ value, count });
    }
    end = from;
  }
  return values;
};

/** Counts by shared profile. */
class ProfileTally {
  readonly counts: Uint32Array;

  constructor(profiles: number) {
    this.counts = new Uint32Array(profiles);
  }

  /** @param numbers what each of a segment's profiles is among all */
  add(numbers: Uint32Array, counts: Uint32Array): void {
    for (let profile = 0; profile < counts.length; profile += 1) this.counts[numbers[profile]!]! += counts[profile]!;
  }
}

/**
 * Every segment's names and profiles have to be known to the tables before.
 *
 * @param fields those that are counted; the others stay empty
 */
export const createFacetCounter = (
  { names, profiles }: FacetTables,
  agents: Agents,
  fields: readonly FacetField[],
): FacetCounter => {
  const wanted = new Set(fields);
  const countsOf = (field: Single | Several): Uint32Array => new Uint32Array(names.tables[field].names.length);
  const tallies: Readonly<Record<Single | Several, Uint32Array>> = {
    source: countsOf('source'),
    channel: countsOf('channel'),
    status: countsOf('status'),
    tag: countsOf('tag'),
    folder: countsOf('folder'),
    article: countsOf('article'),
  };
  const ratings = new Map<number | null, number>();
  const byAgents = new Map<number, number>();
  const reviews = new Uint32Array(REVIEW_BYTES);
  const ofSingles = singles.filter((field) => wanted.has(field));
  const ofSeveral = several.filter((field) => wanted.has(field));
  const byProfile = fields.some(countsProfiles);
  const bySingle = new ProfileTally(profiles.singles.count);
  const bySets = new ProfileTally(profiles.sets.count);

  const addRating = (rating: number | null, count: number): void => {
    ratings.set(rating, (ratings.get(rating) ?? 0) + count);
  };

  const addProfiles = (hits: Hits): void => {
    const { segment } = hits;
    const counts = countProfiles(hits);
    const numbers = profiles.of(segment);
    if (numbers.single) bySingle.add(numbers.single, counts.single);
    else addSingles(segment, counts.single);
    if (numbers.sets) bySets.add(numbers.sets, counts.sets);
    else addSets(segment, counts.sets);
  };

  const addSingles = ({ columns }: Segment, counts: Uint32Array): void => {
    const { single } = profilesOf(columns);
    const numbers = names.of(columns);
    for (const field of ofSingles) {
      const tally = tallies[field];
      const [ofField, ordinals] = [numbers[field], single[field]];
      for (let profile = 0; profile < counts.length; profile += 1)
        tally[ofField[ordinals[profile]!]!]! += counts[profile]!;
    }
    for (let profile = 0; profile < counts.length; profile += 1) {
      const rating = single.csat[profile]!;
      if (counts[profile]! > 0)
        addRating(rating === 0 ? null : columns.dictionaries.csat[rating - 1]!, counts[profile]!);
    }
  };

  const addSets = ({ columns }: Segment, counts: Uint32Array): void => {
    const { sets } = profilesOf(columns);
    const numbers = names.of(columns);
    for (const field of ofSeveral) {
      const tally = tallies[field];
      const ofField = numbers[field];
      const { from, values } = columns.sets[field];
      for (let profile = 0; profile < counts.length; profile += 1) {
        const count = counts[profile]!;
        if (count === 0) continue;
        const set = sets[field][profile]!;
        for (let at = from[set]!; at < from[set + 1]!; at += 1) tally[ofField[values[at]!]!]! += count;
      }
    }
  };

  const addShared = (): void => {
    const { singles: single, sets } = profiles;
    for (const field of ofSingles) addShare(tallies[field], bySingle.counts, single[field].view(), single.count);
    if (wanted.has('csat')) {
      const byRating = new Uint32Array(single.ratings.length);
      addShare(byRating, bySingle.counts, single.csat.view(), single.count);
      byRating.forEach((count, rating) => {
        if (count > 0) addRating(single.ratings[rating]!, count);
      });
    }
    for (const field of ofSeveral) {
      const tally = tallies[field];
      const { from, values } = sets[field];
      const [fromAt, valueAt] = [from.view(), values.view()];
      for (let profile = 0; profile < sets.count; profile += 1) {
        const count = bySets.counts[profile]!;
        if (count === 0) continue;
        const end = fromAt[profile + 1]!;
        for (let at = fromAt[profile]!; at < end; at += 1) tally[valueAt[at]!]! += count;
      }
    }
  };

  return {
    add: (hits) => {
      const { segment, size } = hits;
      if (size === 0) return;
      if (byProfile) addProfiles(hits);
      if (wanted.has('review')) {
        if (segment.reviewed === 0) reviews[0]! += size;
        else for (const document of hits.documents) reviews[segment.review[document]!]! += 1;
      }
      if (wanted.has('agent') && agents.sets.length > 1)
        countIn(agentsColumn(segment, agents), agents.sets.length, hits.documents).forEach((count, set) => {
          if (count > 0) byAgents.set(set, (byAgents.get(set) ?? 0) + count);
        });
    },
    finish: () => {
      addShared();
      return {
        source: ranked(tallies.source, names.tables.source),
        channel: ranked(tallies.channel, names.tables.channel),
        status: ranked(tallies.status, names.tables.status),
        tag: ranked(tallies.tag, names.tables.tag),
        folder: ranked(tallies.folder, names.tables.folder),
        article: ranked(tallies.article, names.tables.article),
        csat: wanted.has('csat') ? ratingFacet(ratings) : [],
        agent: agentFacet(byAgents, agents),
        review: wanted.has('review') ? reviewFacet(reviews) : [],
      };
    },
  };
};

const addShare = (tally: Uint32Array, counts: Uint32Array, numbers: Uint32Array, profiles: number): void => {
  for (let profile = 0; profile < profiles; profile += 1) tally[numbers[profile]!]! += counts[profile]!;
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

/** Whether a field is counted by way of profiles. */
export const countsProfiles = (field: FacetField): boolean => field !== 'review' && field !== 'agent';
