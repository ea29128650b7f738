/**
 * Whether a fetched row is the one already stored. Everything in it counts, except what differs in every answer without
 * the row having changed: where attachments are kept and until when that address works.
 */
import { createHash, type Hash } from '#shared/domain/content-hash.ts';
import type { Interaction } from '#shared/domain/interaction.ts';

/** @returns 16 hexadecimal digits */
export const rowHash = (interaction: Interaction): string => {
  const hash = createHash();
  addValue(hash, interaction, false);
  return hash.digest();
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
    hash.flag(null);
    return;
  }
  if (Array.isArray(value)) {
    hash.number(value.length);
    for (const item of value) addValue(hash, item, inAttachment);
    return;
  }
  for (const key in value) {
    const inner = (value as Readonly<Record<string, unknown>>)[key];
    if (inner === undefined || (inAttachment && EXPIRING.test(key))) continue;
    hash.text(key);
    addValue(hash, inner, inAttachment || key === 'attachments');
  }
  hash.flag(null);
};
