/**
 * What is stored of a workspace, as far as the first list needs it, read in one go and sealed still: reading waits for
 * the disk, and can do so while the key is on its way.
 */
import { type CacheDatabase, indexVersion, openDatabase, type SegmentRecord, type WindowRecord } from './database.ts';

export interface Stored {
  readonly database: CacheDatabase;
  /** Whether the segments are of this application's version, and of how this browser cuts words. */
  readonly current: boolean;
  readonly windows: readonly WindowRecord[];
  /** Ids of the pages that are there. */
  readonly pages: ReadonlySet<number>;
  /** Ids of pages that were dropped, as JSON. */
  readonly dropped: string | undefined;
  /** How many of its parts are there, by segment. */
  readonly parts: ReadonlyMap<number, number>;
  /** Records of columns by segment: of the first few, which are all but in a very large cache. */
  readonly columns: ReadonlyMap<number, SegmentRecord>;
}

/** Segments whose columns are read at once. A hundred thousand interactions have a few. */
const AT_ONCE = 16;

/**
 * Opens the database and reads.
 *
 * @throws CacheUnusableError when there can be no cache at all
 * @throws DiskFullError
 */
export const readStored = async (workspaceId: string): Promise<Stored> => {
  const database = await openDatabase(workspaceId);
  const segments = async () => {
    const keys = await database.segments.toCollection().primaryKeys();
    const parts = new Map<number, number>();
    for (const [id] of keys) parts.set(id, (parts.get(id) ?? 0) + 1);
    const first = [...parts.keys()].slice(0, AT_ONCE);
    const records = await Promise.all(first.map((id) => database.segments.get([id, 'columns'])));
    const columns = new Map<number, SegmentRecord>();
    for (const record of records) if (record) columns.set(record.id, record);
    return { parts, columns };
  };
  const reading = Promise.all([
    database.meta.get('index'),
    database.meta.get('dropped'),
    database.windows.toArray(),
    database.pages.toCollection().primaryKeys(),
    segments(),
  ]);
  // The browser loads its dictionaries to tell how it cuts words: as long as reading takes, and on another thread.
  const version = indexVersion();
  const [index, dropped, windows, pages, { parts, columns }] = await reading;
  return {
    database,
    current: index?.value === version,
    windows,
    pages: new Set(pages),
    dropped: dropped?.value,
    parts,
    columns,
  };
};
