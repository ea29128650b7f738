import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '#shared/query/parse.ts';
import { createLedger } from '#shared/review/ledger.ts';
import { buildSegment } from '../../../../src/renderer/data/index/build-segment.ts';
import { hashesOf, toDocument } from '../../../../src/renderer/data/index/document.ts';
import { LEAST_DOCUMENTS, makeNeighbours, neighboursOf } from '../../../../src/renderer/data/index/neighbours.ts';
import type { Segment } from '../../../../src/renderer/data/index/segment.ts';
import { planSearch } from '../../../../src/renderer/data/search/plan.ts';
import { idOf, SearchIndex } from '../../../../src/renderer/data/search/search-index.ts';
import { anyInteraction, someIds } from './interactions.ts';

const NOW = 100_000;
const ids = someIds(40);
const anyWord = fc.constantFrom('refund', 'bank', 'transfer', 'card', 'late', 'café', 'the', 'again', 'nothing');
const anyPhrase = fc
  .tuple(
    fc.constantFrom('', 'from:user ', 'the ', '-card ', '-'),
    fc.array(anyWord, { minLength: 2, maxLength: 5 }),
    fc.constantFrom('', '*', ' source:zendesk'),
  )
  .map(([before, words, after]) => `${before}"${words.join(' ')}"${after}`);

const segmentOf = (interactions: readonly Parameters<typeof hashesOf>[0][]): Segment =>
  buildSegment(
    1,
    interactions.map((interaction, row) => toDocument(interaction, hashesOf(interaction), { page: 1, row })),
  );

const indexOf = (segment: Segment): SearchIndex => {
  const ledger = createLedger('00000000-0000-4000-8000-000000000000');
  const index = new SearchIndex({
    reviewed: () => ledger.reviewed(),
    review: (id) => ledger.review(id),
    labelled: () => [],
    judgedBy: () => [],
  });
  index.attach(segment);
  return index;
};

/** What is found in a segment of which nothing was kept. */
const found = (segment: Segment, text: string): readonly string[] => {
  const index = indexOf({ ...segment });
  const result = index.search(planSearch(parseQuery(text, NOW), NOW), 'newest');
  return result.slice(0, result.total).map(idOf);
};

const noPause = (): Promise<void> => Promise.resolve();

describe('neighbours of frequent terms', () => {
  it('change no answer', async () => {
    const corpus = fc.uniqueArray(anyInteraction(ids), { minLength: 1, maxLength: 40, selector: ({ id }) => id });
    await fc.assert(
      fc.asyncProperty(corpus, fc.array(anyPhrase, { minLength: 1, maxLength: 6 }), async (interactions, phrases) => {
        const segment = segmentOf(interactions);
        const before = phrases.map((phrase) => found(segment, phrase));
        await makeNeighbours(segment, noPause);
        expect(neighboursOf(segment)).not.toBeNull();
        expect(phrases.map((phrase) => found(segment, phrase))).toEqual(before);
      }),
    );
  });

  it('are told only of terms that many documents hold', async () => {
    const [first] = fc.sample(anyInteraction(['one']), { numRuns: 1, seed: 3 });
    const of = (id: number, subjectPreview: string) => ({
      ...first!,
      id: `conversation-${id}`,
      subjectPreview,
      events: [],
      usedArticles: [],
    });
    const segment = segmentOf(
      Array.from({ length: 40 }, (_, at) => of(at, at === 7 ? 'zebra bank card' : 'bank card')),
    );
    await makeNeighbours(segment, noPause);
    const entryOf = (term: string) => segment.terms!.dictionary.find(term)!;
    const find = (one: string, other: string) => neighboursOf(segment)!.find(entryOf(one), entryOf(other));
    expect(find('bank', 'card')?.documents).toBe(40);
    expect(find('card', 'bank')?.documents).toBe(0);
    expect(find('zebra', 'bank')).toBeNull();
  });

  it('are made of large segments once they are loaded whole', async () => {
    const [first] = fc.sample(anyInteraction(['one']), { numRuns: 1, seed: 3 });
    const segment = segmentOf(
      Array.from({ length: LEAST_DOCUMENTS }, (_, at) => ({ ...first!, id: `conversation-${at}`, events: [] })),
    );
    const { positions } = segment;
    segment.positions = null;
    const index = indexOf(segment);
    await index.prepare();
    segment.positions = positions;
    expect(neighboursOf(segment)).toBeNull();
    await index.prepare();
    expect(neighboursOf(segment)).not.toBeNull();
  });
});
