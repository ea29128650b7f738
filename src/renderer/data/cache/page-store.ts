/** The sealed pages: sealing them, reading them back, and keeping a few decoded. */
import type { Interaction } from '#shared/domain/interaction.ts';
import { DamagedPageError, DamagedRecordError } from '../errors.ts';
import type { CacheDatabase } from './database.ts';
import { join } from './deflate.ts';
import type { PackedRows } from './page-codec.ts';
import { type PageContent, unpackPage, unpackRow } from './page-content.ts';
import type { Sealer } from './seal.ts';

/**
 * Longest record, in bytes: with all around it below 64 KiB, above which Chromium keeps a value in a file of its own.
 * Measured, a transaction with such values takes three times as long.
 */
const LONGEST_RECORD = 60_000;

/** A sealed page as it is stored: the first record's bytes, and what goes on in a second. */
type SealedPage = readonly [first: Uint8Array<ArrayBuffer>, rest: Uint8Array<ArrayBuffer> | null];

/** Seals a page's rows. */
export const sealPage = async (sealer: Sealer, id: number, rows: PackedRows): Promise<SealedPage> => {
  const sealed = await sealer.seal(pageName(id), rows.deflatable, { plainTail: rows.random });
  return sealed.length <= LONGEST_RECORD
    ? [sealed, null]
    : // Copied, since storing a view would store all that it is a view of.
      [sealed.slice(0, LONGEST_RECORD), sealed.slice(LONGEST_RECORD)];
};

/** Decoded pages kept, some two megabytes each: a conversation's neighbours in the list are on the same few pages. */
const KEPT_PAGES = 6;

const pageName = (id: number): string => `page ${id}`;

export interface PageStore {
  /** Reads a page. Throws DamagedPageError when it is missing or unreadable. */
  read(id: number): Promise<PageContent>;
  /** Reads one row and keeps nothing of its page: for lists, whose rows are on as many pages. Throws as `read` does. */
  readRow(id: number, row: number): Promise<Interaction | null>;
  forget(id: number): void;
}

export const createPageStore = (database: CacheDatabase, sealer: Sealer): PageStore => {
  const kept = new Map<number, Promise<PageContent>>();

  /** Both records are read in one transaction: compaction may put others in their place. */
  const readSealed = (id: number): Promise<Uint8Array<ArrayBuffer>> =>
    database.transaction('r', database.pages, database.rests, async () => {
      const record = await database.pages.get(id);
      if (!record) throw new DamagedRecordError(pageName(id), 'header');
      if (!record.continued) return record.sealed;
      const rest = await database.rests.get(id);
      if (!rest) throw new DamagedRecordError(pageName(id), 'header');
      return join([record.sealed, rest.sealed]);
    });

  const load = async <Content>(id: number, unpack: (bytes: Uint8Array<ArrayBuffer>) => Content): Promise<Content> => {
    try {
      return unpack(await sealer.open(pageName(id), await readSealed(id)));
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
      const loading = load(id, unpackPage);
      kept.set(id, loading);
      loading.catch(() => kept.delete(id));
      const oldest = kept.keys().next().value;
      if (kept.size > KEPT_PAGES && oldest !== undefined) kept.delete(oldest);
      return loading;
    },
    readRow: async (id, row) => {
      const known = kept.get(id);
      return known ? ((await known).rows[row] ?? null) : load(id, (bytes) => unpackRow(bytes, row));
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
