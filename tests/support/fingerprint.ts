/** Whether two copies of an interaction are the same: what a reviewer judges, and every other field as well. */
import { contentHash, createHash } from '#shared/domain/content-hash.ts';
import type { Interaction } from '#shared/domain/interaction.ts';

/** The content hash of an interaction, and a hash over all of its JSON whatever the order of its keys. */
export const fingerprintOf = (interaction: Interaction): string => {
  const hash = createHash();
  hash.text(canonical(interaction));
  return `${contentHash(interaction)} ${hash.digest()}`;
};

/** JSON with sorted keys; an own `__proto__` is a key like any other. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`);
  return `{${fields.sort().join(',')}}`;
};
