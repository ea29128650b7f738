/** Fini's limit: so many requests in any stretch of so many milliseconds, for each key. */

export interface RateLimit {
  /** Default 100. */
  readonly requests?: number;
  /** Default 60,000. */
  readonly windowMs?: number;
  /** How a refusal says when to come back. Fini documents no such header, so the default is none. */
  readonly retryAfter?: 'none' | 'seconds' | 'date';
  /** Whether refused requests use the limit up as well. Default false. */
  readonly countRefused?: boolean;
}

export interface RateLimiter {
  /** Admits a request (null), or says in how many milliseconds the next one would be admitted. */
  admit(key: string, now: number): number | null;
}

/** An exact sliding window: a log of admission times a key. */
export const createRateLimiter = (limit: RateLimit): RateLimiter => {
  const requests = limit.requests ?? 100;
  const windowMs = limit.windowMs ?? 60_000;
  const logs = new Map<string, number[]>();
  return {
    admit: (key, now) => {
      const log = logs.get(key) ?? [];
      logs.set(key, log);
      while (log.length > 0 && (log[0] ?? 0) <= now - windowMs) log.shift();
      if (log.length < requests) {
        log.push(now);
        return null;
      }
      if (limit.countRefused) {
        log.push(now);
        log.shift();
      }
      return Math.max(1, (log[0] ?? now) + windowMs - now);
    },
  };
};

/** The Retry-After header for a wait, as the limit wants it written. */
export const retryAfterHeader = (limit: RateLimit, waitMs: number, now: number): Readonly<Record<string, string>> => {
  switch (limit.retryAfter ?? 'none') {
    case 'none':
      return {};
    case 'seconds':
      return { 'retry-after': String(Math.ceil(waitMs / 1000)) };
    case 'date':
      // An HTTP date has whole seconds: round up, or the client would come back too early.
      return { 'retry-after': new Date(Math.ceil((now + waitMs) / 1000) * 1000).toUTCString() };
  }
};
