import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CancelledError } from '#shared/errors.ts';
import type { Clock } from '../../../../../src/main/services/clock.ts';
import { createKeyPacer, type KeyPacer } from '../../../../../src/main/services/sync/key-pacer.ts';
import { openPaceLog } from '../../../../../src/main/services/sync/pace-log.ts';
import { KEY_LIMIT } from '../../../../../src/main/services/sync/pacer.ts';
import { failureOf, temporaryFolder } from '../support.ts';
import { virtualClock } from './model.ts';

const never = new AbortController().signal;

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
    for (let request = 0; request < 101; request += 1) await pacer.run(async () => begun.push(clock.now()), never);
    expect(begun.filter((at) => at === 0)).toHaveLength(100);
    expect(begun[100]).toBeGreaterThan(KEY_LIMIT.window);
  });

  it('counts requests that failed', async () => {
    const pacer = createKeyPacer(skippingClock());
    for (let request = 0; request < 100; request += 1)
      await expect(pacer.run(() => Promise.reject(new Error('no')), never)).rejects.toThrow('no');
    expect(pacer.delay()).toBeGreaterThan(0);
    expect(pacer.free()).toBe(0);
  });

  it('makes no request once it is cancelled while waiting', async () => {
    const pacer = createKeyPacer(skippingClock());
    for (let request = 0; request < 100; request += 1) await pacer.run(async () => undefined, never);
    let made = false;
    const error = await failureOf(
      pacer.run(async () => {
        made = true;
      }, AbortSignal.abort()),
    );
    expect([error.code, made]).toEqual(['cancelled', false]);
  });

  it('lets nobody ask while Fini refuses, until that has passed or is taken back', async () => {
    const clock = skippingClock();
    const pacer = createKeyPacer(clock);
    pacer.hold(5000);
    expect([pacer.delay(), pacer.free()]).toEqual([5000, 0]);
    await pacer.run(async () => undefined, never);
    expect(clock.now()).toBe(5000);
    pacer.hold(60_000);
    pacer.hold(0);
    expect(pacer.delay()).toBe(0);
  });

  it('never lets a server see more than the limit and wastes little of it, whatever the delays, the number of askers and the restarts', async () => {
    const asking = fc.record({
      askers: fc.integer({ min: 1, max: 8 }),
      up: fc.integer({ min: 0, max: 900 }),
      down: fc.integer({ min: 0, max: 900 }),
      think: fc.integer({ min: 0, max: 100 }),
      /** Kills of the host, each after so many requests. */
      kills: fc.array(fc.integer({ min: 1, max: 150 }), { maxLength: 3 }),
      clockJump: fc.integer({ min: -2 * 86_400_000, max: 2 * 86_400_000 }),
    });
    await fc.assert(
      fc.asyncProperty(asking, async ({ askers, up, down, think, kills, clockJump }) => {
        const folder = temporaryFolder();
        const clock = virtualClock(0);
        let jumped = 0;
        const jumping: Clock = { ...clock, now: () => clock.now() + jumped };
        const arrivals: number[] = [];
        const live = async (requests: number): Promise<void> => {
          const pacer: KeyPacer = createKeyPacer(jumping, { log: openPaceLog(folder, 'key', KEY_LIMIT) });
          const killed = new AbortController();
          let made = 0;
          const ask = async (): Promise<void> => {
            while (!killed.signal.aborted) {
              await pacer.run(async () => {
                made += 1;
                // What was sent arrives, whether or not the process that sent it is still there.
                await clock.wait(up, never);
                arrivals.push(clock.monotonic());
                if (made >= requests) {
                  jumped = clockJump;
                  killed.abort();
                }
                await clock.wait(down, killed.signal);
              }, killed.signal);
              await clock.wait(think, killed.signal);
            }
          };
          await Promise.allSettled(Array.from({ length: askers }, ask));
        };
        for (const requests of kills) await live(requests);
        await live(350);

        arrivals.sort((one, other) => one - other);
        for (let index = KEY_LIMIT.requests; index < arrivals.length; index += 1)
          expect((arrivals[index] ?? 0) - (arrivals[index - KEY_LIMIT.requests] ?? 0)).toBeGreaterThanOrEqual(
            KEY_LIMIT.window,
          );
        if (kills.length === 0 && (askers * KEY_LIMIT.window) / (up + down + think + 1) > KEY_LIMIT.requests) {
          const stretch = 3 * KEY_LIMIT.window;
          const used = arrivals.filter((at) => at < (arrivals[0] ?? 0) + stretch).length;
          expect(used / 300).toBeGreaterThan(0.97);
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
