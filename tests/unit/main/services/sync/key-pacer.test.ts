import { describe, expect, it } from 'vitest';
import { CancelledError } from '#shared/errors.ts';
import type { Clock } from '../../../../../src/main/services/clock.ts';
import { createKeyPacer } from '../../../../../src/main/services/sync/key-pacer.ts';
import { KEY_LIMIT } from '../../../../../src/main/services/sync/pacer.ts';
import { failureOf } from '../support.ts';

/** Time that passes only when it is waited for. */
const skippingClock = (): Clock & { readonly waits: number[] } => {
  let at = 0;
  const waits: number[] = [];
  return {
    waits,
    now: () => at,
    monotonic: () => at,
    wait: async (milliseconds, signal) => {
      if (signal.aborted) throw new CancelledError('The wait');
      waits.push(milliseconds);
      at += milliseconds;
    },
  };
};

describe('the pacer of a key', () => {
  it('makes request 101 only when the window has moved on', async () => {
    const clock = skippingClock();
    const pacer = createKeyPacer(clock);
    const begun: number[] = [];
    for (let request = 0; request < 101; request += 1)
      await pacer.run(async () => begun.push(clock.now()), new AbortController().signal);
    expect(begun.filter((at) => at === 0)).toHaveLength(100);
    expect(begun[100]).toBeGreaterThan(KEY_LIMIT.window);
  });

  it('counts requests that failed', async () => {
    const clock = skippingClock();
    const pacer = createKeyPacer(clock);
    for (let request = 0; request < 100; request += 1)
      await expect(pacer.run(() => Promise.reject(new Error('no')), new AbortController().signal)).rejects.toThrow(
        'no',
      );
    expect(pacer.delay()).toBeGreaterThan(0);
  });

  it('makes no request once it is cancelled while waiting', async () => {
    const pacer = createKeyPacer(skippingClock());
    const signal = new AbortController().signal;
    for (let request = 0; request < 100; request += 1) await pacer.run(async () => undefined, signal);
    let made = false;
    const error = await failureOf(
      pacer.run(async () => {
        made = true;
      }, AbortSignal.abort()),
    );
    expect([error.code, made]).toEqual(['cancelled', false]);
  });
});
