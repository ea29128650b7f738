/** The Fini client over HTTP. */
import { LIST_PATH } from './allowlist.ts';
import type { FiniClient } from './client.ts';
import { DEFAULT_LIMITS, getJson, type RequestLimits } from './get-json.ts';
import { parsePage } from './page.ts';

/**
 * Makes a client that reads with one key from one origin.
 *
 * @param baseUrl the origin; see `apiBaseUrlFrom`
 */
export const createHttpClient = (options: {
  readonly baseUrl: URL;
  readonly apiKey: string;
  readonly limits?: Partial<RequestLimits>;
}): FiniClient => {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  return {
    list: async ({ since, until, limit, cursor }, signal) => {
      const url = new URL(LIST_PATH, options.baseUrl);
      url.searchParams.set('since', String(since));
      url.searchParams.set('until', String(until));
      url.searchParams.set('limit', String(limit));
      if (cursor !== null) url.searchParams.set('cursor', cursor);
      return parsePage(await getJson(options.baseUrl, url, options.apiKey, limits, signal));
    },
  };
};
