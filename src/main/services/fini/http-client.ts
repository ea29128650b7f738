/** The Fini client over HTTP. */
import { agentSchema, groupTagSchema, tagGroupSchema } from '#shared/domain/catalogue.ts';
import { AGENTS_PATH, LIST_PATH, TAG_GROUPS_PATH, TAGS_PATH } from './allowlist.ts';
import type { FiniClient } from './client.ts';
import { BadRequestError, CatalogueRefusedError, MissingScopeError } from './errors.ts';
import { DEFAULT_LIMITS, getJson, type RequestLimits } from './get-json.ts';
import { parsePage } from './page.ts';
import { parseRows } from './rows.ts';

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
  const get = (path: string, parameters: readonly (readonly [string, string])[], signal: AbortSignal) => {
    const url = new URL(path, options.baseUrl);
    for (const [name, value] of parameters) url.searchParams.append(name, value);
    return getJson(options.baseUrl, url, options.apiKey, limits, signal);
  };
  const getCatalogue: typeof get = async (path, parameters, signal) => {
    try {
      return await get(path, parameters, signal);
    } catch (error) {
      const refused = error instanceof MissingScopeError || error instanceof BadRequestError;
      throw refused ? new CatalogueRefusedError(error) : error;
    }
  };
  return {
    list: async ({ since, until, limit, cursor, sources, channels, agentId }, signal) => {
      const parameters: [string, string][] = [['since', String(since)]];
      if (until !== null) parameters.push(['until', String(until)]);
      parameters.push(['limit', String(limit)]);
      if (cursor !== null) parameters.push(['cursor', cursor]);
      if (agentId !== null) parameters.push(['agentId', agentId]);
      if (sources.length > 0) parameters.push(['source', sources.join(',')]);
      if (channels.length > 0) parameters.push(['channel', channels.join(',')]);
      return parsePage(await get(LIST_PATH, parameters, signal));
    },
    agents: async (signal) => parseRows(await getCatalogue(AGENTS_PATH, [], signal), agentSchema),
    tagGroups: async (signal) => parseRows(await getCatalogue(TAG_GROUPS_PATH, [], signal), tagGroupSchema),
    tags: async (groupIds, signal) => {
      const parameters = groupIds.map((id) => ['tagGroupIds', id] as const);
      return parseRows(await getCatalogue(TAGS_PATH, parameters, signal), groupTagSchema);
    },
  };
};
