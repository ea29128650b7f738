/** Asking for a page until it comes: paced, tried again with back-off, with fewer rows when a page is too large. */
import { type ReviewerError, toReviewerError } from '#shared/errors.ts';
import type { Clock } from '../clock.ts';
import type { FetchedPage, FiniClient } from '../fini/client.ts';
import { PageTooLargeError } from '../fini/errors.ts';
import type { KeyPacer } from './key-pacer.ts';
import type { SyncWindow } from './plan-windows.ts';
import { type RetryPolicy, retryDelay } from './retry.ts';

/** Rows a page, the most the API gives. */
export const FULL_PAGE = 100;
/** After this many pages that came through, a reduced page size is doubled again. */
const PAGES_BEFORE_GROWING = 8;
/** Waits for the key's limit shorter than this are not worth telling, in ms. */
const SHORTEST_TOLD_WAIT = 1000;

export interface FetchObserver {
  requested(): void;
  /** @param error why, or null when it is only the key's limit */
  waiting(milliseconds: number, error: ReviewerError | null): void;
  goingOn(): void;
}

/** Makes the function that fetches one page of a window after another. */
export const createPageFetcher = (options: {
  readonly client: FiniClient;
  readonly pacer: KeyPacer;
  readonly clock: Clock;
  readonly random: () => number;
  readonly policy: RetryPolicy;
  readonly observer: FetchObserver;
  readonly signal: AbortSignal;
}): ((window: SyncWindow, cursor: string | null) => Promise<FetchedPage>) => {
  const { client, pacer, clock, observer, signal } = options;
  let limit = FULL_PAGE;
  let pagesSinceReduced = 0;

  const attempt = async (window: SyncWindow, cursor: string | null): Promise<FetchedPage> => {
    const wait = pacer.delay();
    if (wait >= SHORTEST_TOLD_WAIT) observer.waiting(wait, null);
    return pacer.run(async () => {
      signal.throwIfAborted();
      observer.goingOn();
      observer.requested();
      return client.list({ since: window.since, until: window.until, limit, cursor }, signal);
    }, signal);
  };

  return async (window, cursor) => {
    for (let failures = 0; ; ) {
      try {
        const page = await attempt(window, cursor);
        pagesSinceReduced += 1;
        if (limit < FULL_PAGE && pagesSinceReduced >= PAGES_BEFORE_GROWING) {
          limit = Math.min(FULL_PAGE, limit * 2);
          pagesSinceReduced = 0;
        }
        return page;
      } catch (thrown) {
        if (thrown instanceof PageTooLargeError && limit > 1) {
          limit = Math.ceil(limit / 4);
          pagesSinceReduced = 0;
          continue;
        }
        const error = toReviewerError(thrown, 'fetching a page');
        failures += 1;
        const delay = signal.aborted ? null : retryDelay(error, failures, options.random(), options.policy);
        if (delay === null) throw error;
        observer.waiting(delay, error);
        await clock.wait(delay, signal);
      }
    }
  };
};
