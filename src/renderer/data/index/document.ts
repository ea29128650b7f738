/** What the index takes from one interaction: its columns, its text and what a list row shows. */
import { contentHash } from '#shared/domain/content-hash.ts';
import { type Interaction, type InteractionEvent, sideOf } from '#shared/domain/interaction.ts';
import { eachLeaf, leafTerm } from './attributes.ts';
import { flagsOf } from './flags.ts';
import { rowHash } from './row-hash.ts';

/** Where a stretch of text comes from. The numbers are stored: append only. */
export const fieldSides = ['meta', 'customer', 'fini', 'agent', 'otherbot', 'note', 'system', 'subject'] as const;
export type FieldSide = (typeof fieldSides)[number];

export interface TextField {
  readonly side: FieldSide;
  readonly text: string;
}

/** All text of a document. Phrases are found within one field, never across two. */
export interface TextFields {
  /** The fields behind one another. */
  readonly text: string;
  /** Of each field, its length in UTF-16 code units × 8 + its side's place in `fieldSides`. */
  readonly fields: readonly number[];
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
  readonly content: TextFields;
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
  const gathered = gather(interaction);
  const { texts, sidesOfTexts } = gathered;
  const fields: number[] = [];
  for (let index = 0; index < texts.length; index += 1) fields.push(texts[index]!.length * 8 + sidesOfTexts[index]!);
  return {
    id: interaction.id,
    createdAt: interaction.createdAt,
    lastMessageAt: gathered.lastMessageAt,
    source: interaction.source,
    channel: interaction.channel,
    status: interaction.status,
    flags: flagsOf(interaction, gathered.approved),
    sides: gathered.sides,
    csat: gathered.csat,
    turns: gathered.turns,
    tags: gathered.tags,
    folders: gathered.folders,
    articles: gathered.articles,
    types: gathered.types,
    url: interaction.url ?? '',
    attributes: [...gathered.attributes],
    changedAt: place.changedAt ?? null,
    subject,
    snippet: snippetOf(interaction, subject),
    contentHash: hashes.contentHash,
    rowHash: hashes.rowHash,
    content: { text: texts.join(''), fields },
    page: place.page,
    row: place.row,
  };
};

/** What one walk over an interaction finds. Names are in the order of first use, each once. */
interface Gathered {
  readonly texts: string[];
  /** Of each text, its side's place in `fieldSides`. */
  readonly sidesOfTexts: number[];
  readonly tags: string[];
  readonly folders: string[];
  readonly articles: string[];
  readonly types: string[];
  readonly attributes: Set<string>;
  lastMessageAt: number;
  sides: number;
  turns: number;
  /** The last thumb and the last rating given, null when nobody gave one. */
  approved: boolean | null;
  csat: number | null;
}

const META = 0;

const gather = (interaction: Interaction): Gathered => {
  const found: Gathered = {
    texts: [],
    sidesOfTexts: [],
    tags: [],
    folders: [],
    articles: [],
    types: [],
    attributes: new Set(),
    lastMessageAt: interaction.createdAt,
    sides: 0,
    turns: 0,
    approved: null,
    csat: null,
  };
  const { tags, folders, articles } = found;
  addText(found, SUBJECT, interaction.subjectPreview);
  for (const folder of interaction.usedSubfolders) addName(folders, folder.title);
  for (const article of interaction.usedArticles) addName(articles, article.title);
  for (const event of interaction.events) gatherEvent(found, event);
  for (const name of tags) addText(found, META, name);
  for (const title of articles) addText(found, META, title);
  eachLeaf(interaction.userAttributes, (key, value) => {
    const text = String(value);
    addText(found, META, text);
    const term = leafTerm(key, text);
    if (term !== null) found.attributes.add(term);
  });
  addText(found, META, interaction.externalId);
  return found;
};

const gatherEvent = (found: Gathered, event: InteractionEvent): void => {
  const { message, feedback } = event;
  const side = fieldSides.indexOf(sideOf(event));
  addName(found.types, event.type);
  if (event.createdAt > found.lastMessageAt) found.lastMessageAt = event.createdAt;
  if (message !== null && message !== '') {
    found.sides |= 1 << side;
    if (VISIBLE[side]) found.turns += 1;
    addText(found, side, message);
  }
  addText(found, META, feedback);
  if (event.approved !== null) found.approved = event.approved;
  if (event.csatRating !== null) found.csat = event.csatRating;
  for (const tag of event.tags) addName(found.tags, tag.name);
  for (const article of event.usedArticles) addName(found.articles, article.title);
};

const addText = ({ texts, sidesOfTexts }: Gathered, side: number, text: string | null): void => {
  if (text === null || text === '') return;
  texts.push(text);
  sidesOfTexts.push(side);
};

const addName = (names: string[], name: string): void => {
  if (!names.includes(name)) names.push(name);
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

const SUBJECT = fieldSides.indexOf('subject');
/** Of each side, whether the customer could see what it said. */
const VISIBLE = fieldSides.map((side) => side !== 'note' && side !== 'system');

const isVisible = (event: InteractionEvent): boolean =>
  event.message !== null && event.message !== '' && VISIBLE[fieldSides.indexOf(sideOf(event))] === true;

/** Every stretch of text that can be searched for. */
export const fieldsOf = (interaction: Interaction): readonly TextField[] => {
  const { texts, sidesOfTexts } = gather(interaction);
  return texts.map((text, index) => ({ side: fieldSides[sidesOfTexts[index]!]!, text }));
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
