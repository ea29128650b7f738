/** Making a request until it is answered: within the key's limit, tried again with back-off. */
import { type ReviewerError, toReviewerError } from '#shared/errors.ts';
import type { Clock } from '../clock.ts';
import type { KeyPacer } from './key-pacer.ts';
import { type RetryPolicy, retryDelay } from './retry.ts';

/** Waits for the key's limit shorter than this are not worth telling, in ms. */
const SHORTEST_TOLD_WAIT = 1000;

/** What a run is told of its requests. Those of one task come one after the other; several tasks have some at once. */
export interface RequestObserver {
  requested(): void;
  /** It failed, and will be made again. */
  failed(error: ReviewerError): void;
  /** @param error why the task waits, or null when it is only the key's limit */
  waiting(task: object, milliseconds: number, error: ReviewerError | null): void;
  /** The task waits no longer. */
  goingOn(task: object): void;
}

export interface Requester {
  /**
   * Makes a request until it is answered.
   *
   * @param mend looks at a failure first; when it answers true, the request is made again at once
   * @throws what the request throws, once trying again is no use; CancelledError when the run is stopped
   */
  request<Answer>(ask: (signal: AbortSignal) => Promise<Answer>, mend?: (error: unknown) => boolean): Promise<Answer>;
  /** Ends every wait after a failure. */
  retryNow(): void;
}

export const createRequester = (options: {
  readonly pacer: KeyPacer;
  readonly clock: Clock;
  readonly random: () => number;
  readonly policy: RetryPolicy;
  readonly observer: RequestObserver;
  readonly signal: AbortSignal;
}): Requester => {
  const { clock, observer, pacer, policy, signal } = options;
  const waits = new Set<AbortController>();

  const attempt = <Answer>(task: object, ask: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> => {
    const wait = pacer.delay();
    if (wait >= SHORTEST_TOLD_WAIT) observer.waiting(task, wait, null);
    return pacer.run(() => {
      signal.throwIfAborted();
      observer.goingOn(task);
      observer.requested();
      return ask(signal);
    }, signal);
  };

  const pause = async (milliseconds: number): Promise<void> => {
    const cut = new AbortController();
    waits.add(cut);
    try {
      await clock.wait(milliseconds, AbortSignal.any([signal, cut.signal]));
    } catch (error) {
      if (signal.aborted || !cut.signal.aborted) throw error;
    } finally {
      waits.delete(cut);
    }
  };

  return {
    request: async (ask, mend) => {
      const task = {};
      try {
        for (let failures = 0; ; ) {
          try {
            return await attempt(task, ask);
          } catch (thrown) {
            if (mend?.(thrown)) continue;
            const error = toReviewerError(thrown, 'asking Fini');
            failures += 1;
            const delay = signal.aborted ? null : retryDelay(error, failures, options.random(), policy);
            if (delay === null) throw error;
            observer.failed(error);
            // Whoever else asks with this key would only be refused as well.
            if (error.code === 'rate-limited') pacer.hold(delay);
            observer.waiting(task, delay, error);
            await pause(delay);
          }
        }
      } finally {
        observer.goingOn(task);
      }
    },
    retryNow: () => {
      pacer.hold(0);
      for (const cut of waits) cut.abort();
    },
  };
};
