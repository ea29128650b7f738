/** Whether a page was asked for again that had been acknowledged, judged by the server's log and the checkpoints kept. */
import type { WindowCheckpoint } from '#shared/domain/sync.ts';
import type { RecordedRequest } from '../../support/fini-api/index.ts';

/** One list of the server's: what was asked, but for the place in it. */
const listOf = ({ query }: RecordedRequest): string =>
  JSON.stringify(['since', 'until', 'limit', 'agentId', 'source', 'channel'].map((name) => query[name] ?? null));

const cursorOf = ({ query }: RecordedRequest): string | null => query['cursor']?.[0] ?? null;

export const pageName = (request: RecordedRequest): string => `${listOf(request)} ${cursorOf(request)}`;

const isOf = (request: RecordedRequest, window: WindowCheckpoint): boolean =>
  request.query['since']?.[0] === String(window.since) &&
  request.query['until']?.[0] === (window.openEnded ? undefined : String(window.until)) &&
  (request.query['agentId']?.[0] ?? null) === window.scope.agentId;

/**
 * The pages that checkpoints say are stored: those of each window's list from its top down to its cursor.
 *
 * @param requests the log of everything asked so far
 */
export const acknowledgedPages = (
  requests: readonly RecordedRequest[],
  windows: readonly WindowCheckpoint[],
): ReadonlySet<string> => {
  const acknowledged = new Set<string>();
  for (const window of windows.filter(({ pages }) => pages > 0)) {
    const asked = requests.filter((request) => request.page !== null && isOf(request, window));
    for (const list of new Set(asked.map(listOf))) {
      const byCursor = new Map(
        asked.filter((request) => listOf(request) === list).map((request) => [cursorOf(request), request]),
      );
      let request = byCursor.get(null);
      const pages: string[] = [];
      while (request && pages.length < window.pages) {
        pages.push(pageName(request));
        const next: string | null = request.page?.nextCursor ?? null;
        request = next === null || next === window.cursor ? undefined : byCursor.get(next);
      }
      if (pages.length === window.pages) for (const page of pages) acknowledged.add(page);
    }
  }
  return acknowledged;
};
