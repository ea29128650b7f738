import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Interaction } from '#shared/domain/interaction.ts';
import type { JournalEvent } from '#shared/domain/journal.ts';
import { parseQuery } from '#shared/query/parse.ts';
import { foldName } from '#shared/query/terms.ts';
import { createLedger, type Ledger } from '#shared/review/ledger.ts';
import { Cache } from '../../../../src/renderer/data/cache/cache.ts';
import { deleteDatabase } from '../../../../src/renderer/data/cache/database.ts';
import { planSearch } from '../../../../src/renderer/data/search/plan.ts';
import { idOf } from '../../../../src/renderer/data/search/search-index.ts';
import { oracleIds } from '../../../support/query-oracle.ts';
import { anyInteraction, DATA_KEY, delivery, someIds, WORKSPACE } from './interactions.ts';

const ids = someIds(40);
const me = { id: '22222222-2222-4222-8222-222222222222', name: 'Me' };

const openCache = (ledger: Ledger): Promise<Cache> =>
  Cache.open({
    workspaceId: WORKSPACE,
    dataKey: DATA_KEY,
    reviews: {
      reviewed: () => ledger.reviewed(),
      review: ledger.review,
      labelled: (passes) =>
        [...ledger.reviewed()]
          .filter(([, review]) => review.labels.some((label) => passes(foldName(label))))
          .map(([id]) => id),
      judgedBy: (passes) => ledger.judgedBy((name) => passes(foldName(name))),
    },
    onProgress: () => undefined,
    onRepaired: () => undefined,
  });

const piece = fc.constantFrom(
  'refund',
  '-late',
  '"bank transfer"',
  '"the again"',
  'ref*',
  'caf*',
  '"refund bank card"',
  '退款',
  'שלום',
  'CAFÉ',
  'pro',
  '-"bank transfer"',
  'source:zendesk',
  'source:ZENDESK,widget',
  '-source:intercom',
  'channel:email',
  'status:"escalated to human agent"',
  'tag:billing',
  'tag:"bug report",vip',
  '-tag:vip',
  'review:none',
  'review:done',
  'review:pass,labelled',
  'verdict:fail',
  'label:tone',
  '-label:tone',
  `id:${ids[0]},${ids[2]}`,
  'after:1970-01-01T00:00:01.010Z',
  'before:1970-01-01T00:00:01.030Z',
  '-after:1970-01-01T00:00:01.020Z',
  'ext-1',
);
const query = fc.array(piece, { maxLength: 3 }).map((all) => all.join(' '));
const pages = fc.array(fc.array(anyInteraction(ids), { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 14 });
const judgements = fc.array(
  fc.tuple(
    fc.constantFrom(...ids),
    fc.constantFrom<JournalEvent['judgement']>(
      { kind: 'verdict', verdict: 'pass' },
      { kind: 'verdict', verdict: 'fail' },
      { kind: 'label', label: 'Tone', present: true },
      { kind: 'note', text: 'x' },
    ),
  ),
  { maxLength: 12 },
);

const compare = async (cache: Cache, ledger: Ledger, truth: ReadonlyMap<string, Interaction>, text: string) => {
  const parsed = parseQuery(text, 0);
  const plan = planSearch(parsed, 0);
  await cache.ready({ terms: plan.needsTerms, positions: plan.needsPositions });
  const expected = oracleIds(truth.values(), parsed, { now: 0, reviewOf: ledger.review });
  for (const sort of ['newest', 'oldest'] as const) {
    const result = cache.index.search(plan, sort);
    const found = Array.from({ length: result.total }, (_, position) => idOf(result.at(position)));
    expect(found, text).toEqual(sort === 'newest' ? expected : expected.toReversed());
    expect(found.map((id) => result.positionOf(id))).toEqual(found.map((_, position) => position));
    const facet = (field: 'source' | 'channel' | 'status') =>
      Object.fromEntries(result.facets[field].map(({ value, count }) => [value, count]));
    const counts: Record<string, number> = {};
    for (const id of expected) {
      const { source } = truth.get(id)!;
      counts[source] = (counts[source] ?? 0) + 1;
    }
    expect(facet('source')).toEqual(counts);
    const review = Object.fromEntries(result.facets.review.map(({ value, count }) => [value, count]));
    expect((review['none'] ?? 0) + (review['done'] ?? 0)).toBe(expected.length);
  }
};

describe('searching', () => {
  it('finds what the oracle finds, before and after updates, merges and restarts', async () => {
    await fc.assert(
      fc.asyncProperty(
        pages,
        judgements,
        fc.array(query, { minLength: 4, maxLength: 8 }),
        async (delivered, judged, queries) => {
          await deleteDatabase(WORKSPACE);
          const ledger = createLedger(me.id);
          let cache = await openCache(ledger);
          const truth = new Map<string, Interaction>();
          const check = async () => {
            for (const text of ['', ...queries]) await compare(cache, ledger, truth, text);
          };
          for (const rows of delivered.slice(0, 4)) {
            await cache.putPage(delivery(rows));
            for (const row of rows) truth.set(row.id, row);
          }
          await check();
          judged.forEach(([interactionId, judgement], index) => {
            const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
            ledger.add([
              { id, at: index, reviewer: me, target: { interactionId, eventId: null }, basis: null, judgement },
            ]);
            cache.index.reviewChanged(interactionId);
          });
          // The rest comes two at a time, and merges as it comes.
          const acknowledged = delivered.slice(4).map((rows) => cache.putPage(delivery(rows)));
          await Promise.all(acknowledged);
          for (const rows of delivered.slice(4)) for (const row of rows) truth.set(row.id, row);
          await check();
          await cache.settled();
          await check();
          await cache.close();
          cache = await openCache(ledger);
          await check();
          await cache.settled();
          for (const [id, interaction] of truth) expect(await cache.interaction(id)).toEqual(interaction);
          expect(cache.index.count).toBe(truth.size);
          expect(cache.damagedPages).toBe(0);
          await cache.close();
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);
});
