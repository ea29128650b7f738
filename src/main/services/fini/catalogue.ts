/** Reading what a workspace calls its agents and tags. */
import type { Agent, Catalogue, GroupTag } from '#shared/domain/catalogue.ts';
import type { FiniClient } from './client.ts';

/** Groups asked for at once: their ids go into the address, which must not grow without bound. */
const GROUPS_AT_ONCE = 40;

/** The agents, once each. @throws what the request throws */
export const fetchAgents = async (client: FiniClient, signal: AbortSignal): Promise<readonly Agent[]> => {
  const agents = new Map((await client.agents(signal)).map((agent) => [agent.id, agent]));
  return [...agents.values()];
};

/**
 * The whole catalogue.
 *
 * @param request makes one request within the key's limit
 * @param now epoch ms
 * @throws what a request throws
 */
export const fetchCatalogue = async (
  client: FiniClient,
  request: <Answer>(ask: (signal: AbortSignal) => Promise<Answer>) => Promise<Answer>,
  now: () => number,
): Promise<Catalogue> => {
  const agents = await request((signal) => fetchAgents(client, signal));
  const tagGroups = await request((signal) => client.tagGroups(signal));
  const tags: GroupTag[] = [];
  for (let from = 0; from < tagGroups.length; from += GROUPS_AT_ONCE) {
    const ids = tagGroups.slice(from, from + GROUPS_AT_ONCE).map(({ id }) => id);
    tags.push(...(await request((signal) => client.tags(ids, signal))));
  }
  return { agents, tagGroups, tags, fetchedAt: now() };
};
