/** Plays one script: who says what in which order, how it ends, and how it is rated. */
import { COLLEAGUES, LOOSE_TAGS, PLAN_NAMES, PRICES, SENTIMENTS, TOPICS } from './catalogue.ts';
import type { Random } from './random.ts';
import type { LanguagePack, Scenario, Topic } from './scenario.ts';
import type { EventDraft, InteractionDraft } from './wire.ts';

type Flow = 'solved' | 'unanswered' | 'unnoticed' | 'escalated' | 'wants-human' | 'triaged';

const FLOWS: Readonly<Record<Flow, number>> = {
  solved: 36,
  unanswered: 12,
  unnoticed: 16,
  escalated: 22,
  'wants-human': 7,
  triaged: 7,
};

/** Sources with the channels they come through, as often as they are listed. */
const ORIGINS: readonly (readonly [source: string, channel: string])[] = [
  ['zendesk', 'email'],
  ['zendesk', 'email'],
  ['zendesk', 'chat'],
  ['intercom', 'chat'],
  ['intercom', 'chat'],
  ['widget', 'chat'],
  ['widget', 'chat'],
  ['front', 'email'],
  ['hubspot', 'email'],
  ['salesforce', 'email'],
  ['gorgias', 'email'],
  ['livechat', 'chat'],
  ['slack', 'chat'],
  ['discord', 'chat'],
  ['freshdesk', 'email'],
  ['freshchat', 'chat'],
  ['standalone', 'chat'],
  ['ui', 'chat'],
  ['api', 'voice'],
  ['testsuite', 'chat'],
  ['replay', 'chat'],
];

const DAY = 86_400_000;
const pairedWith = <Item>(items: readonly Item[], index: number): Item | undefined => items[index % items.length];

interface Formats {
  readonly amount: Intl.NumberFormat;
  readonly date: Intl.DateTimeFormat;
}

// Making a formatter costs more than writing the conversation it is for.
const formats = new WeakMap<LanguagePack, Formats>();
const formatsOf = (pack: LanguagePack): Formats => {
  const known = formats.get(pack);
  if (known) return known;
  const made = {
    amount: new Intl.NumberFormat(pack.locale, { style: 'currency', currency: pack.currency }),
    date: new Intl.DateTimeFormat(pack.locale, { day: 'numeric', month: 'long', timeZone: 'UTC' }),
  };
  formats.set(pack, made);
  return made;
};

interface Cast {
  readonly fill: (text: string) => string;
  readonly company: string;
  readonly email: string;
  readonly plan: string;
  readonly agent: string;
}

const castOf = (pack: LanguagePack, random: Random, endsAt: number): Cast => {
  const name = random.deal(pack.names);
  const company = random.deal(pack.companies);
  const number = random.between(0, PLAN_NAMES.length - 1);
  const plan = PLAN_NAMES[number] ?? 'Team';
  const price = (PRICES[number] ?? 49) * (random.chance(0.5) ? 1 : 1.2);
  const agent = random.deal(COLLEAGUES);
  const email = `${random.pick(['office', 'hello', 'billing', 'info', 'accounts'])}@customer-${random.between(100, 999)}.example`;
  const format = formatsOf(pack);
  const values: Readonly<Record<string, string>> = {
    name,
    company,
    email,
    agent,
    plan,
    amount: format.amount.format(price),
    invoice: `NW-${2025 + random.between(0, 1)}-${String(random.between(120, 9800)).padStart(5, '0')}`,
    date: format.date.format(endsAt - random.between(1, 12) * DAY),
    digits: String(random.between(1000, 9999)),
  };
  const fill = (text: string): string => text.replace(/\{(\w+)\}/gu, (whole, slot: string) => values[slot] ?? whole);
  return { fill, company, email, plan, agent };
};

const ratingOf = (flow: Flow, random: Random): number | null => {
  switch (flow) {
    case 'solved':
    case 'triaged':
      return random.chance(0.4) ? random.pick([5, 5, 4, 4, 3]) : null;
    case 'escalated':
      return random.chance(0.6) ? random.pick([0, 1, 1, 2, 2, 3, 5]) : null;
    case 'wants-human':
      return random.chance(0.4) ? random.pick([2, 3, 4]) : null;
    case 'unnoticed':
      return random.chance(0.25) ? random.pick([3, 4, 5]) : null;
    case 'unanswered':
      return null;
  }
};

const statusOf = (flow: Flow, random: Random): string => {
  switch (flow) {
    case 'solved':
    case 'triaged':
    case 'unnoticed':
      return random.pick(['Resolved', 'Resolved by AI', 'Closed']);
    case 'unanswered':
      return 'Waiting for Customer';
    case 'escalated':
    case 'wants-human':
      return random.pick(['Escalated to Human Agent', 'Escalated to Human Agent', 'Resolved']);
  }
};

/** Fini's own flag, which goes its own way whatever the status says. */
const resolvedOf = (flow: Flow, random: Random): boolean | null => {
  const often = flow === 'solved' || flow === 'triaged' ? 0.7 : 0.4;
  if (random.chance(often)) return true;
  return random.chance(0.5) ? false : null;
};

const tagsFor = (topic: Topic, flow: Flow, random: Random): Record<string, unknown>[] => {
  // One tag in twelve is wrong, so that there is something to find when tags are reviewed.
  const shown = random.chance(1 / 12) ? random.pick(Object.keys(TOPICS) as Topic[]) : topic;
  const tags: Record<string, unknown>[] = [{ ...TOPICS[shown].tag }];
  if (flow === 'escalated' && random.chance(0.6)) tags.push({ ...SENTIMENTS.upset });
  if (topic === 'praise' && random.chance(0.8)) tags.push({ ...SENTIMENTS.happy });
  if (random.chance(0.12)) tags.push({ ...random.pick(LOOSE_TAGS) });
  return tags;
};

const attachmentFor = (random: Random, at: number): Record<string, unknown> => {
  const [name, contentType] = random.pick([
    ['screenshot-2026.png', 'image/png'],
    ['bank-statement.pdf', 'application/pdf'],
    ['customers.csv', 'text/csv'],
    ['IMG_4821.HEIC', 'image/heic'],
  ] as const);
  const file = random.uuid();
  return {
    name,
    originalUrl: `https://storage.example/attachments/${file}/${name}?X-Expires=3600&X-Signature=${file.slice(0, 8)}`,
    contentType,
    expiresAt: new Date(at + 3_600_000).toISOString(),
    sizeBytes: random.between(8_000, 4_200_000),
  };
};

/** Writes one conversation in a pack's language, ending at `endsAt` (epoch ms). */
export const converse = (pack: LanguagePack, scenario: Scenario, random: Random, endsAt: number): InteractionDraft => {
  const { fill, ...cast } = castOf(pack, random, endsAt);
  const [source, channel] = random.deal(ORIGINS);
  const drawn = random.weighted(FLOWS);
  // Test suites and replays ask Fini alone: nobody is there to complain or to take over.
  const flow = (source === 'testsuite' || source === 'replay') && drawn !== 'solved' ? 'unnoticed' : drawn;
  const facts = TOPICS[scenario.topic];
  const isMail = channel === 'email';
  // Chats go back and forth in seconds, mails in hours.
  const pause = (least: number, most: number): number => random.between(least, most) * (isMail ? 40 : 1);
  const subject = fill(random.deal(scenario.subjects));
  const opening = random.deal(scenario.openings);
  const place = scenario.openings.indexOf(opening);
  const events: EventDraft[] = [];
  const say = (
    role: string,
    type: string,
    message: string | null,
    after: number,
    more: Partial<EventDraft> = {},
  ): void => {
    events.push({ ...more, role, type, message, after });
  };
  const bot = (text: string, more: Partial<EventDraft>): void =>
    say(
      'finibot',
      'message',
      fill(`${random.deal(pack.greetings)}${text}${random.deal(pack.closers)}`),
      pause(4, 25),
      more,
    );

  const articles = facts.articles.map((article) => ({ ...article }));
  const cited = { usedArticles: articles, tags: tagsFor(scenario.topic, flow, random) };
  const spaced = !/^(ja|zh)/u.test(pack.locale);

  if (source === 'widget' && random.chance(0.5)) {
    say('user', 'widget_form', `Topic: ${facts.tag.name}\nE-mail: ${cast.email}\nCompany: ${cast.company}`, 0);
  }
  const circumstance = random.chance(0.75) ? fill(random.deal(pack.context)) : null;
  const together = random.chance(0.7);
  const attachments = random.chance(0.1) ? [attachmentFor(random, endsAt)] : [];
  const first = fill(opening);
  say('user', 'message', circumstance && together ? `${first}${spaced ? ' ' : ''}${circumstance}` : first, 0, {
    attachments,
  });
  if (flow === 'triaged') {
    say(
      'otherbot',
      'message',
      `Thank you for contacting Northwind Invoices. Your request has the number ${random.between(20_000, 99_999)}.`,
      1,
    );
  }
  if (circumstance && !together) {
    say('user', 'message', circumstance, random.between(6, 40));
    say('finibot', 'debounce', null, 1);
  }

  const good = pairedWith(scenario.good, place) ?? '';
  const flawed = pairedWith(scenario.flawed, place) ?? '';
  const wrong = scenario.flawed.indexOf(flawed);
  const right = scenario.good.indexOf(good);
  const handOver = (more: Partial<EventDraft>): void =>
    say('finibot', 'message', fill(random.deal(pack.handover)), pause(3, 9), more);
  const colleague = (answer: string): void => {
    if (random.chance(0.7)) say('agent', 'internalnote', fill(pairedWith(facts.notes, wrong) ?? ''), pause(60, 400));
    const externalId = isMail ? String(random.between(400_000, 999_999)) : null;
    say('agent', 'message', fill(answer), pause(60, 900), { externalId });
    if (random.chance(0.75)) say('user', 'message', fill(random.deal(pack.relief)), pause(30, 600));
  };

  switch (flow) {
    case 'solved':
    case 'triaged': {
      bot(good, { ...cited, approved: random.chance(0.3) ? true : null });
      say('user', 'message', fill(pairedWith(scenario.thanks, right) ?? ''), pause(30, 900));
      if (random.chance(0.3)) say('finibot', 'no_reply', 'The customer only says thank you.', 2);
      break;
    }
    case 'unanswered':
      bot(good, cited);
      break;
    case 'unnoticed':
      bot(flawed, {
        ...cited,
        usedArticles: random.chance(0.5) ? articles : [],
        approved: random.chance(0.1) ? true : null,
      });
      break;
    case 'escalated':
      bot(flawed, { ...cited, approved: random.chance(0.5) ? false : null });
      say('user', 'message', fill(pairedWith(scenario.complaints, wrong) ?? ''), pause(20, 500));
      if (random.chance(0.6)) say('finibot', 'silent_escalation', null, 2);
      else handOver({});
      colleague(pairedWith(scenario.agent, wrong) ?? '');
      break;
    case 'wants-human':
      handOver({ tags: cited.tags });
      colleague(good);
      break;
  }

  const csatRating = ratingOf(flow, random);
  const rated = events.findLastIndex((event) => event.type === 'message' && event.role !== 'user');
  const target = events[rated];
  if (target && csatRating !== null) {
    const feedback = random.chance(0.45) ? random.deal(csatRating >= 4 ? pack.likes : pack.dislikes) : null;
    const settled = csatRating <= 2 ? random.pick([true, false, null]) : null;
    events[rated] = { ...target, csatRating, feedback, resolved: settled };
  }

  const cites = events.some(({ usedArticles }) => Array.isArray(usedArticles) && usedArticles.length > 0);
  return {
    source,
    channel,
    status: statusOf(flow, random),
    resolved: resolvedOf(flow, random),
    externalId: isMail ? String(random.between(100_000, 999_999)) : null,
    subjectPreview: isMail || random.chance(0.4) ? subject : [...first].slice(0, 80).join(''),
    userAttributes: random.chance(0.85)
      ? {
          plan: cast.plan,
          company: cast.company,
          language: pack.locale,
          seats: random.between(1, 24),
          trial: random.chance(0.15),
          ...(random.chance(0.3) ? { lifetimeValue: random.between(120, 9_000) } : {}),
        }
      : {},
    usedArticles: cites ? articles : [],
    usedSubfolders: [{ ...facts.subfolder }],
    events,
  };
};
