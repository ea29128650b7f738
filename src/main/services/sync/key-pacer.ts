/** The pacer of one key at work: it lives as long as the host, so that a run started again keeps to the same limit. */
import type { Clock } from '../clock.ts';
import { NO_REQUESTS, type PaceState, requestBegan, requestEnded, waitForSlot } from './pacer.ts';

export interface KeyPacer {
  /** Milliseconds until a request may begin now. */
  delay(): number;
  /**
   * Makes a request as soon as the limit allows.
   *
   * @throws CancelledError when the signal is aborted while waiting, or what the request throws
   */
  run<Answer>(request: () => Promise<Answer>, signal: AbortSignal): Promise<Answer>;
}

/** How often to look again while all places are held by open requests, in ms. */
const LOOK_AGAIN = 50;

/** Makes the pacer of one key. */
export const createKeyPacer = (clock: Clock): KeyPacer => {
  let state: PaceState = NO_REQUESTS;
  const delay = (): number => waitForSlot(state, clock.monotonic()) ?? LOOK_AGAIN;
  return {
    delay,
    run: async (request, signal) => {
      // Timers may fire a little early, and another caller may have taken the place: so the question is asked again.
      for (let wait = delay(); wait > 0; wait = delay()) await clock.wait(Math.ceil(wait), signal);
      state = requestBegan(state, clock.monotonic());
      try {
        return await request();
      } finally {
        state = requestEnded(state, clock.monotonic());
      }
    },
  };
};

/** A pacer that never waits, for answers that are made on this computer. */
export const createUnpaced = (): KeyPacer => ({ delay: () => 0, run: (request) => request() });
