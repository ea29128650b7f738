/**
 * Whether a fetched row is the one already stored. Everything in it counts, except what differs in every answer without
 * the row having changed: where attachments are kept and until when that address works.
 */
import { createHash, type Hash } from '#shared/domain/content-hash.ts';
import type { Interaction } from '#shared/domain/interaction.ts';

/** Fields that the content hash covers whole; hashing them once is enough. */
const judgedOfInteraction = new Set(['id', 'createdAt', 'subjectPreview', 'resolved', 'hasFeedback', 'events']);
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
]);

/**
 * @param contentHash of the same interaction
 * @returns 16 hexadecimal digits
 */
export const rowHash = (interaction: Interaction, contentHash: string): string => {
  const hash = createHash();
  hash.text(contentHash);
  addFields(hash, interaction, judgedOfInteraction);
  for (const event of interaction.events) addFields(hash, event, judgedOfEvent);
  return hash.digest();
};

const addFields = (hash: Hash, object: object, covered: ReadonlySet<string>): void => {
  const keys = Object.keys(object);
  const values: unknown[] = Object.values(object);
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index]!;
    const value = values[index];
    // What is empty says nothing that the next field's name does not say.
    if (value === null || value === undefined || covered.has(key) || (Array.isArray(value) && value.length === 0))
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
