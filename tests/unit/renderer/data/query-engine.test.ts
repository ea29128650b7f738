import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Interaction, interactionSchema } from '#shared/domain/interaction.ts';
import { fieldNames } from '#shared/query/ast.ts';
import { fields } from '#shared/query/fields.ts';
import { parseQuery } from '#shared/query/parse.ts';
import { foldName } from '#shared/query/terms.ts';
import { emptyReview, type FoldedReview } from '#shared/review/fold.ts';
import { createAgentBook } from '../../../../src/renderer/data/agents/agent-book.ts';
import { buildSegment } from '../../../../src/renderer/data/index/build-segment.ts';
import { hashesOf, toDocument } from '../../../../src/renderer/data/index/document.ts';
import { planSearch } from '../../../../src/renderer/data/search/plan.ts';
import { idOf, SearchIndex } from '../../../../src/renderer/data/search/search-index.ts';
import { newestFirst, oracleIds } from '../../../support/query-oracle.ts';

const now = new Date(2026, 7, 20, 12).getTime();
const DAY = 86_400_000;
const words = [
  'refund',
  'Réfund',
  'refunds',
  'bank',
  'transfer',
  'late',
  'Café',
  '退款',
  '我要申请退款',
  'שלום',
  '👍🏽',
  'a@b.com',
];
const names = ['Billing', 'billing ', 'Bílling', 'Bug report', '', 'VIP', 'Straße', 'a,b', '(x)'];
const times = fc.oneof(
  fc.integer({ min: 0, max: 60 }).map((back) => now - back * (DAY / 2)),
  fc.constantFrom(...[20, 19, 1].map((day) => new Date(2026, 7, day).getTime()), new Date(2026, 0, 1).getTime()),
);
const message = fc.array(fc.constantFrom(...words), { maxLength: 6 }).map((all) => all.join(' '));
const tag = fc.constantFrom(...names).map((name, id = names.indexOf(name)) => ({ id: `t${id}`, name }));
const article = fc.constantFrom(...names).map((title) => ({ id: `a${names.indexOf(title)}`, title }));

const event = fc.record({
  id: fc.uuid(),
  createdAt: times,
  role: fc.constantFrom('user', 'agent', 'finibot', 'otherbot', 'martian'),
  type: fc.constantFrom('message', 'message', 'internalnote', 'no_reply', 'silent_escalation', 'widget_form'),
  message: fc.option(message),
  csatRating: fc.option(fc.constantFrom(0, 1, 2.5, 5)),
  feedback: fc.option(message),
  approved: fc.option(fc.boolean()),
  tags: fc.array(tag, { maxLength: 2 }),
  usedArticles: fc.array(article, { maxLength: 1 }),
  attachments: fc.constantFrom([], [{ originalUrl: 'x' }]),
});

const interaction: fc.Arbitrary<Interaction> = fc
  .record({
    id: fc.constantFrom(...Array.from({ length: 30 }, (_, index) => `conversation-${index}`)),
    createdAt: times,
    source: fc.constantFrom('zendesk', 'Zéndesk', 'intercom', ''),
    channel: fc.constantFrom('chat', 'email'),
    status: fc.constantFrom('Open', 'Escalated to Human Agent', ''),
    url: fc.constantFrom(null, 'https://app.x.com/Tickets/812?a=1', 'https://y.com/'),
    subjectPreview: message,
    hasFeedback: fc.boolean(),
    resolved: fc.option(fc.boolean()),
    userAttributes: fc.constantFrom(
      {},
      { plan: 'Pro', Plan: 'free', seats: 3, tags: ['a', 'Bílling'], empty: '', nothing: null },
      { plan: ' Pro ', seats: '12', deep: { seats: 3.5, er: { yes: true, list: [1, [2, 3]] } } },
      { 'deep.seats': -4, seats: '1e1', plan: 'x'.repeat(100), ['big key']: 'refund late' },
      JSON.parse('{"__proto__":{"x":"late"},"deep":{"a":{"b":{"c":{"d":"hidden","e":{"f":1}}}}}}'),
    ),
    externalId: fc.option(fc.constantFrom('ext-1', 'refund')),
    usedArticles: fc.array(article, { maxLength: 1 }),
    usedSubfolders: fc.array(article, { maxLength: 2 }),
    events: fc.array(event, { maxLength: 4 }),
  })
  .map((raw) => interactionSchema.parse(raw));

const review: fc.Arbitrary<FoldedReview> = fc
  .record({
    verdict: fc.option(fc.constantFrom('pass' as const, 'fail' as const, 'unsure' as const)),
    labels: fc.subarray(['Tone', 'tone!', 'Ütopia']),
    note: fc.constantFrom('', 'x'),
    judged: fc.constantFrom('now', 'before', null),
  })
  .map(({ judged, ...rest }) => ({ ...emptyReview, ...rest, basis: rest.verdict && judged }));

interface World {
  readonly interactions: readonly Interaction[];
  readonly reviews: ReadonlyMap<string, FoldedReview>;
  readonly changed: ReadonlyMap<string, number>;
  readonly agents: ReadonlyMap<string, readonly string[]>;
}

const world: fc.Arbitrary<World> = fc
  .uniqueArray(interaction, { selector: ({ id }) => id, minLength: 1, maxLength: 24 })
  .chain((interactions) => {
    const ofSome = <T>(value: fc.Arbitrary<T>) =>
      fc
        .array(fc.option(value), { minLength: interactions.length, maxLength: interactions.length })
        .map(
          (all) =>
            new Map(
              interactions.flatMap(({ id }, index): [string, T][] =>
                all[index] == null ? [] : [[id, all[index] as T]],
              ),
            ),
        );
    return fc.record({
      interactions: fc.constant(interactions),
      reviews: ofSome(review),
      changed: ofSome(times),
      agents: ofSome(fc.subarray(['bot-1', 'bot-2'], { minLength: 1 })),
    });
  });

/** Values of this world and some beside it, as they are typed. */
const typedValues: Partial<Record<(typeof fieldNames)[number], readonly string[]>> = {
  source: ['zendesk', 'ZENDESK', 'zen*', '*', 'front', '"zendesk "'],
  channel: ['chat', 'e*'],
  status: ['open', '"escalated to human agent"', '"escalated to"*'],
  agent: ['bot-1', '"billing helper"', 'bot*', '*', 'nobody'],
  tag: ['billing', '"bug report"', 'b*', '*', 'strasse', '"a,b"', '"(x)"'],
  folder: ['billing', 'v*', '*'],
  article: ['billing', 'str*'],
  type: ['message', 'silent_escalation', 'internal*', 'debounce'],
  csat: ['0', '<1', '>=2.5', '1..3', '..2', '5..', '>5'],
  turns: ['0', '>1', '<=2', '1..2', '3..'],
  after: ['2026', '2026-08', '2026-08-19', 'today', '7d', '12h', '2026-08-19T12:00'],
  before: ['2026-08', '2026-08-19', 'yesterday', '10d', '1m', 'now'],
  on: [
    '2026',
    '2026-08',
    '2026-08-19',
    'yesterday',
    '3d',
    '5d..',
    '..10d',
    '2026-08-01..2026-08-19',
    '>2026-08-18',
    '<=2026-08-01',
    '<today',
    '>=yesterday',
  ],
  changed: ['2026-08', '>7d', '<=2026-08-19', '5d..today'],
  id: ['conversation-1', 'conversation-2', 'CONVERSATION-3', 'conversation'],
  url: ['tickets/8', 'X.COM', 'y', 'zzz'],
  label: ['tone', 'tone*', 'utopia', '*', 'nothing'],
  reviewer: ['ada', 'A*', 'bob', '*'],
};
const attributes = [
  'plan',
  'PLAN',
  'seats',
  'deep.seats',
  'tags',
  'deep.er.list',
  'deep.er.yes',
  '__proto__.x',
  '"big key"',
  'deep.a.b.c.d',
  'deep.a.b.c.e.f',
  'empty',
  'nothing',
  'none',
];
const attributeValues = [
  'pro',
  '"pro"',
  'fr*',
  '*',
  '3',
  '>3',
  '<=3.5',
  '1..12',
  '-4',
  'true',
  'a',
  'billing',
  'late',
  `${'x'.repeat(100)}`,
  `${'x'.repeat(50)}*`,
  `${'x'.repeat(90)}*`,
  'hidden',
  '10',
  '>=10',
  '1e1',
  '"refund late"',
];

const listOf = (values: readonly string[]) =>
  fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 2 }).map((all) => all.join(','));
const clause = fc.constantFrom(...fieldNames).chain((name) => {
  if (name === 'user')
    return fc
      .tuple(fc.constantFrom(...attributes), listOf(attributeValues))
      .map(([key, values]) => `user.${key}:${values}`);
  return listOf([...fields[name].words, ...(typedValues[name] ?? [])]).map((values) => `${name}:${values}`);
});
const word = fc.constantFrom(
  ...[
    'refund',
    'refund*',
    'ref*',
    'CAFE',
    '"bank transfer"',
    '"bank trans"*',
    '"refund late bank"',
    '退款',
    'שלום',
    '👍',
    'a@b.com',
    'billing',
    'late',
    '--',
    'nobody',
    'ext-1',
    'from:user',
    'from:agent,finibot',
    'from:note',
    '-from:user',
  ],
);
const { query } = fc.letrec<{ query: string }>((tie) => ({
  query: fc.oneof(
    { depthSize: 'small' },
    { weight: 2, arbitrary: clause },
    { weight: 2, arbitrary: word },
    { weight: 2, arbitrary: fc.array(tie('query'), { minLength: 2, maxLength: 3 }).map((parts) => parts.join(' ')) },
    { weight: 1, arbitrary: fc.tuple(tie('query'), tie('query')).map(([one, other]) => `${one} OR ${other}`) },
    { weight: 1, arbitrary: tie('query').map((one) => `(${one})`) },
    { weight: 1, arbitrary: tie('query').map((one) => `-(${one})`) },
  ),
}));

const search = ({ interactions, reviews, changed, agents: attributed }: World, text: string, splits: number) => {
  const agents = createAgentBook();
  agents.name([{ id: 'bot-1', name: 'Billing Helper' }]);
  for (const [id, bots] of attributed) for (const bot of bots) agents.attribute(bot, [id]);
  const index = new SearchIndex(
    {
      reviewed: () => reviews,
      review: (id) => reviews.get(id) ?? emptyReview,
      labelled: (passes) =>
        [...reviews].filter(([, { labels }]) => labels.some((label) => passes(foldName(label)))).map(([id]) => id),
      judgedBy: (passes) => (passes(foldName('Ada')) ? [...reviews.keys()] : []),
    },
    agents,
  );
  for (let part = 0; part < splits; part += 1) {
    const documents = interactions
      .filter((_, row) => row % splits === part)
      .map((one, row) => {
        const hashes = hashesOf(one);
        return toDocument(one, hashes, { page: part, row, changedAt: changed.get(one.id) ?? null });
      });
    if (documents.length > 0) index.attach(buildSegment(part, documents));
  }
  const plan = planSearch(parseQuery(text, now), now);
  const result = index.search(plan, 'newest');
  return Array.from({ length: result.total }, (_, position) => idOf(result.at(position)));
};

/** Reviews whose basis is the present version, where they name one at all. */
const withBases = (one: World): World => ({
  ...one,
  reviews: new Map(
    [...one.reviews].map(([id, folded]) => {
      const current = one.interactions.find((each) => each.id === id)!;
      const basis = folded.basis === 'now' ? hashesOf(current).contentHash : folded.basis === null ? null : 'another';
      return [id, { ...folded, basis }];
    }),
  ),
});

describe('every query', () => {
  it('finds in the index what the plainest reading of it finds', () => {
    fc.assert(
      fc.property(
        world.map(withBases),
        fc.array(query, { minLength: 8, maxLength: 8 }),
        fc.integer({ min: 1, max: 3 }),
        (one, texts, splits) => {
          for (const text of texts) {
            const expected = oracleIds([...one.interactions].sort(newestFirst), parseQuery(text, now), {
              now,
              reviewOf: (id) => one.reviews.get(id) ?? emptyReview,
              changedAtOf: (id) => one.changed.get(id) ?? null,
              agentsOf: (id) =>
                (one.agents.get(id) ?? []).map((bot) => ({ id: bot, name: bot === 'bot-1' ? 'Billing Helper' : bot })),
              reviewersOf: (id) => (one.reviews.has(id) ? ['Ada'] : []),
            });
            expect(search(one, text, splits), text).toEqual(expected);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
