/** Whether and when a failed request is made again. */
import type { ReviewerError } from '#shared/errors.ts';
import { RateLimitedError, ServerError } from '../fini/errors.ts';

export interface RetryPolicy {
  /** Failures in a row after which the run gives up. */
  readonly attempts: number;
  /** The same for answers 429, which always pass. */
  readonly rateLimitedAttempts: number;
  /** Upper bound of the first wait, in ms; it doubles with every failure. */
  readonly base: number;
  /** The same after a 429, which lasts until the key's window has moved on. */
  readonly rateLimitedBase: number;
  /** No wait of our own is longer, in ms. */
  readonly longest: number;
  /** The same while there is no network: it may be back at any moment. */
  readonly longestOffline: number;
  /** No wait that the server asks for is honoured beyond this, in ms. */
  readonly longestAsked: number;
}

export const DEFAULT_RETRY_POLICY: RetryPolicy = {
  attempts: 8,
  rateLimitedAttempts: 20,
  base: 1000,
  rateLimitedBase: 8000,
  longest: 60_000,
  longestOffline: 15_000,
  longestAsked: 300_000,
};

/** True while Fini cannot be reached at all: that passes by itself, however long it takes. */
const isOffline = (error: ReviewerError): boolean =>
  (error.code === 'network-unreachable' && error.retryable) ||
  (error.code === 'timeout' && error.details['phase'] === 'connect');

/** Failures in a row after which it is given up; infinite for those that are waited out, 0 for those that never pass. */
const attemptsFor = (error: ReviewerError, policy: RetryPolicy): number => {
  if (isOffline(error)) return Number.POSITIVE_INFINITY;
  switch (error.code) {
    case 'rate-limited':
      return policy.rateLimitedAttempts;
    case 'server-error':
    case 'timeout':
      return policy.attempts;
    case 'not-json':
      // A sign-in page does not pass by itself; an answer that was cut short may come whole.
      return error.retryable ? policy.attempts : 0;
    default:
      return 0;
  }
};

/**
 * The wait before the next attempt: exponential with full jitter, never shorter than the server asked (capped).
 *
 * @param failures failures in a row so far, 1 after the first
 * @param random in [0, 1)
 * @returns milliseconds, or null when the run should give up
 */
export const retryDelay = (
  error: ReviewerError,
  failures: number,
  random: number,
  policy: RetryPolicy = DEFAULT_RETRY_POLICY,
): number | null => {
  if (failures >= attemptsFor(error, policy)) return null;
  const base = error.code === 'rate-limited' ? policy.rateLimitedBase : policy.base;
  const longest = isOffline(error) ? policy.longestOffline : policy.longest;
  // 2 ** 1024 is Infinity, which min() still handles.
  const jittered = random * Math.min(longest, base * 2 ** (failures - 1));
  const asked = error instanceof RateLimitedError || error instanceof ServerError ? error.retryAfter : null;
  if (asked === null) return Math.ceil(jittered);
  // Everybody who was sent away is told the same moment, so a little jitter is added to it.
  return Math.ceil(Math.min(asked, policy.longestAsked) + random * policy.base);
};
