/** Pages as the list endpoint sends them, whole or with a fault of their rows or cursors. */
import { HttpError } from './errors.ts';
import type { Fault } from './faults.ts';
import type { ListQuery } from './query.ts';
import type { InteractionStore, Page } from './store.ts';

const COMMA = Buffer.from(',');

/** A page on its way out; faults change it. */
interface Draft {
  rows: Buffer[];
  hasMore: boolean;
  nextCursor: string | null;
  readonly prevCursor: string | null;
  asList: boolean;
}

const row = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

const shell = (id: unknown, createdAt: unknown): Readonly<Record<string, unknown>> => ({
  id,
  createdAt,
  source: 'zendesk',
  channel: 'email',
  status: 'Resolved',
  externalId: null,
  url: '',
  subjectPreview: 'Malformed on purpose',
  hasFeedback: false,
  resolved: null,
  userAttributes: {},
  usedArticles: [],
  usedSubfolders: [],
  events: [],
});

/** Adds wrong rows in the middle, so that neither end of the page shields them. */
const insert = (draft: Draft, rows: readonly Buffer[]): void => {
  draft.rows.splice(draft.rows.length >> 1, 0, ...rows);
};

/** Changes a stored interaction for good: from here on the odd row is what the server holds. */
const change = (store: InteractionStore, id: string, patch: (json: string) => string): Buffer | null => {
  const known = store.get(id);
  if (!known) return null;
  store.add([patch(known.json.toString())]);
  return store.get(id)?.json ?? null;
};

/** What is read of a stored interaction; the rest is carried along. */
interface Wire {
  readonly id?: unknown;
  readonly createdAt?: unknown;
  readonly events?: unknown;
  readonly userAttributes?: unknown;
}
const asObject = (json: string): Wire => JSON.parse(json) as Wire;

const withProtoKeys = (json: string): string => {
  const { userAttributes: _, ...rest } = asObject(json);
  const odd = '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}},"toString":"not a function"}';
  return `${JSON.stringify(rest).slice(0, -1)},"userAttributes":${odd},"__proto__":{"polluted":"yes"}}`;
};

const withHugeMessage =
  (bytes: number) =>
  (json: string): string => {
    const interaction = asObject(json);
    const phrase = 'The export has failed at the same line again and the log is pasted below. ';
    const message = phrase.repeat(Math.ceil(bytes / phrase.length)).slice(0, bytes);
    const events = Array.isArray(interaction.events) ? interaction.events : [];
    const createdAt = interaction.createdAt;
    return JSON.stringify({
      ...interaction,
      events: [{ id: `${String(interaction.id)}-huge`, createdAt, role: 'user', type: 'message', message }, ...events],
    });
  };

const withUnknownEnums = (json: string): string => {
  const interaction = asObject(json);
  const events = Array.isArray(interaction.events) ? interaction.events : [];
  const odd = {
    id: `${String(interaction.id)}-odd`,
    createdAt: interaction.createdAt,
    role: 'supervisor_bot',
    type: 'handover_summary',
    message: 'Summary of the conversation so far',
    sentiment: { score: -0.25 },
  };
  return JSON.stringify({
    ...interaction,
    source: 'carrier-pigeon',
    channel: 'telepathy',
    status: 'Snoozed until Tuesday',
    events: [...events, odd],
  });
};

const applyFault = (draft: Draft, fault: Fault, page: Page, query: ListQuery, store: InteractionStore): void => {
  const first = page.rows[0];
  switch (fault.kind) {
    case 'wrong-types':
      insert(draft, [row({ ...shell({ nested: true }, '2026-08-02'), events: 'none', usedArticles: 7 })]);
      return;
    case 'missing-id': {
      const { id: _, ...rest } = shell(null, query.since);
      insert(draft, [row(rest)]);
      return;
    }
    case 'date-out-of-range':
      insert(
        draft,
        [-1, 8_640_000_000_000_001, 1e300, 'yesterday', null].map((at, index) => row(shell(`bad-date-${index}`, at))),
      );
      return;
    case 'not-objects':
      insert(draft, [null, 42, 'interaction', []].map(row));
      return;
    case 'duplicate-in-page':
      draft.rows = draft.rows.flatMap((one) => [one, one]);
      return;
    case 'duplicate-across-pages': {
      if (query.cursor === null) return;
      const before = store.page(
        { ...query, limit: fault.rows ?? 3, cursor: store.cursorOf(first) ?? query.cursor, direction: 'previous' },
        'last-message',
      );
      draft.rows = [...before.rows.map((one) => one.json), ...draft.rows];
      return;
    }
    case 'proto-keys':
    case 'huge-row':
    case 'unknown-enums': {
      if (!first) return;
      const patch =
        fault.kind === 'proto-keys'
          ? withProtoKeys
          : fault.kind === 'huge-row'
            ? withHugeMessage(fault.bytes ?? 5_000_000)
            : withUnknownEnums;
      const changed = change(store, first.id, patch);
      if (changed) draft.rows[draft.rows.indexOf(first.json)] = changed;
      return;
    }
    case 'repeated-cursor':
      draft.hasMore = true;
      draft.nextCursor = query.cursor ?? store.cursorOf(first);
      return;
    case 'empty-with-more':
      draft.rows = [];
      draft.hasMore = true;
      draft.nextCursor = fault.nextCursor === 'null' ? null : query.cursor;
      return;
    case 'more-without-cursor':
      draft.hasMore = true;
      draft.nextCursor = null;
      return;
    case 'rows-not-a-list':
      draft.asList = false;
      return;
    case 'rows-move-to-top': {
      const last = page.rows[page.rows.length - 1];
      if (!last) return;
      const older = store.page(
        { ...query, cursor: store.cursorOf(last), direction: 'next', limit: 100 },
        'last-message',
      ).rows;
      for (const moved of older.slice(0, fault.rows ?? 3)) moveToTop(store, moved.id, Date.now());
      return;
    }
    default:
  }
};

/** Gives an interaction a new customer message at `at`, which moves it to where that time belongs. */
export const moveToTop = (store: InteractionStore, id: string, at: number): void => {
  const known = store.get(id);
  if (!known) throw new HttpError(500, `There is no interaction ${id}.`);
  const interaction = asObject(known.json.toString());
  const events = Array.isArray(interaction.events) ? interaction.events : [];
  const event = {
    id: `${id}-moved-${events.length}`,
    createdAt: at,
    role: 'user',
    type: 'message',
    message: 'Is there any news on this?',
    externalId: null,
    externalCreatedAt: null,
    csatRating: null,
    feedback: null,
    approved: null,
    resolved: null,
    attachments: [],
    tags: [],
    usedArticles: [],
  };
  store.add([{ ...interaction, events: [...events, event] }]);
};

/** Writes a page as JSON, with the faults it is to have. */
export const renderPage = (
  page: Page,
  query: ListQuery,
  faults: readonly Fault[],
  store: InteractionStore,
  rowsKey: string,
): Buffer => {
  const { hasMore, nextCursor, prevCursor } = page;
  const draft: Draft = { rows: page.rows.map((one) => one.json), hasMore, nextCursor, prevCursor, asList: true };
  for (const fault of faults) applyFault(draft, fault, page, query, store);
  const rest = JSON.stringify({
    hasMore: draft.hasMore,
    nextCursor: draft.nextCursor,
    prevCursor: draft.prevCursor,
  }).slice(1);
  const [open, close] = draft.asList ? ['[', ']'] : ['{"rows":[', ']}'];
  const parts: Buffer[] = [Buffer.from(`{${JSON.stringify(rowsKey)}:${open}`)];
  draft.rows.forEach((json, index) => {
    if (index > 0) parts.push(COMMA);
    parts.push(json);
  });
  parts.push(Buffer.from(`${close},${rest}`));
  return Buffer.concat(parts);
};
