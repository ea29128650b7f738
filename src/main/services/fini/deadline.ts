/** Time-outs for the parts of one request, all ending in one AbortSignal. */

import { type Clock, systemClock } from '../clock.ts';

type Part = 'response' | 'body' | 'idle';

export interface Deadline {
  /** Aborted by the caller's signal or by the first part that takes too long. */
  readonly signal: AbortSignal;
  /** Which part took too long, or null. */
  readonly expired: { readonly phase: 'response' | 'body'; readonly milliseconds: number } | null;
  /** Begins a part (again). `body` ends the wait for the response and runs beside `idle`. */
  set(part: Part, milliseconds: number): void;
  clear(): void;
}

/** How often it is looked whether the machine slept, in ms. */
const LOOK_EVERY = 1000;
/** A clock that is further ahead than this of the time that passed was set, or the machine slept, in ms. */
const SLEPT = 15_000;

/**
 * Starts watching over a request that `outer` may cancel.
 *
 * Timers stand still while the machine sleeps, and the connection of a request that was open does not outlive a long
 * sleep: it would be waited for in vain. So a clock that runs ahead of the timers ends the request as well; when
 * somebody only set the clock, one request is made again.
 */
export const startDeadline = (outer: AbortSignal, clock: Pick<Clock, 'now' | 'monotonic'> = systemClock): Deadline => {
  const controller = new AbortController();
  const timers = new Map<Part, NodeJS.Timeout>();
  let expired: Deadline['expired'] = null;
  let phase: 'response' | 'body' = 'response';

  const expire = (milliseconds: number): void => {
    expired ??= { phase, milliseconds };
    controller.abort();
  };
  const ahead = (): number => clock.now() - clock.monotonic();
  const aheadAtFirst = ahead();
  const watch = setInterval(() => {
    if (ahead() - aheadAtFirst > SLEPT) expire(Math.round(ahead() - aheadAtFirst));
  }, LOOK_EVERY);

  const stop = (part: Part): void => {
    clearTimeout(timers.get(part));
    timers.delete(part);
  };

  return {
    signal: AbortSignal.any([outer, controller.signal]),
    get expired() {
      return expired;
    },
    set: (part, milliseconds) => {
      stop(part);
      if (part === 'body') {
        stop('response');
        phase = 'body';
      }
      timers.set(part, setTimeout(expire, milliseconds, milliseconds));
    },
    clear: () => {
      clearInterval(watch);
      for (const part of [...timers.keys()]) stop(part);
    },
  };
};
