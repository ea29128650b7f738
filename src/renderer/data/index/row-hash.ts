/**
 * Whether a fetched row is the one already stored. Everything in it counts, except what differs in every answer without
 * the row having changed: where attachments are kept and until when that address works.
 */
import { createHash, type Hash } from '#shared/domain/content-hash.ts';
import type { Interaction } from '#shared/domain/interaction.ts';

/** Fields that the content hash covers, and lists of which it covers how many there are and what is judged of each. */
const judgedOfInteraction = new Set([
  'id',
  'createdAt',
  'subjectPreview',
  'resolved',
  'hasFeedback',
  'usedArticles',
  'events',
]);
const judgedOfEvent = new Set([
  'id',
  'createdAt',
  'role',
  'type',
  'message',
  'csatRating',
  'feedback',
  'approved',
  'resolved',
  'tags',
  'usedArticles',
]);
const judgedOfTag = new Set(['id', 'name']);
const judgedOfArticle = new Set(['id', 'title', 'documentUrl']);

/**
 * @param contentHash of the same interaction
 * @returns 16 hexadecimal digits
 */
export const rowHash = (interaction: Interaction, contentHash: string): string => {
  const hash = createHash();
  hash.text(contentHash);
  addRest(hash, interaction, judgedOfInteraction);
  addEach(hash, interaction.usedArticles, judgedOfArticle);
  for (const event of interaction.events) {
    addRest(hash, event, judgedOfEvent);
    addEach(hash, event.tags, judgedOfTag);
    addEach(hash, event.usedArticles, judgedOfArticle);
  }
  return hash.digest();
};

/** Plain objects, as JSON makes them, which inherit nothing that can be walked. */
type Fields = Readonly<Record<string, unknown>>;

const addEach = (hash: Hash, parts: readonly Fields[], judged: ReadonlySet<string>): void => {
  for (const part of parts) addRest(hash, part, judged);
};

/** Adds the fields that are not judged. */
const addRest = (hash: Hash, object: Fields, judged: ReadonlySet<string>): void => {
  for (const key in object) {
    const value = object[key];
    // What is empty says nothing that the next field's name does not say.
    if (value === null || value === undefined || judged.has(key) || (Array.isArray(value) && value.length === 0))
      continue;
    hash.text(key);
    addValue(hash, value, key === 'attachments');
  }
  hash.flag(null);
};

const EXPIRING = /url|expires/iu;

const addValue = (hash: Hash, value: unknown, inAttachment: boolean): void => {
  switch (typeof value) {
    case 'string':
      hash.text(value);
      return;
    case 'number':
      hash.number(value);
      return;
    case 'boolean':
      hash.flag(value);
      return;
    case 'object':
      break;
    default:
      hash.text(null);
      return;
  }
  if (value === null) {
    hash.text(null);
    return;
  }
  if (Array.isArray(value)) {
    hash.number(value.length);
    for (const item of value) addValue(hash, item, inAttachment);
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    if (inner === undefined || (inAttachment && EXPIRING.test(key))) continue;
    hash.text(key);
    addValue(hash, inner, inAttachment);
  }
  hash.flag(null);
};
