/** Time as an input, so that decisions about it can be tested without waiting for it. */
import { setTimeout as delay } from 'node:timers/promises';
import { CancelledError } from '#shared/errors.ts';

export interface Clock {
  /** Epoch ms; may jump when the computer's clock is set. */
  now(): number;
  /** Milliseconds since the machine started; never goes back, and stands still while it sleeps on most systems. */
  monotonic(): number;
  /**
   * Waits.
   *
   * @throws CancelledError when the signal is aborted first
   */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** Longest stretch of a wait in which a sleep of the machine goes unnoticed, in ms. */
const LOOK_UP = 5000;

export const systemClock: Clock = {
  now: () => Date.now(),
  // The same for every process of a boot, unlike performance.now().
  monotonic: () => Number(process.hrtime.bigint()) / 1e6,
  wait: async (milliseconds, signal) => {
    const until = Date.now() + milliseconds;
    const end = systemClock.monotonic() + milliseconds;
    try {
      do {
        const left = end - systemClock.monotonic();
        await delay(Math.max(0, Math.min(left, LOOK_UP)), undefined, { signal });
        // Timers stand still while the machine sleeps: what was to be waited for may have passed meanwhile.
      } while (systemClock.monotonic() < end - 1 && Date.now() < until);
    } catch {
      throw new CancelledError('The wait');
    }
  },
};
