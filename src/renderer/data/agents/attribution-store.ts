/**
 * Attributions in the database: a sealed record a page that taught something, written in the page's transaction, and
 * joined into few large ones when there are many.
 */
import type { AttributionRecord, CacheDatabase } from '../cache/database.ts';
import type { Sealer } from '../cache/seal.ts';
import type { AgentBook } from './agent-book.ts';
import { type Attribution, decodeAttribution, encodeAttribution } from './attribution-codec.ts';

export interface AttributionStore {
  /** What of a page is not attributed yet, as a record to be stored with it; null when nothing. */
  seal(agentId: string, interactionIds: readonly string[], windowId: string): Promise<AttributionRecord | null>;
  /** Folds what is stored into the book. */
  load(): Promise<void>;
  /** Joins many small records into few. */
  join(): Promise<void>;
}

/** Small records there may be before they are joined. */
const MOST_SMALL = 64;
/** Interactions to a joined record. */
const JOINED = 20_000;

const recordName = (id: number): string => `attribution ${id}`;

/**
 * @param drop called for a record that cannot be read
 */
export const createAttributionStore = (
  database: CacheDatabase,
  sealer: Sealer,
  book: AgentBook,
  drop: (id: number, windowId: string) => Promise<void>,
): AttributionStore => {
  let nextId = 1;

  const sealRecord = async (attribution: Attribution, windowId: string): Promise<AttributionRecord> => {
    const id = nextId++;
    const bytes = encodeAttribution(attribution);
    const sealed = await sealer.seal(recordName(id), bytes, { deflate: false });
    return { id, windowId, rows: attribution.interactionIds.length, sealed };
  };

  const read = async ({ id, sealed }: AttributionRecord): Promise<Attribution | null> => {
    try {
      return decodeAttribution(await sealer.open(recordName(id), sealed));
    } catch {
      return null;
    }
  };

  return {
    seal: async (agentId, interactionIds, windowId) => {
      const news = interactionIds.filter((id) => !book.agentsOf(id).includes(agentId));
      return news.length === 0 ? null : sealRecord({ agentId, interactionIds: news }, windowId);
    },
    load: async () => {
      const records = await database.attributions.toArray();
      nextId = 1 + records.reduce((most, { id }) => Math.max(most, id), 0);
      const attributions = await Promise.all(records.map(read));
      for (let index = 0; index < records.length; index += 1) {
        const attribution = attributions[index];
        if (attribution) book.attribute(attribution.agentId, attribution.interactionIds);
        else await drop(records[index]!.id, records[index]!.windowId);
      }
    },
    join: async () => {
      const records = await database.attributions.toArray();
      const small = records.filter(({ rows }) => rows < JOINED / 2);
      if (small.length < MOST_SMALL) return;
      const byAgent = new Map<string, Set<string>>();
      const joined: number[] = [];
      for (const record of small) {
        const attribution = await read(record);
        // One that cannot be read is left for the next start to drop.
        if (!attribution) continue;
        joined.push(record.id);
        const ids = byAgent.get(attribution.agentId) ?? new Set();
        for (const id of attribution.interactionIds) ids.add(id);
        byAgent.set(attribution.agentId, ids);
      }
      const large: AttributionRecord[] = [];
      for (const [agentId, ids] of byAgent) {
        const all = [...ids];
        for (let from = 0; from < all.length; from += JOINED)
          large.push(await sealRecord({ agentId, interactionIds: all.slice(from, from + JOINED) }, ''));
      }
      await database.transaction('rw', database.attributions, async () => {
        await database.attributions.bulkAdd(large);
        await database.attributions.bulkDelete(joined);
      });
    },
  };
};
