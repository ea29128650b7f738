/** The pacer of one key at work: it lives as long as the host, so that whoever asks with the key keeps to one limit. */
import type { Clock } from '../clock.ts';
import type { PaceLog } from './pace-log.ts';
import {
  freePlaces,
  KEY_LIMIT,
  NO_REQUESTS,
  type PaceState,
  type RequestLimit,
  requestBegan,
  requestEnded,
  waitForSlot,
} from './pacer.ts';

export interface KeyPacer {
  /** Milliseconds until a request may begin. */
  delay(): number;
  /** Requests that may begin now. */
  free(): number;
  /** Milliseconds a request costs of the limit on the long run; 0 when there is no limit. */
  readonly costOfRequest: number;
  /** Lets no request begin for so many milliseconds, since Fini refused one; 0 takes that back. */
  hold(milliseconds: number): void;
  /**
   * Makes a request as soon as the limit allows.
   *
   * @throws CancelledError when the signal is aborted while waiting, or what the request throws
   */
  run<Answer>(request: () => Promise<Answer>, signal: AbortSignal): Promise<Answer>;
}

/** How often to look again while all places are held by open requests, or something may take a hold back, in ms. */
const LOOK_AGAIN = 50;
const LONGEST_LOOK = 1000;

/**
 * Makes the pacer of one key.
 *
 * @param log keeps the pace over a restart; without it, it is forgotten with the process
 */
export const createKeyPacer = (
  clock: Clock,
  { limit = KEY_LIMIT, log = null }: { readonly limit?: RequestLimit; readonly log?: PaceLog | null } = {},
): KeyPacer => {
  let state: PaceState = log?.read(clock.monotonic()) ?? NO_REQUESTS;
  let heldUntil = Number.NEGATIVE_INFINITY;

  const delay = (): number => {
    const now = clock.monotonic();
    return Math.max(waitForSlot(state, now, limit) ?? LOOK_AGAIN, heldUntil - now, 0);
  };
  return {
    delay,
    free: () => (clock.monotonic() < heldUntil ? 0 : freePlaces(state, clock.monotonic(), limit)),
    costOfRequest: limit.window / limit.requests,
    hold: (milliseconds) => {
      heldUntil = milliseconds > 0 ? Math.max(heldUntil, clock.monotonic() + milliseconds) : Number.NEGATIVE_INFINITY;
    },
    run: async (request, signal) => {
      // Timers may fire a little early, and another caller may have taken the place: so the question is asked again.
      for (let wait = delay(); wait > 0; wait = delay())
        await clock.wait(Math.ceil(heldUntil > clock.monotonic() ? Math.min(wait, LONGEST_LOOK) : wait), signal);
      const began = clock.monotonic();
      state = requestBegan(state, began, limit);
      const place = log?.began(began) ?? 0;
      try {
        return await request();
      } finally {
        const ended = clock.monotonic();
        state = requestEnded(state, ended, limit);
        log?.ended(place, ended);
      }
    },
  };
};

/** A pacer that never waits, for answers that are made on this computer and for measuring without a limit. */
export const createUnpaced = (): KeyPacer => ({
  delay: () => 0,
  free: () => Number.POSITIVE_INFINITY,
  costOfRequest: 0,
  hold: () => undefined,
  run: (request) => request(),
});
