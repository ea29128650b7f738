/** Asking for a page until it comes, with fewer rows when a page is too large. */
import type { WindowCheckpoint } from '#shared/domain/sync.ts';
import type { Clock } from '../clock.ts';
import type { FetchedPage, FiniClient, ListQuery } from '../fini/client.ts';
import { FiniTimeoutError, PageTooLargeError } from '../fini/errors.ts';
import { FULL_PAGE, questionOf } from './advance.ts';
import type { Requester } from './requester.ts';
import type { TimedPage } from './walk-window.ts';

/** After this many pages that came through, a reduced page size is doubled again. */
const PAGES_BEFORE_GROWING = 8;

export interface PageFetcher {
  /** The next page of a window. */
  next(checkpoint: WindowCheckpoint): Promise<TimedPage>;
  /** A page of a question of one's own. */
  ask(query: ListQuery): Promise<FetchedPage>;
}

/**
 * @param onPage told how long each page took from its request, in ms
 */
export const createPageFetcher = (options: {
  readonly client: FiniClient;
  readonly requester: Requester;
  readonly clock: Clock;
  readonly onPage: (milliseconds: number, page: FetchedPage, query: ListQuery) => void;
}): PageFetcher => {
  const { client, clock, requester } = options;
  let limit = FULL_PAGE;
  let pagesSinceReduced = 0;

  const mend = (error: unknown): boolean => {
    const tooLarge = error instanceof PageTooLargeError;
    // A body that does not come to its end in time may do so with fewer rows. It counts as a failure all the same.
    const tooSlow = error instanceof FiniTimeoutError && error.details['phase'] === 'body';
    if (limit === 1 || !(tooLarge || tooSlow)) return false;
    limit = Math.ceil(limit / 4);
    pagesSinceReduced = 0;
    return tooLarge;
  };

  const fetch = async (queryOf: () => ListQuery): Promise<TimedPage> => {
    let askedAt = 0;
    let query = queryOf();
    const page = await requester.request((signal) => {
      askedAt = clock.monotonic();
      query = queryOf();
      return client.list(query, signal);
    }, mend);
    options.onPage(clock.monotonic() - askedAt, page, query);
    pagesSinceReduced += 1;
    if (limit < FULL_PAGE && pagesSinceReduced >= PAGES_BEFORE_GROWING) {
      limit = Math.min(FULL_PAGE, limit * 2);
      pagesSinceReduced = 0;
    }
    return { ...page, askedAt };
  };

  return {
    next: (checkpoint) => fetch(() => questionOf(checkpoint, limit)),
    ask: (query) => fetch(() => ({ ...query, limit: Math.min(query.limit, limit) })),
  };
};
