/** How many of the documents found have each value of each facet. */
import type { Facets, FacetValue } from '#shared/contract/data.ts';
import { reviewValues } from '#shared/query/ast.ts';
import { hasReviewValue, REVIEW_BYTES } from '../index/review-bits.ts';
import type { Segment } from '../index/segment.ts';

export interface FacetCounter {
  add(segment: Segment, documents: Uint32Array): void;
  finish(): Facets;
}

export const createFacetCounter = (): FacetCounter => {
  const counts = {
    source: new Map<string, number>(),
    channel: new Map<string, number>(),
    status: new Map<string, number>(),
    tag: new Map<string, number>(),
  };
  const reviews = new Uint32Array(REVIEW_BYTES);

  return {
    add: (segment, documents) => {
      const { source, channel, status, tagsFrom, tags, dictionaries } = segment.columns;
      const { review } = segment;
      const sources = new Uint32Array(dictionaries.source.length);
      const channels = new Uint32Array(dictionaries.channel.length);
      const statuses = new Uint32Array(dictionaries.status.length);
      const tagCounts = new Uint32Array(dictionaries.tag.length);
      for (let index = 0; index < documents.length; index += 1) {
        const document = documents[index]!;
        sources[source[document]!]! += 1;
        channels[channel[document]!]! += 1;
        statuses[status[document]!]! += 1;
        reviews[review[document]!]! += 1;
        const end = tagsFrom[document + 1]!;
        for (let tag = tagsFrom[document]!; tag < end; tag += 1) tagCounts[tags[tag]!]! += 1;
      }
      addCounts(counts.source, dictionaries.source, sources);
      addCounts(counts.channel, dictionaries.channel, channels);
      addCounts(counts.status, dictionaries.status, statuses);
      addCounts(counts.tag, dictionaries.tag, tagCounts);
    },
    finish: () => ({
      source: ranked(counts.source),
      channel: ranked(counts.channel),
      status: ranked(counts.status),
      tag: ranked(counts.tag),
      folder: [],
      article: [],
      csat: [],
      agent: [],
      review: reviewFacet(reviews),
    }),
  };
};

const addCounts = (counts: Map<string, number>, dictionary: readonly string[], local: Uint32Array): void => {
  for (let ordinal = 0; ordinal < local.length; ordinal += 1) {
    const count = local[ordinal]!;
    if (count > 0) counts.set(dictionary[ordinal]!, (counts.get(dictionary[ordinal]!) ?? 0) + count);
  }
};

/** Most frequent first, then by name. An empty value cannot be written as a clause. */
const ranked = (counts: ReadonlyMap<string, number>): readonly FacetValue[] =>
  [...counts]
    .filter(([value]) => value.trim() !== '')
    .map(([value, count]) => ({ value, count }))
    .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));

const reviewFacet = (byBits: Uint32Array): readonly FacetValue[] =>
  reviewValues
    .map((value) => ({
      value,
      count: byBits.reduce((sum, count, bits) => sum + (hasReviewValue(bits, value) ? count : 0), 0),
    }))
    .filter(({ count }) => count > 0);
