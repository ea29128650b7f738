/** How many of the documents found have each value of each facet. */
import { type FacetField, type Facets, type FacetValue, facetFieldSchema } from '#shared/contract/data.ts';
import { reviewValues } from '#shared/query/ast.ts';
import type { Agents } from '../agents/agent-book.ts';
import { hasReviewValue, REVIEW_BYTES } from '../index/review-bits.ts';
import type { Segment } from '../index/segment.ts';
import { agentsColumn } from './agents-column.ts';
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

/** Counts by shared profile, growing with what there is of them. */
class ProfileTally {
  counts = new Uint32Array(1 << 10);

  /** @param numbers what each of a segment's profiles is among all */
  add(numbers: Uint32Array, counts: Uint32Array, profiles: number): void {
    if (profiles > this.counts.length) {
      const grown = new Uint32Array(profiles * 2);
      grown.set(this.counts);
      this.counts = grown;
    }
    for (let profile = 0; profile < counts.length; profile += 1) this.counts[numbers[profile]!]! += counts[profile]!;
  }
}

/**
 * @param fields those that are counted; the others stay empty
 */
export const createFacetCounter = (
  { names, profiles }: FacetTables,
  agents: Agents,
  fields: readonly FacetField[],
): FacetCounter => {
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
  const bySingle = new ProfileTally();
  const bySets = new ProfileTally();

  const addRating = (rating: number | null, count: number): void => {
    ratings.set(rating, (ratings.get(rating) ?? 0) + count);
  };

  const addProfiles = (segment: Segment, documents: Uint32Array): void => {
    const counts = countProfiles(segment, documents);
    const numbers = profiles.of(segment);
    if (numbers.single) bySingle.add(numbers.single, counts.single, profiles.singles.length);
    else addSingles(segment, counts.single);
    if (numbers.sets) bySets.add(numbers.sets, counts.sets, profiles.sets.length);
    else addSets(segment, counts.sets);
  };

  const addSingles = ({ columns }: Segment, counts: Uint32Array): void => {
    const { single } = profilesOf(columns);
    const numbers = names.of(columns);
    for (const field of ofSingles)
      for (let profile = 0; profile < counts.length; profile += 1)
        if (counts[profile]! > 0) tallies[field].add(numbers[field][single[field][profile]!]!, counts[profile]!);
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
      const { from, values } = columns.sets[field];
      for (let profile = 0; profile < counts.length; profile += 1) {
        if (counts[profile] === 0) continue;
        const set = sets[field][profile]!;
        for (let at = from[set]!; at < from[set + 1]!; at += 1)
          tallies[field].add(numbers[field][values[at]!]!, counts[profile]!);
      }
    }
  };

  const addShared = (): void => {
    profiles.singles.forEach((profile, number) => {
      const count = bySingle.counts[number] ?? 0;
      if (count === 0) return;
      for (const field of ofSingles) tallies[field].add(profile[field], count);
      addRating(profile.csat, count);
    });
    profiles.sets.forEach((profile, number) => {
      const count = bySets.counts[number] ?? 0;
      if (count === 0) return;
      for (const field of ofSeveral) for (const name of profile[field]) tallies[field].add(name, count);
    });
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
      if (wanted.has('agent') && agents.sets.length > 1)
        countIn(agentsColumn(segment, agents), agents.sets.length, documents).forEach((count, set) => {
          if (count > 0) byAgents.set(set, (byAgents.get(set) ?? 0) + count);
        });
    },
    finish: () => {
      addShared();
      return {
        source: tallies.source.ranked(names.tables.source),
        channel: tallies.channel.ranked(names.tables.channel),
        status: tallies.status.ranked(names.tables.status),
        tag: tallies.tag.ranked(names.tables.tag),
        folder: tallies.folder.ranked(names.tables.folder),
        article: tallies.article.ranked(names.tables.article),
        csat: wanted.has('csat') ? ratingFacet(ratings) : [],
        agent: agentFacet(byAgents, agents),
        review: wanted.has('review') ? reviewFacet(reviews) : [],
      };
    },
  };
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
