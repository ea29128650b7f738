/** Bringing the index into memory, and mending it from the pages where it is damaged or of another version. */
import { z } from 'zod';
import { killDocument, type Segment } from '../index/segment.ts';
import { nextTurn } from '../pause.ts';
import type { CacheParts } from './cache.ts';
import { indexVersion } from './database.ts';
import { reindexPages } from './reindex.ts';
import { loadColumns, loadPart, segmentKeys } from './segment-store.ts';
import type { Stored } from './stored.ts';
import { openCheckpoint } from './window-store.ts';

export interface Loader {
  /** Loads columns, enough for lists without words. Never fails because of damage. */
  load(stored: Stored, onProgress: (done: number, total: number) => void): Promise<void>;
  /** Goes on with terms and positions: once they are asked for, else when the first list had time to be drawn. */
  loadRest(): void;
  /** Asks for a part of the rest, and waits for it. */
  ready(need: { readonly terms: boolean; readonly positions: boolean }): Promise<void>;
  /** Asks for everything, and waits for it. */
  whole(): Promise<void>;
  /** Waits until everything is loaded, whenever that is. */
  loaded(): Promise<void>;
}

/** Records opened at a time: decrypting and inflating go on beside one another. */
const AT_A_TIME = 4;
/** How long after the columns the rest is loaded unasked, in milliseconds. Before that it would only hold up the list. */
const REST = 1000;

/**
 * @param onRepaired called when, after `load`, something was dropped or brought back
 */
export const createLoader = (parts: CacheParts, onRepaired: () => void): Loader => {
  const { database, sealer, index } = parts;
  let terms: Promise<void> = Promise.resolve();
  let positions: Promise<void> = Promise.resolve();
  let askForRest = (): void => undefined;

  /** Drops a segment and indexes its pages anew. */
  const rebuild = async (segment: Segment): Promise<void> => {
    await database.segments.bulkDelete(segmentKeys(segment.id));
    index.remove(segment);
    parts.supersedes.delete(segment.id);
    parts.stored.delete(segment.id);
    await reindexPages(parts, segment.pages, () => undefined);
    onRepaired();
  };

  /** Resolves when it is asked for, or after a while. */
  const restIsDue = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, REST);
      askForRest = () => {
        clearTimeout(timer);
        resolve();
      };
    });

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
    load: async (stored, onProgress) => {
      const present = stored.pages;
      const sound = await checkVersion(parts, stored);
      await loadCheckpoints(parts, stored.windows);
      const [{ segments, covered }] = await Promise.all([
        loadSegments(parts, sound, onProgress),
        parts.attributions.load(),
      ]);
      // Largest first: what is looked up in the others is then mostly in the small ones.
      for (const segment of segments.sort((one, other) => other.columns.count - one.columns.count))
        index.attach(segment);
      await dropMissing(
        parts,
        stored.dropped,
        [...covered].filter((page) => !present.has(page)),
      );
      settleVersions(parts);

      const uncovered = [...present].filter((page) => !covered.has(page)).sort((one, other) => one - other);
      parts.nextId.page = 1 + [...present, ...covered, ...parts.dropped].reduce((most, id) => Math.max(most, id), 0);
      await reindexPages(parts, uncovered, onProgress);
    },
    loadRest: () => {
      const due = index.segments.length === 0 ? Promise.resolve() : restIsDue();
      terms = due.then(() => loadParts('terms'));
      positions = terms.then(() => loadParts('positions'));
      positions.then(() => index.prepare()).catch(() => undefined);
      // Whoever waits for them gets the failure; nobody may be waiting.
      terms.catch(() => undefined);
      positions.catch(() => undefined);
    },
    ready: async (need) => {
      if (need.terms || need.positions) askForRest();
      if (need.terms) await terms;
      if (need.positions) await positions;
    },
    whole: () => {
      askForRest();
      return positions;
    },
    loaded: () => positions,
  };
};

/** The segments that are of this version; others are deleted. */
const checkVersion = async (
  { database }: CacheParts,
  { current, parts, columns }: Stored,
): Promise<Pick<Stored, 'parts' | 'columns'>> => {
  if (current) return { parts, columns };
  await database.transaction('rw', database.segments, database.meta, async () => {
    await database.segments.clear();
    await database.meta.put({ key: 'index', value: indexVersion() });
  });
  return { parts: new Map(), columns: new Map() };
};

const loadCheckpoints = async (
  { database, sealer, checkpoints }: CacheParts,
  records: Stored['windows'],
): Promise<void> => {
  const opened = await Promise.all(records.map((record) => openCheckpoint(sealer, record)));
  for (const [at, { id }] of records.entries()) {
    const checkpoint = opened[at];
    if (checkpoint) checkpoints.set(checkpoint.id, checkpoint);
    else await database.windows.delete(id);
  }
};

/** The columns of every whole segment. Those that are not whole are deleted; their pages are then not covered. */
const loadSegments = async (
  parts: CacheParts,
  { parts: partsOf, columns }: Pick<Stored, 'parts' | 'columns'>,
  onProgress: (done: number, total: number) => void,
): Promise<{ readonly segments: Segment[]; readonly covered: Set<number> }> => {
  const { database, sealer } = parts;
  const ids = [...partsOf.keys()];
  parts.nextId.segment = 1 + ids.reduce((most, id) => Math.max(most, id), 0);

  const segments: Segment[] = [];
  const covered = new Set<number>();
  let done = 0;
  const loadOne = async (id: number): Promise<void> => {
    try {
      const whole = partsOf.get(id) === 3;
      const record = whole ? (columns.get(id) ?? (await database.segments.get([id, 'columns']))) : undefined;
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
const dropMissing = async (parts: CacheParts, dropped: string | undefined, pages: readonly number[]): Promise<void> => {
  for (const page of readIds(dropped ?? '[]')) parts.dropped.add(page);
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
