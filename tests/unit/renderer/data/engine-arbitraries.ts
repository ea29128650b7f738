/** Any interactions, queries and judgements, of few words and names, so that most queries find something. */
import fc from 'fast-check';
import { type Interaction, interactionSchema } from '#shared/domain/interaction.ts';
import type { JournalEvent } from '#shared/domain/journal.ts';
import { someIds } from './interactions.ts';

export const DAY = 86_400_000;
export const NOW = Date.UTC(2026, 7, 20, 12);
export const ids = someIds(24);
export const me = { id: '22222222-2222-4222-8222-222222222222', name: 'Mé' };
const other = { id: '33333333-3333-4333-8333-333333333333', name: 'Ada' };

const words = ['refund', 'bank', 'transfer', 'card', 'late', 'Café', '退款', 'שלום', 'the', 'again', '🙂'];
const message = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 7 }).map((all) => all.join(' '));
const tag = fc.constantFrom(
  { id: 't1', name: 'Billing' },
  { id: 't2', name: 'Bug report' },
  { id: 't3', name: 'VIP' },
  { id: 't4', name: '' },
);
const article = fc.constantFrom({ id: 'a1', title: 'Bank transfers' }, { id: 'a2', title: 'Cards' });
const time = fc.oneof(
  fc.integer({ min: NOW - 4 * DAY, max: NOW }),
  fc.constantFrom(NOW - DAY, NOW - 2 * DAY, NOW - 400 * DAY, 0),
);

const event = fc.record({
  id: fc.uuid(),
  createdAt: time,
  role: fc.constantFrom('user', 'agent', 'finibot', 'otherbot', 'martian'),
  type: fc.constantFrom('message', 'message', 'message', 'internalnote', 'no_reply', 'silent_escalation'),
  message: fc.option(message),
  csatRating: fc.option(fc.constantFrom(0, 1, 4.5, 5)),
  feedback: fc.option(message),
  approved: fc.option(fc.boolean()),
  attachments: fc.constantFrom([], [], [{ originalUrl: 'https://files.example/1' }]),
  tags: fc.array(tag, { maxLength: 2 }),
  usedArticles: fc.array(article, { maxLength: 1 }),
});

export const interaction: fc.Arbitrary<Interaction> = fc
  .record({
    id: fc.constantFrom(...ids),
    createdAt: time,
    source: fc.constantFrom('zendesk', 'Intercom', ''),
    channel: fc.constantFrom('chat', 'email'),
    status: fc.constantFrom('Open', 'Escalated to Human Agent', ''),
    subjectPreview: message,
    hasFeedback: fc.boolean(),
    resolved: fc.option(fc.boolean()),
    userAttributes: fc.constantFrom(
      {},
      { plan: 'Pro bank', deep: { Seats: 3, list: [7, '12'] } },
      { plan: 'free', seats: '4', long: 'x'.repeat(90), wide: `${'y'.repeat(60)}z` },
      JSON.parse('{"__proto__":{"x":"late"},"plan":["Pro","Éclair"]}'),
    ),
    externalId: fc.option(fc.constantFrom('ext-1', 'ext-2')),
    usedArticles: fc.array(article, { maxLength: 2 }),
    usedSubfolders: fc.constantFrom([], [{ id: 'f1', title: 'Payments' }], [{ id: 'f2', title: 'Geräte' }]),
    events: fc.array(event, { maxLength: 5 }),
  })
  .chain((raw) =>
    fc
      .constantFrom(null, `https://app.example/inbox/${raw.id}`, 'https://acme.zendesk.com/tickets/610301')
      .map((url) => interactionSchema.parse({ ...raw, url })),
  );

const piece = fc.constantFrom(
  'refund',
  'the',
  '"bank transfer"',
  '"the again"',
  '"refund bank card"',
  '"refund ban"*',
  'ref*',
  'CAFÉ',
  '退款',
  'שלום',
  '🙂',
  'nowhere',
  'source:zendesk,intercom',
  'source:*',
  'channel:email',
  'status:esc*',
  'agent:finn,a-2',
  'tag:billing',
  'tag:"bug report",vip',
  'tag:*',
  'folder:gerate',
  'article:cards,bank*',
  'type:internalnote',
  'from:user',
  'from:agent,note',
  '(from:user refund)',
  '(from:finibot "bank transfer")',
  '(from:user from:agent card)',
  '(from:user ref*)',
  'has:feedback',
  'has:csat,note',
  'has:attachment',
  'has:tag',
  'has:article',
  'has:escalation',
  'csat:none',
  'csat:0',
  'csat:<=4.5',
  'csat:1..5',
  'approved:yes',
  'approved:no,none',
  'resolved:none',
  'turns:>1',
  'turns:0,2',
  'after:2026-08-18',
  'before:2d',
  'on:2026-08-19',
  'on:2025-07..2026-08-18',
  `id:${ids[0]},${ids[2]}`,
  'url:zendesk.com/tick',
  'url:INBOX/0000',
  'url:conversation-5',
  'user.plan:pro*',
  'user.plan:free,éclair',
  'user.deep.seats:>=3',
  'user.deep.list:>8',
  'user.seats:1..4',
  'user.seats:*',
  `user.long:${'x'.repeat(90)}`,
  `user.long:${'x'.repeat(20)}*`,
  `user.wide:${'y'.repeat(55)}*`,
  'review:none',
  'review:done,labelled',
  'verdict:fail',
  'label:tone',
  'reviewer:ada',
  'reviewer:me',
  'changed:yes',
  'changed:no',
  'changed:stale',
  'changed:>=2026-08-19',
);
const negatable = fc.tuple(piece, fc.boolean()).map(([text, negated]) => (negated ? `-${text}` : text));
export const query = fc.oneof(
  { weight: 3, arbitrary: fc.array(negatable, { minLength: 1, maxLength: 3 }).map((all) => all.join(' ')) },
  { weight: 1, arbitrary: fc.tuple(negatable, negatable, negatable).map(([a, b, c]) => `(${a} OR ${b}) ${c}`) },
  { weight: 1, arbitrary: fc.tuple(negatable, negatable, negatable).map(([a, b, c]) => `-(${a} ${b}) OR ${c}`) },
);
export const judgement = fc.tuple(
  fc.constantFrom(...ids),
  fc.constantFrom(me, other),
  fc.constantFrom<JournalEvent['judgement']>(
    { kind: 'verdict', verdict: 'pass' },
    { kind: 'verdict', verdict: 'fail' },
    { kind: 'label', label: 'Tone', present: true },
    { kind: 'note', text: 'x' },
  ),
  fc.constantFrom(null, 'another version'),
);
