/** What the index takes from one interaction: its columns, its text and what a list row shows. */
import { contentHash } from '#shared/domain/content-hash.ts';
import {
  csatOf,
  type Interaction,
  type InteractionEvent,
  lastMessageAt,
  type Side,
  sideOf,
} from '#shared/domain/interaction.ts';
import { attributeTerms, eachLeaf } from './attributes.ts';
import { flagsOf } from './flags.ts';
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
  /** See `flagsOf`. */
  readonly flags: number;
  /** A bit for each side, by its place in `fieldSides`, that said something. */
  readonly sides: number;
  readonly csat: number | null;
  readonly turns: number;
  /** Names, each once. */
  readonly tags: readonly string[];
  readonly folders: readonly string[];
  readonly articles: readonly string[];
  /** Types of events. */
  readonly types: readonly string[];
  readonly url: string;
  /** See `attributeTerm`. */
  readonly attributes: readonly string[];
  /** When another version of it than the first was seen, epoch ms; null when there is only one. */
  readonly changedAt: number | null;
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
const SNIPPET_LENGTH = 96;
const SUBJECT_LENGTH = 200;

/** Prepares an interaction for the index. */
export const toDocument = (
  interaction: Interaction,
  hashes: Hashes,
  place: { readonly page: number; readonly row: number; readonly changedAt?: number | null },
): IndexedDocument => {
  const subject = cut(flatten(interaction.subjectPreview), SUBJECT_LENGTH);
  return {
    id: interaction.id,
    createdAt: interaction.createdAt,
    lastMessageAt: lastMessageAt(interaction),
    source: interaction.source,
    channel: interaction.channel,
    status: interaction.status,
    flags: flagsOf(interaction, approvedOf(interaction)),
    sides: sidesOf(interaction),
    csat: csatOf(interaction),
    turns: turnsOf(interaction),
    tags: tagNamesOf(interaction),
    folders: namesOf(interaction.usedSubfolders.map((folder) => folder.title)),
    articles: articleTitlesOf(interaction),
    types: namesOf(interaction.events.map((event) => event.type)),
    url: interaction.url ?? '',
    attributes: attributeTerms(interaction.userAttributes),
    changedAt: place.changedAt ?? null,
    subject,
    snippet: snippetOf(interaction, subject),
    ...hashes,
    fields: fieldsOf(interaction),
    page: place.page,
    row: place.row,
  };
};

const namesOf = (names: readonly string[]): readonly string[] => [...new Set(names)];

const tagNamesOf = ({ events }: Interaction): readonly string[] => {
  const names = new Set<string>();
  for (const event of events) for (const tag of event.tags) names.add(tag.name);
  return [...names];
};

const articleTitlesOf = ({ usedArticles, events }: Interaction): readonly string[] => {
  const titles = new Set<string>();
  for (const article of usedArticles) titles.add(article.title);
  for (const event of events) for (const article of event.usedArticles) titles.add(article.title);
  return [...titles];
};

/** Which sides said anything. */
export const sidesOf = (interaction: Interaction): number => {
  let sides = 0;
  for (const event of interaction.events)
    if (event.message !== null && event.message !== '') sides |= sideBit(sideOf(event));
  return sides;
};

export const sideBit = (side: FieldSide): number => 1 << fieldSides.indexOf(side);

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
  for (const name of tagNamesOf(interaction)) add('meta', name);
  for (const title of articleTitlesOf(interaction)) add('meta', title);
  eachLeaf(interaction.userAttributes, (_, value) => add('meta', String(value)));
  add('meta', interaction.externalId);
  return fields;
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
