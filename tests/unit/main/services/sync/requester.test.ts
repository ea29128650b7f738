import { describe, expect, it } from 'vitest';
import type { ReviewerError } from '#shared/errors.ts';
import { NetworkError, RateLimitedError, ServerError } from '../../../../../src/main/services/fini/errors.ts';
import { createKeyPacer } from '../../../../../src/main/services/sync/key-pacer.ts';
import { createRequester } from '../../../../../src/main/services/sync/requester.ts';
import { DEFAULT_RETRY_POLICY } from '../../../../../src/main/services/sync/retry.ts';
import { failureOf } from '../support.ts';
import { virtualClock } from './model.ts';

const setUp = (signal = new AbortController().signal) => {
  const clock = virtualClock(0);
  const pacer = createKeyPacer(clock);
  const told: (readonly [number, string | null])[] = [];
  const requester = createRequester({
    pacer,
    clock,
    random: () => 0.5,
    policy: DEFAULT_RETRY_POLICY,
    observer: {
      requested: () => undefined,
      failed: () => undefined,
      waiting: (_task: object, milliseconds: number, error: ReviewerError | null) =>
        told.push([milliseconds, error?.code ?? null]),
      goingOn: () => undefined,
    },
    signal,
  });
  /** Fails so many times, then answers. */
  const failing = (times: number, error: ReviewerError) => {
    let left = times;
    return async () => {
      left -= 1;
      if (left >= 0) throw error;
      return clock.monotonic();
    };
  };
  return { clock, pacer, requester, told, failing };
};

describe('a request', () => {
  it('waits for the network for hours, looking again at least every 15 s', async () => {
    const { requester, told, failing } = setUp();
    const answeredAt = await requester.request(failing(2000, new NetworkError('fini.example', 'ENOTFOUND')));
    expect(answeredAt).toBeGreaterThan(3 * 3_600_000);
    expect(Math.max(...told.map(([wait]) => wait))).toBeLessThanOrEqual(15_000);
  });

  it('is given up with its reason after a bounded number of other failures', async () => {
    const { requester, told, failing } = setUp();
    const error = await failureOf(requester.request(failing(1000, new ServerError(503, null))));
    expect(error.code).toBe('server-error');
    expect(told).toHaveLength(DEFAULT_RETRY_POLICY.attempts - 1);
  });

  it('holds back everybody with the key while Fini refuses, for as long as it asks', async () => {
    const { requester, pacer, clock, failing } = setUp();
    const refused = requester.request(failing(1, new RateLimitedError(20_000)));
    await clock.wait(1000, new AbortController().signal);
    expect(pacer.delay()).toBeGreaterThan(18_000);
    const other = requester.request(async () => clock.monotonic());
    expect(await refused).toBeGreaterThanOrEqual(20_000);
    expect(await other).toBeGreaterThanOrEqual(20_000);
  });

  it('is made again at once when it is told to', async () => {
    const { requester, clock, failing } = setUp();
    const refused = requester.request(failing(1, new RateLimitedError(300_000)));
    await clock.wait(1000, new AbortController().signal);
    requester.retryNow();
    expect(await refused).toBeLessThan(3000);
  });

  it('ends a wait when the run is stopped', async () => {
    const stop = new AbortController();
    const { requester, clock, failing } = setUp(stop.signal);
    const waiting = failureOf(requester.request(failing(1, new RateLimitedError(300_000))));
    await clock.wait(1000, new AbortController().signal);
    stop.abort();
    expect((await waiting).code).toBe('cancelled');
    expect(clock.monotonic()).toBeLessThan(2000);
  });
});
