import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Interaction } from '#shared/domain/interaction.ts';
import type { FieldName } from '#shared/query/ast.ts';
import { parseQuery } from '#shared/query/parse.ts';
import { printValue } from '#shared/query/print.ts';
import { termsOf } from '#shared/query/terms.ts';
import { emptyReview } from '#shared/review/fold.ts';
import { createAgentBook } from '../../../../src/renderer/data/agents/agent-book.ts';
import { buildSegment } from '../../../../src/renderer/data/index/build-segment.ts';
import { hashesOf, toDocument } from '../../../../src/renderer/data/index/document.ts';
import { SearchIndex } from '../../../../src/renderer/data/search/search-index.ts';
import { createSuggestSource } from '../../../../src/renderer/data/search/suggest-source.ts';
import { oracleIds, prepare } from '../../../support/query-oracle.ts';
import { anyInteraction, someIds } from './interactions.ts';

const ids = someIds(30);
const corpus = fc.uniqueArray(anyInteraction(ids), { selector: ({ id }) => id, minLength: 1, maxLength: 20 });

/** Two segments, so that counts have to be added up. */
const sourceOf = (interactions: readonly Interaction[]) => {
  const agents = createAgentBook();
  agents.name([{ id: 'bot', name: 'Billing helper' }]);
  agents.attribute(
    'bot',
    interactions.slice(0, 3).map(({ id }) => id),
  );
  const reviews = { reviewed: () => [], review: () => emptyReview, labelled: () => [], judgedBy: () => [] };
  const index = new SearchIndex(reviews, agents);
  const half = Math.ceil(interactions.length / 2);
  [interactions.slice(0, half), interactions.slice(half)].forEach((part, page) => {
    const documents = part.map((interaction, row) => toDocument(interaction, hashesOf(interaction), { page, row }));
    if (documents.length > 0) index.attach(buildSegment(page, documents));
  });
  const labels = () => [{ label: 'tone', count: 2 }];
  return createSuggestSource({ index: () => index, labels, reviewers: ['Ada'] });
};

const countOf = (interactions: readonly Interaction[], text: string): number =>
  oracleIds(interactions, parseQuery(text, 0), { now: 0 }).length;

describe('what the index offers for completing', () => {
  it.each<FieldName>([
    'source',
    'channel',
    'status',
    'tag',
    'folder',
    'article',
    'type',
    'csat',
    'approved',
    'resolved',
    'has',
    'from',
  ])('counts for %s: what the clause finds', (field) => {
    fc.assert(
      fc.property(corpus, (interactions) => {
        const values = sourceOf(interactions).values(field, null, '');
        for (const { value, count } of values) {
          // Names that differ only in case and accents are one to the clause.
          const found = countOf(interactions, `${field}:${printValue(value)}`);
          expect(count).toBeGreaterThan(0);
          expect(count).toBeLessThanOrEqual(found);
        }
        const counts = values.map(({ count }) => count ?? 0);
        if (field !== 'csat') expect(counts).toEqual(counts.toSorted((one, other) => other - one));
      }),
      { numRuns: 12 },
    );
  });

  it('offers every attribute there is, and its values', () => {
    fc.assert(
      fc.property(corpus, (interactions) => {
        const source = sourceOf(interactions);
        const leaves = interactions.flatMap((interaction) => prepare(interaction).attributes);
        const keys = [...new Set(leaves.map(([key]) => key))].sort();
        expect(source.attributeKeys().map(({ value }) => value)).toEqual(keys);
        for (const key of keys) {
          const values = new Set(leaves.filter(([name]) => name === key).map(([, value]) => value));
          expect(new Set(source.values('user', key, '').map(({ value }) => value.trim()))).toEqual(values);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('offers the words that begin so, most frequent first', () => {
    fc.assert(
      fc.property(corpus, fc.constantFrom('r', 're', 'b', 'ca'), (interactions, prefix) => {
        const words = sourceOf(interactions).words(prefix, 1000);
        for (const { value, count } of words) {
          expect(value.startsWith(prefix)).toBe(true);
          expect(countOf(interactions, `"${value}"`)).toBe(count);
        }
        const there = interactions
          .flatMap((interaction) => interaction.events.flatMap((event) => termsOf(event.message ?? '')))
          .filter((word) => word.startsWith(prefix));
        const offered = new Set(words.map(({ value }) => value));
        for (const word of there) expect(offered.has(word)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('offers agents by their names, labels and reviewers', () => {
    const [interactions] = fc.sample(
      corpus.filter((all) => all.length > 5),
      1,
    );
    const source = sourceOf(interactions!);
    expect(source.values('agent', null, '')).toEqual([{ value: 'bot', label: 'Billing helper', count: 3 }]);
    expect(source.values('label', null, '')).toEqual([{ value: 'tone', count: 2 }]);
    expect(source.values('reviewer', null, '')).toEqual([{ value: 'Ada', count: null }]);
    expect(source.values('review', null, '')).toEqual([{ value: 'none', count: interactions!.length }]);
    expect(source.values('id', null, '')).toEqual([]);
  });
});
