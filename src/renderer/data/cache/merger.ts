/** Merging in the background: a few segments of a size become one, so that a query visits a few dozen at most. */
import { mergeSegments } from '../index/merge.ts';
import type { Segment } from '../index/segment.ts';
import { createPause } from '../pause.ts';
import type { CacheParts } from './cache.ts';
import { sealSegment, segmentKeys } from './segment-store.ts';

export interface Merger {
  /** Merges for as long as there is anything to merge. */
  wake(): void;
  /** Waits until the merging under way is done. */
  idle(): Promise<void>;
}

/** Segments of a tier that become one of the next. */
const FAN_IN = 10;
/** Documents in a segment of the lowest tier, at most: a page. */
const PAGE = 100;

/**
 * Which segments to merge next: the tier with enough of them, smallest first; else one that is mostly superseded.
 */
export const chooseMerge = (segments: readonly Segment[]): readonly Segment[] => {
  const tiers = new Map<number, Segment[]>();
  for (const segment of segments) {
    const tier = tierOf(segment.liveCount);
    const others = tiers.get(tier);
    if (others) others.push(segment);
    else tiers.set(tier, [segment]);
  }
  const full = [...tiers].filter(([, members]) => members.length >= FAN_IN).sort(([one], [other]) => one - other)[0];
  if (full) return full[1].slice(0, FAN_IN);
  const stale = segments.find(({ liveCount, columns }) => liveCount < columns.count / 2);
  return stale ? [stale] : [];
};

/** 0 up to a page's worth, 1 up to ten pages', and so on. */
const tierOf = (documents: number): number => Math.max(0, Math.ceil(Math.log10(Math.max(documents, 1) / PAGE)));

/**
 * @param loaded waits until every segment is loaded whole
 */
export const createMerger = (parts: CacheParts, loaded: () => Promise<void>): Merger => {
  let working: Promise<void> | null = null;

  const mergeOnce = async (sources: readonly Segment[]): Promise<void> => {
    const { database, index, sealer } = parts;
    const merged = await mergeSegments(parts.nextId.segment++, sources, createPause());
    const supersedes = sources.reduce((sum, source) => sum + (parts.supersedes.get(source.id) ?? 0), 0);
    const records = merged.columns.count > 0 ? await sealSegment(sealer, merged, supersedes) : [];
    // The pages covered by an empty segment would count as not indexed; its sources stay until they merge with others.
    if (records.length === 0) return;
    await database.transaction('rw', database.segments, async () => {
      await database.segments.bulkPut([...records]);
      await database.segments.bulkDelete(sources.flatMap((source) => segmentKeys(source.id)));
    });
    for (const source of sources) parts.supersedes.delete(source.id);
    parts.supersedes.set(merged.id, supersedes);
    index.replace(sources, merged);
  };

  const work = async (): Promise<void> => {
    await loaded();
    for (;;) {
      const sources = chooseMerge(parts.index.segments.filter(({ liveCount }) => liveCount > 0));
      if (sources.length === 0 || parts.signal.aborted) return;
      await mergeOnce(sources);
    }
  };

  return {
    wake: () => {
      // A merge that fails (no room, say) leaves everything as it was; the next page tries again.
      working ??= work()
        .catch(() => undefined)
        .finally(() => {
          working = null;
        });
    },
    idle: async () => {
      await working;
    },
  };
};
