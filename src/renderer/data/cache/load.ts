/** Bringing the index into memory, and mending it from the pages where it is damaged or of another version. */
import { z } from 'zod';
import { killDocument, type Segment } from '../index/segment.ts';
import { nextTurn } from '../pause.ts';
import type { CacheParts } from './cache.ts';
import { indexVersion } from './database.ts';
import { reindexPages } from './reindex.ts';
import { loadColumns, loadPart, segmentKeys } from './segment-store.ts';
import { openCheckpoint } from './window-store.ts';

export interface Loader {
  /** Loads columns, enough for lists without words. Never fails because of damage. */
  load(onProgress: (done: number, total: number) => void): Promise<void>;
  /** Goes on with terms and positions. */
  loadRest(): void;
  ready(need: { readonly terms: boolean; readonly positions: boolean }): Promise<void>;
  /** Waits until everything is loaded. */
  whole(): Promise<void>;
}

/** Records read at a time: reading, decrypting and inflating go on beside one another. */
const AT_A_TIME = 4;

/**
 * @param onRepaired called when, after `load`, something was dropped or brought back
 */
export const createLoader = (parts: CacheParts, onRepaired: () => void): Loader => {
  const { database, sealer, index } = parts;
  let terms: Promise<void> = Promise.resolve();
  let positions: Promise<void> = Promise.resolve();

  /** Drops a segment and indexes its pages anew. */
  const rebuild = async (segment: Segment): Promise<void> => {
    await database.segments.bulkDelete(segmentKeys(segment.id));
    index.remove(segment);
    parts.supersedes.delete(segment.id);
    parts.stored.delete(segment.id);
    await reindexPages(parts, segment.pages, () => undefined);
    onRepaired();
  };

  const loadParts = async (part: 'terms' | 'positions'): Promise<void> => {
    for (const segment of index.segments) {
      if (parts.signal.aborted) return;
      try {
        await loadPart(database, sealer, segment, part);
      } catch {
        // A segment that was merged away in the meantime has nothing left to load.
        if (!parts.signal.aborted && index.segments.includes(segment)) await rebuild(segment);
      }
      await nextTurn();
    }
  };

  return {
    load: async (onProgress) => {
      await checkVersion(parts);
      await loadCheckpoints(parts);
      await parts.attributions.load();
      const present = new Set(await database.pages.toCollection().primaryKeys());
      const { segments, covered } = await loadSegments(parts, onProgress);
      // Largest first: what is looked up in the others is then mostly in the small ones.
      for (const segment of segments.sort((one, other) => other.columns.count - one.columns.count))
        index.attach(segment);
      await dropMissing(
        parts,
        [...covered].filter((page) => !present.has(page)),
      );
      settleVersions(parts);

      const uncovered = [...present].filter((page) => !covered.has(page)).sort((one, other) => one - other);
      parts.nextId.page = 1 + [...present, ...covered, ...parts.dropped].reduce((most, id) => Math.max(most, id), 0);
      await reindexPages(parts, uncovered, onProgress);
    },
    loadRest: () => {
      terms = loadParts('terms');
      positions = terms.then(() => loadParts('positions'));
      positions.then(() => index.prepare()).catch(() => undefined);
      // Whoever waits for them gets the failure; nobody may be waiting.
      terms.catch(() => undefined);
      positions.catch(() => undefined);
    },
    ready: async (need) => {
      if (need.terms) await terms;
      if (need.positions) await positions;
    },
    whole: () => positions,
  };
};

const checkVersion = async ({ database }: CacheParts): Promise<void> => {
  const version = indexVersion();
  const stored = await database.meta.get('index');
  if (stored?.value === version) return;
  await database.transaction('rw', database.segments, database.meta, async () => {
    await database.segments.clear();
    await database.meta.put({ key: 'index', value: version });
  });
};

const loadCheckpoints = async ({ database, sealer, checkpoints }: CacheParts): Promise<void> => {
  for (const record of await database.windows.toArray()) {
    const checkpoint = await openCheckpoint(sealer, record);
    if (checkpoint) checkpoints.set(checkpoint.id, checkpoint);
    else await database.windows.delete(record.id);
  }
};

/** The columns of every whole segment. Those that are not whole are deleted; their pages are then not covered. */
const loadSegments = async (
  parts: CacheParts,
  onProgress: (done: number, total: number) => void,
): Promise<{ readonly segments: Segment[]; readonly covered: Set<number> }> => {
  const { database, sealer } = parts;
  const keys = await database.segments.toCollection().primaryKeys();
  const partsOf = new Map<number, number>();
  for (const [id] of keys) partsOf.set(id, (partsOf.get(id) ?? 0) + 1);
  const ids = [...partsOf.keys()];
  parts.nextId.segment = 1 + ids.reduce((most, id) => Math.max(most, id), 0);

  const segments: Segment[] = [];
  const covered = new Set<number>();
  let done = 0;
  const loadOne = async (id: number): Promise<void> => {
    try {
      const record = partsOf.get(id) === 3 ? await database.segments.get([id, 'columns']) : undefined;
      if (!record) throw new RangeError('A part of the segment is missing.');
      const segment = await loadColumns(sealer, record);
      segments.push(segment);
      parts.supersedes.set(id, record.supersedes);
      parts.stored.add(id);
      for (const page of segment.pages) covered.add(page);
    } catch {
      await database.segments.bulkDelete(segmentKeys(id));
    }
    done += 1;
    onProgress(done, ids.length);
  };
  for (let at = 0; at < ids.length; at += AT_A_TIME) await Promise.all(ids.slice(at, at + AT_A_TIME).map(loadOne));
  return { segments, covered };
};

/** Takes pages that are no longer there out of the lists; one that went without having been dropped was damaged. */
const dropMissing = async (parts: CacheParts, pages: readonly number[]): Promise<void> => {
  const record = await parts.database.meta.get('dropped');
  for (const page of readIds(record?.value ?? '[]')) parts.dropped.add(page);
  for (const page of pages) {
    if (parts.dropped.has(page)) parts.index.dropPage(page);
    else await parts.dropPage(page);
  }
};

const readIds = (json: string): readonly number[] => {
  try {
    return z.array(z.number().int()).parse(JSON.parse(json));
  } catch {
    return [];
  }
};

/** Finds, among segments as they were stored, which documents newer versions have superseded. */
const settleVersions = ({ index, supersedes }: CacheParts): void => {
  for (const segment of index.segments) {
    if ((supersedes.get(segment.id) ?? 0) === 0) continue;
    const { columns } = segment;
    for (let document = 0; document < columns.count; document += 1) {
      if (segment.live[document] === 0) continue;
      for (const other of index.segments) {
        if (other === segment || segment.live[document] === 0) continue;
        const known = other.columns.ids.findAt(columns, document);
        if (known < 0 || other.live[known] === 0) continue;
        if (other.columns.page[known]! < columns.page[document]!) killDocument(other, known);
        else killDocument(segment, document);
      }
    }
  }
};
