/** One conversation for every edge of the format that the written scripts do not reach by themselves. */
import { COLLEAGUES, LOOSE_TAGS, TOPICS } from './catalogue.ts';
import type { InteractionDraft } from './wire.ts';

const [COLLEAGUE = 'Maren'] = COLLEAGUES;

const longLog = (): string =>
  Array.from(
    { length: 420 },
    (_, line) =>
      `2026-07-${String(1 + (line % 28)).padStart(2, '0')} 06:${String(line % 60).padStart(2, '0')}:17 POST /v1/invoices ` +
      `${line % 9 === 0 ? '429 rate limited' : '201 created'} request=${(line * 7919).toString(36)} items=${1 + (line % 5)}`,
  ).join('\n');

const nested = (depth: number): Readonly<Record<string, unknown>> =>
  depth === 0 ? { value: 'the bottom' } : { level: depth, inner: nested(depth - 1) };

export const EDGES: readonly InteractionDraft[] = [
  {
    source: 'zendesk',
    channel: 'email',
    status: 'Escalated to Human Agent',
    resolved: true,
    externalId: '880231',
    subjectPreview: 'Escalated, and yet resolved',
    usedSubfolders: [{ ...TOPICS['refund-status'].subfolder }],
    events: [
      {
        role: 'user',
        type: 'message',
        message: 'The refund came as two halves. Is that correct?',
        after: 0,
        tags: [{ ...TOPICS['refund-status'].tag }],
      },
      { role: 'finibot', type: 'silent_escalation', message: null, after: 3 },
      {
        role: 'agent',
        type: 'internalnote',
        message: 'Correct: two invoices, two refunds. Leaving the status, the customer may come back.',
        after: 900,
      },
      {
        role: 'agent',
        type: 'message',
        message: `Yes, one half for each invoice. ${COLLEAGUE}`,
        after: 240,
        csatRating: 5,
        feedback: 'Clear.',
      },
    ],
  },
  {
    source: 'intercom',
    channel: 'chat',
    status: 'Resolved',
    resolved: false,
    subjectPreview: 'Rated zero',
    events: [
      { role: 'user', type: 'message', message: 'Where do I change the due date of a draft?', after: 0 },
      {
        role: 'finibot',
        type: 'message',
        message: 'Due dates cannot be changed once an invoice exists.',
        after: 8,
        approved: false,
        csatRating: 0,
        feedback: '0 would be too much. It is a DRAFT.',
        resolved: false,
      },
    ],
  },
  {
    source: 'freshchat',
    channel: 'chat',
    status: 'Waiting for Customer',
    subjectPreview: '',
    events: [
      { role: 'user', type: 'message', message: '', after: 0 },
      {
        role: 'finibot',
        type: 'message',
        message: 'Your message reached us empty. What would you like to know?',
        after: 5,
      },
      {
        role: 'user',
        type: 'message',
        message: null,
        after: 60,
        attachments: [
          {
            originalUrl: 'https://storage.example/attachments/voice-note.ogg?X-Expires=600',
            contentType: 'audio/ogg',
            expiresAt: 1_785_600_000_000,
            sizeBytes: 48_211,
          },
        ],
      },
      { role: 'finibot', type: 'no_reply', message: null, after: 2 },
    ],
  },
  {
    source: 'api',
    channel: 'email',
    status: 'Closed',
    resolved: null,
    subjectPreview: 'Import log attached as text',
    usedArticles: TOPICS['api-token'].articles.map((article) => ({ ...article })),
    events: [
      {
        role: 'user',
        type: 'message',
        message: `Our nightly import is slow. Full log:\n\n${longLog()}`,
        after: 0,
        tags: [{ ...TOPICS['api-token'].tag }, ...LOOSE_TAGS.map((tag) => ({ ...tag }))],
      },
      {
        role: 'finibot',
        type: 'message',
        message:
          'Every ninth call is answered with 429: the limit is 60 a minute for each token. Spread the calls out, and wait as long as Retry-After says.',
        after: 21,
        approved: true,
        usedArticles: TOPICS['api-token'].articles.map((article) => ({ ...article })),
      },
    ],
  },
  {
    source: 'carrier-pigeon',
    channel: 'sms',
    status: 'Snoozed until Tuesday',
    subjectPreview: 'Source, channel, status, role and type that nobody has heard of',
    sentiment: { score: -0.2, model: 'v3' },
    events: [
      { role: 'user', type: 'message', message: 'Short text from a phone: is the office open on Monday?', after: 0 },
      {
        role: 'supervisor',
        type: 'handover_summary',
        message: 'Asks for office hours. No account found for this number.',
        after: 4,
        confidence: 0.71,
      },
      {
        role: 'supervisor',
        type: 'message',
        message: 'The office is closed, but support answers here until 18:00.',
        after: 20,
      },
    ],
  },
  {
    source: 'testsuite',
    channel: 'chat',
    status: 'Resolved by AI',
    resolved: true,
    subjectPreview: 'Golden set: password reset',
    userAttributes: { suite: 'golden-2026-07', case: 14 },
    events: [
      { role: 'user', type: 'message', message: 'How long is a reset link valid?', after: 0 },
      {
        role: 'finibot',
        type: 'message',
        message: 'A reset link is valid for 60 minutes.',
        after: 3,
        usedArticles: TOPICS['password-reset'].articles.map((article) => ({ ...article })),
      },
    ],
  },
  {
    source: 'replay',
    channel: 'chat',
    status: 'Resolved by AI',
    subjectPreview: 'Replay of a conversation with the new prompt',
    events: [
      { role: 'user', type: 'message', message: 'How long is a reset link valid?', after: 0 },
      { role: 'finibot', type: 'message', message: 'It is valid for one hour. Only the newest link counts.', after: 3 },
    ],
  },
  {
    source: 'slack',
    channel: 'chat',
    status: 'Resolved',
    resolved: true,
    subjectPreview: '🚀🧾 → 💸?',
    userAttributes: { handle: '@zoë', emoji: '👩🏽‍💻', flags: ['🇩🇪', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'] },
    events: [
      { role: 'user', type: 'message', message: '🧾➡️📬❓👩🏽‍💻🙏', after: 0 },
      {
        role: 'finibot',
        type: 'message',
        message: 'You can send an invoice by post under Documents → Letter 📬',
        after: 6,
        csatRating: 4,
        feedback: '👍🏽',
      },
      { role: 'user', type: 'message', message: '🎉🎉🎉', after: 30 },
    ],
  },
  {
    source: 'salesforce',
    channel: 'email',
    status: 'Escalated to Human Agent',
    resolved: null,
    subjectPreview: 'Attributes of every kind',
    userAttributes: {
      plan: 'Business',
      balance: 1e21,
      tiny: 5e-324,
      revenue: 9_007_199_254_740_992,
      negative: -0.5,
      nothing: null,
      list: [1, 'two', [3, { four: 5 }], null],
      'key with spaces': true,
      'dotted.key': 'x',
      '': 'empty key',
      deep: nested(40),
      note: 'z'.repeat(3_000),
    },
    events: [
      {
        role: 'user',
        type: 'message',
        message: 'Please look at our account, the balance looks absurd.',
        after: 0,
        externalId: '5003x00002',
        externalCreatedAt: '2026-07-02T08:15:00Z',
      },
      { role: 'otherbot', type: 'internalnote', message: 'Enrichment finished: 12 attributes.', after: 2 },
      {
        role: 'agent',
        type: 'message',
        message: 'That is a display error in our partner system, your balance is 0.',
        after: 5_400,
        externalId: '5003x00003',
        externalCreatedAt: 1_785_000_000_000,
      },
    ],
  },
  {
    source: 'hubspot',
    channel: 'email',
    status: 'Closed',
    subjectPreview: 'Only internal events',
    events: [
      { role: 'finibot', type: 'debounce', message: null, after: 0 },
      { role: 'finibot', type: 'silent_escalation', message: null, after: 1 },
      { role: 'agent', type: 'internalnote', message: 'Spam, closed without an answer.', after: 600 },
    ],
  },
  {
    source: 'ui',
    channel: 'chat',
    status: 'Closed',
    subjectPreview: 'A conversation without a single event',
    events: [],
  },
];
