/** Reading `Retry-After`, which Fini does not promise to send. */

/** The longest wait that is believed, in ms. */
export const LONGEST_RETRY_AFTER = 15 * 60_000;

/**
 * The wait a `Retry-After` header asks for, in ms, at most LONGEST_RETRY_AFTER.
 *
 * @param value seconds or an HTTP date; null when the header is absent
 * @param now epoch ms
 * @returns null when there is no header or it means nothing
 */
export const parseRetryAfter = (value: string | null, now: number): number | null => {
  const text = value?.trim() ?? '';
  if (text === '') return null;
  const milliseconds = /^\d+(\.\d+)?$/u.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  if (Number.isNaN(milliseconds)) return null;
  return Math.min(Math.max(0, Math.ceil(milliseconds)), LONGEST_RETRY_AFTER);
};
