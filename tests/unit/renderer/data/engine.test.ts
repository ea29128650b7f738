import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FacetField } from '#shared/contract/data.ts';
import { type Interaction, interactionSchema, lastMessageAt } from '#shared/domain/interaction.ts';
import type { JournalEvent } from '#shared/domain/journal.ts';
import { parseQuery } from '#shared/query/parse.ts';
import { foldName } from '#shared/query/terms.ts';
import { createLedger, type Ledger } from '#shared/review/ledger.ts';
import { type AgentBook, createAgentBook } from '../../../../src/renderer/data/agents/agent-book.ts';
import { buildSegment } from '../../../../src/renderer/data/index/build-segment.ts';
import { hashesOf, toDocument, turnsOf } from '../../../../src/renderer/data/index/document.ts';
import { mergeSegments } from '../../../../src/renderer/data/index/merge.ts';
import { createSegment, killDocument, type Segment } from '../../../../src/renderer/data/index/segment.ts';
import {
  decodeColumns,
  decodePositions,
  decodeTerms,
  encodeColumns,
  encodePositions,
  encodeTerms,
} from '../../../../src/renderer/data/index/segment-codec.ts';
import { planSearch } from '../../../../src/renderer/data/search/plan.ts';
import { idOf, SearchIndex } from '../../../../src/renderer/data/search/search-index.ts';
import { summaryOf } from '../../../../src/renderer/data/search/summary.ts';
import { oracleIds } from '../../../support/query-oracle.ts';
import { DAY, ids, interaction, judgement, me, NOW, query } from './engine-arbitraries.ts';

interface World {
  readonly truth: Map<string, Interaction>;
  readonly changed: Map<string, number>;
  readonly ledger: Ledger;
  readonly journal: JournalEvent[];
  readonly agents: AgentBook;
}

const indexOf = ({ ledger, agents }: World): SearchIndex =>
  new SearchIndex(
    {
      reviewed: () => ledger.reviewed(),
      review: ledger.review,
      labelled: (passes) =>
        [...ledger.reviewed()]
          .filter(([, review]) => review.labels.some((label) => passes(foldName(label))))
          .map(([id]) => id),
      judgedBy: (passes) => ledger.judgedBy((name) => passes(foldName(name))),
    },
    agents,
  );

const compare = (index: SearchIndex, world: World, text: string): void => {
  const { truth, changed, ledger, agents } = world;
  const parsed = parseQuery(text, NOW);
  const plan = planSearch(parsed, NOW);
  const expected = oracleIds(truth.values(), parsed, {
    now: NOW,
    reviewOf: ledger.review,
    agentsOf: (id) => agents.agentsOf(id).map((agent) => ({ id: agent, name: agents.nameOf(agent) })),
    changedAtOf: (id) => changed.get(id) ?? null,
    reviewersOf: (id) => world.journal.filter((one) => one.target.interactionId === id).map((one) => one.reviewer.name),
  });
  const idsBy = (sort: 'newest' | 'oldest' | 'csat' | 'turns' | 'relevance'): readonly string[] => {
    const result = index.search(plan, sort);
    const found = Array.from({ length: result.total }, (_, position) => idOf(result.at(position)));
    expect(result.slice(0, 1000).map(idOf), `${sort} ${text}`).toEqual(found);
    expect(result.slice(2, 5).map(idOf)).toEqual(found.slice(2, 5));
    expect(found.map((id) => result.positionOf(id))).toEqual(found.map((_, position) => position));
    return found;
  };
  expect(idsBy('newest'), text).toEqual(expected);
  expect(idsBy('oldest'), text).toEqual(expected.toReversed());
  // Sorting is stable, so equals stay newest first.
  const by = (key: (one: Interaction) => number) =>
    expected.toSorted((one, two) => key(truth.get(one)!) - key(truth.get(two)!));
  const rating = (one: Interaction) => one.events.findLast((each) => each.csatRating !== null)?.csatRating ?? 1e9;
  expect(idsBy('csat'), text).toEqual(by(rating));
  expect(idsBy('turns'), text).toEqual(by((one) => -turnsOf(one)));
  expect(idsBy('relevance').toSorted(), text).toEqual(expected.toSorted());

  const result = index.search(plan, 'newest');
  const counted = (field: FacetField) =>
    Object.fromEntries(result.facets[field].map(({ value, count }) => [value, count]));
  const tally = (valuesOf: (one: Interaction) => readonly string[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const id of expected)
      for (const value of new Set(valuesOf(truth.get(id)!))) if (value !== '') counts[value] = (counts[value] ?? 0) + 1;
    return counts;
  };
  expect(counted('source'), text).toEqual(tally((one) => [one.source]));
  expect(counted('channel')).toEqual(tally((one) => [one.channel]));
  expect(counted('status')).toEqual(tally((one) => [one.status]));
  expect(counted('tag')).toEqual(tally((one) => one.events.flatMap((each) => each.tags.map(({ name }) => name))));
  expect(counted('folder')).toEqual(tally((one) => one.usedSubfolders.map(({ title }) => title)));
  expect(counted('article')).toEqual(
    tally((one) => [one, ...one.events].flatMap((each) => each.usedArticles.map(({ title }) => title))),
  );
  expect(counted('csat')).toEqual(tally((one) => [rating(one) === 1e9 ? 'none' : String(rating(one))]));
  expect(counted('agent')).toEqual(tally((one) => agents.agentsOf(one.id)));
  for (const field of ['source', 'channel', 'status', 'tag', 'folder', 'article'] as const) {
    const mostFirst = result.facets[field].toSorted(
      (one, two) => two.count - one.count || (one.value < two.value ? -1 : 1),
    );
    expect(result.facets[field], text).toEqual(mostFirst);
  }
  const reviewed = counted('review');
  expect((reviewed['none'] ?? 0) + (reviewed['done'] ?? 0)).toBe(expected.length);
  const narrow = index.search(plan, 'newest', { facets: ['tag'] });
  expect(narrow.facets).toMatchObject({ source: [], csat: [], review: [], tag: result.facets.tag });

  const { histogram } = result;
  expect(histogram.length).toBeLessThanOrEqual(120);
  if (!/after:|before:|on:/u.test(text)) {
    expect(
      histogram.map(({ start, end }) => expected.filter((id) => isWithin(truth.get(id)!, start, end)).length),
    ).toEqual(histogram.map(({ count }) => count));
    expect(histogram.reduce((sum, { count }) => sum + count, 0)).toBe(expected.length);
  }
  histogram.forEach(({ start }, at) => {
    expect(start).toBe(at === 0 ? start : histogram[at - 1]!.end);
  });

  for (const found of result.slice(0, 3)) {
    const one = truth.get(idOf(found))!;
    expect(summaryOf(found, ledger.review, agents)).toMatchObject({
      id: one.id,
      source: one.source,
      lastMessageAt: lastMessageAt(one),
      csat: rating(one) === 1e9 ? null : rating(one),
      resolved: one.resolved,
      turns: turnsOf(one),
      changedAt: changed.get(one.id) ?? null,
      agents: agents.agentsOf(one.id).map(agents.nameOf),
    });
  }
};

const isWithin = (one: Interaction, start: number, end: number): boolean =>
  lastMessageAt(one) >= start && lastMessageAt(one) < end;

const reloaded = (segment: Segment): Segment => {
  const copy = createSegment(
    segment.id,
    segment.pages,
    decodeColumns(encodeColumns(segment.columns)),
    decodeTerms(encodeTerms(segment.terms!)),
    decodePositions(encodePositions(segment.positions!)),
  );
  segment.live.forEach((live, document) => {
    if (live === 0) killDocument(copy, document);
  });
  return copy;
};

describe('the engine', () => {
  it('answers any query as the oracle does, before and after updates, merges and reloading', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(interaction, { minLength: 1, maxLength: 7 }), { minLength: 1, maxLength: 9 }),
        fc.array(judgement, { maxLength: 8 }),
        fc.array(query, { minLength: 6, maxLength: 10 }),
        fc.infiniteStream(fc.nat(8)),
        async (pages, judged, queries, chance) => {
          const world: World = {
            truth: new Map(),
            changed: new Map(),
            ledger: createLedger(me.id),
            journal: judged.map(([interactionId, reviewer, what, basis], at) => ({
              id: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
              at,
              reviewer,
              target: { interactionId, eventId: null },
              basis,
              judgement: what,
            })),
            agents: createAgentBook(),
          };
          world.ledger.add(world.journal);
          let index = indexOf(world);
          const check = (): void => {
            for (const text of ['', ...queries]) compare(index, world, text);
          };
          let nextId = 1;
          const random = (most: number): number => chance.next().value! % most;
          const merge = async (): Promise<void> => {
            const sources = index.segments.filter(() => random(3) > 0);
            if (sources.length > 0)
              index.replace(sources, await mergeSegments(nextId++, sources, async () => undefined));
          };
          for (const [page, delivered] of pages.entries()) {
            const rows = [...new Map(delivered.map((row) => [row.id, row])).values()];
            const documents = rows.map((row, at) => {
              const changedAt = world.truth.has(row.id) ? NOW - page * DAY : null;
              if (changedAt !== null) world.changed.set(row.id, changedAt);
              return toDocument(row, hashesOf(row), { page, row: at, changedAt });
            });
            for (const row of rows) world.truth.set(row.id, row);
            index.add(buildSegment(nextId++, documents));
            if (page === 3 || page === 5) {
              const { version } = world.agents;
              const some = rows.slice(0, 2).map(({ id }) => id);
              index.search(planSearch(parseQuery('agent:finn', NOW), NOW), 'newest');
              world.agents.attribute('a-3', some);
              index.attributed(some, version);
            }
            if (page === 2) {
              world.agents.attribute(
                'a-1',
                rows.map(({ id }) => id),
              );
              world.agents.attribute('a-2', [ids[0]!]);
              world.agents.name([{ id: 'a-1', name: 'Finn' }]);
            }
            if (page % 4 === 3) await merge();
          }
          check();
          await merge();
          check();
          const stored = index.segments.map(reloaded);
          index = indexOf(world);
          for (const segment of stored) index.attach(segment);
          check();
          expect(index.count).toBe(world.truth.size);
          for (const id of ids) expect(index.find(id) !== null).toBe(world.truth.has(id));
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);

  it('puts first what answers the words best', () => {
    const said = (id: string, text: string) =>
      interactionSchema.parse({
        id,
        createdAt: 1000,
        events: [{ id: `${id}-1`, createdAt: 1000, role: 'user', type: 'message', message: text }],
      });
    const rows = [
      said('a', 'the invoice of the bank'),
      said('b', `refund ${'the long story '.repeat(30)}`),
      said('c', 'refund refund please'),
      said('d', 'the weather'),
    ];
    const index = indexOf({
      truth: new Map(),
      changed: new Map(),
      ledger: createLedger(me.id),
      journal: [],
      agents: createAgentBook(),
    });
    index.add(
      buildSegment(
        1,
        rows.map((row, at) => toDocument(row, hashesOf(row), { page: 1, row: at })),
      ),
    );
    const best = (text: string) =>
      index
        .search(planSearch(parseQuery(text, 0), 0), 'relevance')
        .slice(0, 9)
        .map(idOf);
    expect(best('refund')).toEqual(['c', 'b']);
    // Said twice counts more than said once.
    expect(best('refund OR the')).toEqual(['c', 'b', 'a', 'd']);
    expect(best('')).toEqual(['a', 'b', 'c', 'd']);
  });
});
