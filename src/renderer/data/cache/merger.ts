/** Merging in the background: a few segments of a size become one and are stored, so that a query visits a few dozen at most. */
import { mergeSegments } from '../index/merge.ts';
import type { Segment } from '../index/segment.ts';
import { createPause } from '../pause.ts';
import type { CacheParts } from './cache.ts';
import type { Compactor } from './compactor.ts';
import { sealSegment, segmentKeys } from './segment-store.ts';

export interface Merger {
  /** Merges for as long as there is anything to merge. */
  wake(): void;
  /** Waits until the merging under way is done. */
  idle(): Promise<void>;
  /** Stores what was indexed since, so that the next start need not index it again. */
  storeRest(): Promise<void>;
}

/** Segments of a tier that become one of the next. */
const FAN_IN = 10;
/**
 * The last tier that is merged: its segments hold ten thousand documents, and become one of a hundred thousand. Merging
 * them takes about a second, in slices; beyond that a query gains little, and merging takes more memory than it should.
 */
const TOP_TIER = 2;
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
  const full = [...tiers]
    .filter(([tier, members]) => tier <= TOP_TIER && members.length >= FAN_IN)
    .sort(([one], [other]) => one - other)[0];
  if (full) return full[1].slice(0, FAN_IN);
  const stale = segments.find(({ liveCount, columns }) => liveCount < columns.count / 2);
  return stale ? [stale] : [];
};

/** Pages that hold versions which newer ones took the place of. */
const pagesOfDead = (segments: readonly Segment[]): ReadonlySet<number> => {
  const pages = new Set<number>();
  for (const { live, liveCount, columns } of segments) {
    if (liveCount === columns.count) continue;
    for (let document = 0; document < columns.count; document += 1)
      if (live[document] === 0) pages.add(columns.page[document]!);
  }
  return pages;
};

/** 0 up to a page's worth, 1 up to ten pages', and so on. */
const tierOf = (documents: number): number => Math.max(0, Math.ceil(Math.log10(Math.max(documents, 1) / PAGE)));

/**
 * Documents from which on a merged segment is stored at once. Whoever quits right after a sync starts again without a
 * wait, since no more than these have to be indexed again; smaller ones wait for a quiet moment.
 */
const WORTH_STORING = 500;

/** How long no page has to have come before what is not stored is stored, in ms. */
const QUIET = 2000;

/**
 * @param loaded waits until every segment is loaded whole
 */
export const createMerger = (parts: CacheParts, compactor: Compactor, loaded: () => Promise<void>): Merger => {
  const { database, index, sealer, stored, supersedes } = parts;
  let working: Promise<void> | null = null;
  let quiet: ReturnType<typeof setTimeout> | null = null;

  /** Stored segments that an unstored one was merged of: they stand until it is stored itself. */
  const inPlaceOf = new Map<number, readonly number[]>();

  const store = async (segment: Segment): Promise<void> => {
    const records = await sealSegment(sealer, segment, supersedes.get(segment.id) ?? 0);
    await database.transaction('rw', database.segments, database.meta, async () => {
      await database.segments.bulkPut([...records]);
      await database.segments.bulkDelete((inPlaceOf.get(segment.id) ?? []).flatMap(segmentKeys));
      await compactor.note();
    });
    stored.add(segment.id);
    inPlaceOf.delete(segment.id);
  };

  /** Makes one segment of several; a small one is stored only when `whatever` says so. */
  const mergeOnce = async (chosen: readonly Segment[], whatever: boolean): Promise<void> => {
    // What is superseded whole goes with the next merge: its pages then count as indexed by what is merged.
    const sources = [...chosen, ...index.segments.filter((one) => one.liveCount === 0 && !chosen.includes(one))];
    const merged = await mergeSegments(parts.nextId.segment++, sources, createPause());
    const conflicts = sources.reduce((sum, source) => sum + (supersedes.get(source.id) ?? 0), 0);
    // What is superseded is not in the merged segment any more: now its pages are to be looked at.
    compactor.add(pagesOfDead(sources));
    const standsFor = sources.flatMap((source) =>
      stored.has(source.id) ? [source.id] : (inPlaceOf.get(source.id) ?? []),
    );
    inPlaceOf.set(merged.id, standsFor);
    supersedes.set(merged.id, conflicts);
    if (whatever || merged.columns.count >= WORTH_STORING) await store(merged);
    for (const source of sources) {
      supersedes.delete(source.id);
      stored.delete(source.id);
      inPlaceOf.delete(source.id);
    }
    index.replace(sources, merged);
  };

  const withAnyLive = (): readonly Segment[] => index.segments.filter(({ liveCount }) => liveCount > 0);

  const merge = async (): Promise<void> => {
    await loaded();
    for (;;) {
      const sources = chooseMerge(withAnyLive());
      if (parts.signal.aborted) return;
      if (sources.length === 0) break;
      await mergeOnce(sources, false);
    }
    await compactor.run();
  };

  /** One piece of work at a time. One that fails (no room, say) leaves everything as it was, for a later try. */
  const begin = (work: () => Promise<void>): Promise<void> => {
    working ??= work()
      .catch(() => undefined)
      .finally(() => {
        working = null;
      });
    return working;
  };

  const storeRest = async (): Promise<void> => {
    if (quiet !== null) clearTimeout(quiet);
    quiet = null;
    parts.pending.flush();
    await working;
    await begin(async () => {
      const rest = withAnyLive().filter((segment) => !stored.has(segment.id));
      const [only] = rest;
      if (only && rest.length === 1 && only.liveCount === only.columns.count) await store(only);
      else if (only) await mergeOnce(rest, true);
      await compactor.run();
    });
  };

  return {
    wake: () => {
      void begin(merge);
      if (quiet !== null) clearTimeout(quiet);
      quiet = setTimeout(() => {
        quiet = null;
        if (!parts.signal.aborted) void storeRest();
      }, QUIET);
    },
    idle: async () => {
      await working;
    },
    storeRest,
  };
};
