/** The sentence in Fini's error bodies, which names the broken rule. */
import { z } from 'zod';

const LONGEST_MESSAGE = 500;

const errorBodySchema = z.object({ message: z.union([z.string(), z.array(z.string())]) });

/**
 * The server's message as it was sent, made safe to show: no control characters, at most 500 characters, and never the
 * key, should a server echo it.
 *
 * @returns null when the body holds no message
 */
export const readServerMessage = (body: string, apiKey: string): string | null => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return null;
  }
  const result = errorBodySchema.safeParse(parsed);
  if (!result.success) return null;
  const { message } = result.data;
  const text = (typeof message === 'string' ? message : message.join('; '))
    .replaceAll(apiKey, '[key]')
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim();
  return text === '' ? null : text.slice(0, LONGEST_MESSAGE);
};
