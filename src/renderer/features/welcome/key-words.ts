import { apiKeySchema } from '#shared/contract/common.ts';
import type { SerializedError } from '#shared/errors.ts';

/** What is wrong with a pasted key before anybody is asked about it, as a sentence; null when it may be one. */
export const keyProblem = (pasted: string): string | null => {
  const key = pasted.trim();
  if (key === '') return 'Paste the API key first.';
  if (!key.startsWith('fini_')) return 'A Fini API key starts with “fini_”. This is something else.';
  if (/\s/u.test(key)) return 'There is white space inside the key. Copy it again in one piece.';
  if (!apiKeySchema.safeParse(key).success) return 'The key is not complete. Copy it again in one piece.';
  return null;
};

/** True when an error is about the key itself, so that it belongs beside the key's field. */
export const isAboutKey = (error: SerializedError): boolean =>
  error.code === 'invalid-key' || error.code === 'missing-scope';

/** An error as one line of prose. */
export const sentenceOf = (error: SerializedError): string => `${error.message} ${error.nextStep}`;
