/** The cache's tables in IndexedDB. Only counts, times and ids of pages are in the clear. */
import { Dexie, type EntityTable, type Table } from 'dexie';
import { termsFingerprint } from '#shared/query/terms.ts';
import { CacheUnusableError, DiskFullError } from '../errors.ts';
import type { SegmentPart } from '../index/segment-codec.ts';

/**
 * Versions of the tables. A line a version; each has an upgrade and a test.
 * 1: pages, segments, windows, meta.
 * 2: with reports of runs, the catalogue, and which agent an interaction was fetched under; pages tell the time they span.
 * 3: a page too long for one record goes on in another.
 */
export const DATABASE_VERSION = 3;

/**
 * Versions of what is in a segment. An index of another version is dropped and made again from the pages.
 * 1: columns, terms with posting lists, positions with sides.
 * 2: columns for every clause; tags, folders and articles as sets; attributes among the terms; addresses.
 * 3: rows hashed without what is hashed as judged.
 */
const INDEX_VERSION = 3;

/** Changes with the index's form and with how this browser cuts words. */
export const indexVersion = (): string => `${INDEX_VERSION} ${termsFingerprint()}`;

export interface PageRecord {
  /** Later pages have greater ids. */
  readonly id: number;
  /** The window that fetched it. */
  readonly windowId: string;
  readonly rows: number;
  /** First creation and last message of its rows, epoch ms; without them (version 1) its window alone tells. */
  readonly since?: number;
  readonly until?: number;
  readonly sealed: Uint8Array<ArrayBuffer>;
  /** Whether it goes on in the record of rests with the same id. */
  readonly continued?: boolean;
}

/** What of a sealed page is too much for one record. */
export interface RestRecord {
  /** The page's. */
  readonly id: number;
  readonly sealed: Uint8Array<ArrayBuffer>;
}

export interface SegmentRecord {
  readonly id: number;
  readonly part: SegmentPart;
  readonly documents: number;
  /** Pages it covers; only on the columns. */
  readonly pages: readonly number[];
  /** How many of its documents may have taken the place of one in another segment. */
  readonly supersedes: number;
  readonly sealed: Uint8Array<ArrayBuffer>;
}

export interface WindowRecord {
  readonly id: string;
  /** The checkpoint: its cursor is an interaction's id. */
  readonly sealed: Uint8Array<ArrayBuffer>;
}

export interface RunRecord {
  readonly id: string;
  /** Epoch ms. */
  readonly endedAt: number;
  /** The report: its cursors are interactions' ids. */
  readonly sealed: Uint8Array<ArrayBuffer>;
}

export interface CatalogueRecord {
  readonly id: 'catalogue';
  readonly sealed: Uint8Array<ArrayBuffer>;
}

/** Interactions that were fetched under an agent. */
export interface AttributionRecord {
  readonly id: number;
  /** The window that fetched them. */
  readonly windowId: string;
  readonly rows: number;
  readonly sealed: Uint8Array<ArrayBuffer>;
}

/**
 * `index`: the version of the segments. As JSON lists of ids: `dropped`, pages that were found damaged; `superseded`,
 * pages that compaction has to look at.
 */
export interface MetaRecord {
  readonly key: 'index' | 'dropped' | 'superseded';
  readonly value: string;
}

export type CacheDatabase = Dexie & {
  readonly pages: EntityTable<PageRecord, 'id'>;
  readonly rests: EntityTable<RestRecord, 'id'>;
  readonly segments: Table<SegmentRecord, [number, SegmentPart]>;
  readonly windows: EntityTable<WindowRecord, 'id'>;
  readonly meta: EntityTable<MetaRecord, 'key'>;
  readonly runs: EntityTable<RunRecord, 'id'>;
  readonly catalogue: EntityTable<CatalogueRecord, 'id'>;
  readonly attributions: EntityTable<AttributionRecord, 'id'>;
};

export const databaseName = (workspaceId: string): string => `fini-reviewer-${workspaceId}`;

const declare = (name: string): CacheDatabase => {
  const database = new Dexie(name) as CacheDatabase;
  database.version(1).stores({ pages: 'id', segments: '[id+part]', windows: 'id', meta: 'key' });
  database.version(2).stores({ runs: 'id, endedAt', catalogue: 'id', attributions: 'id' });
  database.version(DATABASE_VERSION).stores({ rests: 'id' });
  // Another tab removes the workspace, or has a newer application: standing in its way would block it for ever.
  database.on('versionchange', () => {
    database.close();
    return false;
  });
  return database;
};

/**
 * Opens a workspace's cache. One that cannot be opened is given up and made anew: what was in it can be fetched again.
 *
 * @throws CacheUnusableError when not even an empty one can be made
 * @throws DiskFullError
 */
export const openDatabase = async (workspaceId: string): Promise<CacheDatabase> => {
  const name = databaseName(workspaceId);
  const first = declare(name);
  try {
    await first.open();
    return first;
  } catch (error) {
    first.close();
    if (isDiskFull(error)) throw new DiskFullError(error);
  }
  try {
    await Dexie.delete(name);
    const second = declare(name);
    await second.open();
    return second;
  } catch (error) {
    if (isDiskFull(error)) throw new DiskFullError(error);
    throw new CacheUnusableError(error);
  }
};

/** Deletes a workspace's cache, open or not. */
export const deleteDatabase = (workspaceId: string): Promise<void> => Dexie.delete(databaseName(workspaceId));

/** Browsers tell a full disk in several wrappings. */
export const isDiskFull = (error: unknown): boolean => {
  if (!(error instanceof Error) && !(error instanceof DOMException)) return false;
  if (error.name === 'QuotaExceededError' || error.message.includes('QuotaExceeded')) return true;
  return 'inner' in error && error.inner !== error && isDiskFull(error.inner);
};
