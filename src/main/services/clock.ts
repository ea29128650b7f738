/** Time as an input, so that decisions about it can be tested without waiting for it. */
import { setTimeout as delay } from 'node:timers/promises';
import { CancelledError } from '#shared/errors.ts';

export interface Clock {
  /** Epoch ms; may jump when the computer's clock is set. */
  now(): number;
  /** Milliseconds from an arbitrary start; never goes back. */
  monotonic(): number;
  /**
   * Waits.
   *
   * @throws CancelledError when the signal is aborted first
   */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  wait: async (milliseconds, signal) => {
    try {
      await delay(milliseconds, undefined, { signal });
    } catch {
      throw new CancelledError('The wait');
    }
  },
};
