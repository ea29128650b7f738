/** Whether and when a failed request is made again. */
import type { ReviewerError } from '#shared/errors.ts';
import { RateLimitedError, ServerError } from '../fini/errors.ts';

export interface RetryPolicy {
  /** Failures in a row after which the run gives up. */
  readonly attempts: number;
  /** Upper bound of the first wait, in ms; it doubles with every failure. */
  readonly base: number;
  /** The same after a 429, which lasts until the key's window has moved on. */
  readonly rateLimitedBase: number;
  /** No wait of our own is longer, in ms. */
  readonly longest: number;
  /** No wait that the server asks for is honoured beyond this, in ms. */
  readonly longestAsked: number;
}

export const DEFAULT_RETRY_POLICY: RetryPolicy = {
  attempts: 8,
  base: 1000,
  rateLimitedBase: 8000,
  longest: 60_000,
  longestAsked: 300_000,
};

/** True for failures that may pass by themselves. */
export const isTransient = (error: ReviewerError): boolean => {
  switch (error.code) {
    case 'rate-limited':
    case 'server-error':
    case 'timeout':
      return true;
    case 'network-unreachable':
      return error.retryable;
    default:
      return false;
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
  if (!isTransient(error) || failures >= policy.attempts) return null;
  const base = error.code === 'rate-limited' ? policy.rateLimitedBase : policy.base;
  // 2 ** 1024 is Infinity, which min() still handles.
  const jittered = random * Math.min(policy.longest, base * 2 ** (failures - 1));
  const asked = error instanceof RateLimitedError || error instanceof ServerError ? error.retryAfter : null;
  if (asked === null) return Math.ceil(jittered);
  // Everybody who was sent away is told the same moment, so a little jitter is added to it.
  return Math.ceil(Math.min(asked, policy.longestAsked) + random * policy.base);
};
