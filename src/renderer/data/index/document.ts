/** What the index takes from one interaction: its columns, its text and what a list row shows. */
import { contentHash } from '#shared/domain/content-hash.ts';
import {
  articlesOf,
  csatOf,
  type Interaction,
  type InteractionEvent,
  lastMessageAt,
  type Side,
  sideOf,
  tagsOf,
} from '#shared/domain/interaction.ts';
import { rowHash } from './row-hash.ts';

/** Where a stretch of text comes from. The numbers are stored: append only. */
export const fieldSides = ['meta', 'customer', 'fini', 'agent', 'otherbot', 'note', 'system', 'subject'] as const;
export type FieldSide = (typeof fieldSides)[number];

export interface TextField {
  readonly side: FieldSide;
  readonly text: string;
}

export interface IndexedDocument {
  readonly id: string;
  readonly createdAt: number;
  readonly lastMessageAt: number;
  readonly source: string;
  readonly channel: string;
  readonly status: string;
  readonly resolved: boolean | null;
  readonly approved: boolean | null;
  readonly hasFeedback: boolean;
  readonly csat: number | null;
  readonly turns: number;
  /** Names. */
  readonly tags: readonly string[];
  readonly subject: string;
  readonly snippet: string;
  readonly contentHash: string;
  readonly rowHash: string;
  /** Phrases are found within one field, never across two. */
  readonly fields: readonly TextField[];
  /** Where the row is stored. */
  readonly page: number;
  readonly row: number;
}

/** What tells versions of an interaction apart: as a reviewer judges it, and as it is stored. */
export interface Hashes {
  readonly contentHash: string;
  readonly rowHash: string;
}

export const hashesOf = (interaction: Interaction): Hashes => {
  const content = contentHash(interaction);
  return { contentHash: content, rowHash: rowHash(interaction, content) };
};

/** Longest stored beginning of a conversation, in UTF-16 code units. */
const SNIPPET_LENGTH = 140;
const SUBJECT_LENGTH = 200;
/** Attributes are an open object: how deep it is looked into. */
const ATTRIBUTE_DEPTH = 4;

/** Prepares an interaction for the index. */
export const toDocument = (
  interaction: Interaction,
  hashes: Hashes,
  place: { readonly page: number; readonly row: number },
): IndexedDocument => {
  const tags = tagsOf(interaction);
  const subject = cut(flatten(interaction.subjectPreview), SUBJECT_LENGTH);
  return {
    id: interaction.id,
    createdAt: interaction.createdAt,
    lastMessageAt: lastMessageAt(interaction),
    source: interaction.source,
    channel: interaction.channel,
    status: interaction.status,
    resolved: interaction.resolved,
    approved: approvedOf(interaction),
    hasFeedback: interaction.hasFeedback,
    csat: csatOf(interaction),
    turns: turnsOf(interaction),
    tags: [...new Set(tags.map((tag) => tag.name))],
    subject,
    snippet: snippetOf(interaction, subject),
    ...hashes,
    fields: fieldsOf(interaction),
    page: place.page,
    row: place.row,
  };
};

/** The last thumb given in the conversation, null when nobody gave one. */
export const approvedOf = (interaction: Interaction): boolean | null =>
  interaction.events.findLast((event) => event.approved !== null)?.approved ?? null;

/** Messages that the customer could see. */
export const turnsOf = (interaction: Interaction): number => {
  let turns = 0;
  for (const event of interaction.events) if (isVisible(event)) turns += 1;
  return turns;
};

const isVisible = (event: InteractionEvent): boolean => {
  if (event.message === null || event.message === '') return false;
  const side: Side = sideOf(event);
  return side !== 'note' && side !== 'system';
};

/** Every stretch of text that can be searched for. */
export const fieldsOf = (interaction: Interaction): readonly TextField[] => {
  const fields: TextField[] = [];
  const add = (side: FieldSide, text: string | null): void => {
    if (text !== null && text !== '') fields.push({ side, text });
  };
  add('subject', interaction.subjectPreview);
  for (const event of interaction.events) {
    add(sideOf(event), event.message);
    add('meta', event.feedback);
  }
  for (const name of new Set(tagsOf(interaction).map((tag) => tag.name))) add('meta', name);
  for (const title of new Set(articlesOf(interaction).map((article) => article.title))) add('meta', title);
  addAttributes(interaction.userAttributes, 0, (text) => add('meta', text));
  add('meta', interaction.externalId);
  return fields;
};

const addAttributes = (value: unknown, depth: number, add: (text: string) => void): void => {
  switch (typeof value) {
    case 'string':
      add(value);
      return;
    case 'number':
    case 'boolean':
      add(String(value));
      return;
    case 'object':
      if (value === null || depth >= ATTRIBUTE_DEPTH) return;
      for (const inner of Object.values(value)) addAttributes(inner, depth + 1, add);
      return;
    default:
  }
};

const snippetOf = (interaction: Interaction, subject: string): string => {
  let snippet = '';
  for (const event of interaction.events) {
    if (!isVisible(event)) continue;
    let text = flatten((event.message ?? '').slice(0, SUBJECT_LENGTH + SNIPPET_LENGTH));
    // The subject is most often the beginning of the first message; showing it twice tells nothing.
    if (snippet === '' && subject !== '' && text.startsWith(subject)) text = text.slice(subject.length).trim();
    if (text === '') continue;
    snippet += snippet === '' ? text : ` · ${text}`;
    if (snippet.length >= SNIPPET_LENGTH) break;
  }
  return cut(snippet, SNIPPET_LENGTH);
};

const flatten = (text: string): string =>
  /\s\s|[\t\n\r]/u.test(text) ? text.replace(/\s+/gu, ' ').trim() : text.trim();

const cut = (text: string, length: number): string => {
  if (text.length <= length) return text;
  const end = text.charCodeAt(length - 1);
  return text.slice(0, end >= 0xd800 && end < 0xdc00 ? length - 1 : length);
};
