/** The sealed pages: packing rows, reading them back, and keeping a few decoded. */
import type { Interaction } from '#shared/domain/interaction.ts';
import { DamagedPageError, DamagedRecordError } from '../errors.ts';
import type { CacheDatabase } from './database.ts';
import { decodeRows, encodeRows, type PackedRows } from './page-codec.ts';
import type { Sealer } from './seal.ts';

/** A stored row that a newer one took the place of. */
export interface Superseded {
  /** Row of the new page. */
  readonly row: number;
  /** Where the older version is. */
  readonly page: number;
  readonly pageRow: number;
  readonly contentHash: string;
}

export interface PageContent {
  readonly rows: readonly Interaction[];
  /** The older versions of its rows: following them gives an interaction's history. */
  readonly supersedes: readonly Superseded[];
}

/** Decoded pages kept: a list's neighbours are on the same few pages. */
const KEPT_PAGES = 12;

export const pageName = (id: number): string => `page ${id}`;

/** A page's content as bytes to be sealed. */
export const packPage = (content: PageContent): PackedRows => encodeRows([content.rows, content.supersedes]);

export interface PageStore {
  /** Reads a page. Throws DamagedPageError when it is missing or unreadable. */
  read(id: number): Promise<PageContent>;
  forget(id: number): void;
}

export const createPageStore = (database: Pick<CacheDatabase, 'pages'>, sealer: Sealer): PageStore => {
  const kept = new Map<number, Promise<PageContent>>();

  const load = async (id: number): Promise<PageContent> => {
    try {
      const record = await database.pages.get(id);
      if (!record) throw new DamagedRecordError(pageName(id), 'header');
      const content = decodeRows(await sealer.open(pageName(id), record.sealed));
      // What was sealed here is authenticated, so its shape is ours.
      const [rows, supersedes] = content as [readonly Interaction[], readonly Superseded[]];
      return { rows, supersedes };
    } catch (error) {
      throw isDamage(error) ? new DamagedPageError({ cause: error }) : error;
    }
  };

  return {
    read: (id) => {
      const known = kept.get(id);
      if (known) {
        // The map's order is the order of use.
        kept.delete(id);
        kept.set(id, known);
        return known;
      }
      const loading = load(id);
      kept.set(id, loading);
      loading.catch(() => kept.delete(id));
      const oldest = kept.keys().next().value;
      if (kept.size > KEPT_PAGES && oldest !== undefined) kept.delete(oldest);
      return loading;
    },
    forget: (id) => {
      kept.delete(id);
    },
  };
};

/** What the browser says of a record whose bytes it cannot bring back. */
const UNREADABLE = ['UnknownError', 'DataError', 'NotReadableError', 'NotFoundError'];

/** Anything else (the database was closed, a defect of ours) says nothing about the page, which is then not given up. */
const isDamage = (error: unknown): boolean =>
  error instanceof DamagedRecordError ||
  error instanceof SyntaxError ||
  error instanceof RangeError ||
  ((error instanceof Error || error instanceof DOMException) && UNREADABLE.includes(error.name));
