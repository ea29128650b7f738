/** Answers the sync like Fini would, from interactions that the application makes itself: no network and no key. */
import { type Interaction, interactionSchema, lastMessageAt } from '#shared/domain/interaction.ts';
import { CancelledError } from '#shared/errors.ts';
import type { FetchedPage, FiniClient, ListQuery } from '../fini/client.ts';
import { SAMPLE_AGENTS, sampleAgentOf, sampleTagGroups, sampleTags } from './agents.ts';
import { generateInteractions, type SampleOptions } from './generate.ts';

interface Row {
  readonly at: number;
  readonly interaction: Interaction;
}

/**
 * A client that holds the sample workspace.
 *
 * Pass the time at which the workspace was made as `now`: with the same `now`, `count` and `seed` every run answers the
 * same interactions, so that fetching again changes nothing.
 */
export const createSampleClient = (options: SampleOptions): FiniClient => {
  let rows: readonly Row[] | null = null;
  // Generated rows pass the same check as fetched ones: what the schema would refuse must not come in by this door.
  const load = (): readonly Row[] =>
    generateInteractions(options).map((wire) => {
      const interaction = interactionSchema.parse(wire);
      return { at: lastMessageAt(interaction), interaction };
    });

  const list = async (query: ListQuery, signal: AbortSignal): Promise<FetchedPage> => {
    if (signal.aborted) throw new CancelledError('Fetching');
    rows ??= load();
    const until = query.until ?? Number.POSITIVE_INFINITY;
    const inWindow = rows.filter(
      ({ at, interaction }) => at >= query.since && at < until && isAskedFor(interaction, query),
    );
    const start =
      query.cursor === null ? 0 : inWindow.findIndex(({ interaction }) => interaction.id === query.cursor) + 1;
    const page = inWindow.slice(start, start + query.limit);
    const hasMore = start + page.length < inWindow.length;
    return {
      rows: page.map(({ interaction }) => interaction),
      quarantined: 0,
      hasMore,
      nextCursor: hasMore ? (page[page.length - 1]?.interaction.id ?? null) : null,
    };
  };
  return {
    list,
    agents: async () => SAMPLE_AGENTS,
    tagGroups: async () => sampleTagGroups(),
    tags: async (groupIds) => sampleTags(groupIds),
  };
};

const isAskedFor = (interaction: Interaction, { sources, channels, agentId }: ListQuery): boolean =>
  (sources.length === 0 || sources.includes(interaction.source)) &&
  (channels.length === 0 || channels.includes(interaction.channel)) &&
  (agentId === null || sampleAgentOf(interaction.id) === agentId);
