/** The sealed pages: packing rows, reading them back, and keeping a few decoded. */
import type { Interaction } from '#shared/domain/interaction.ts';
import { DamagedPageError, DamagedRecordError } from '../errors.ts';
import type { CacheDatabase } from './database.ts';
import { join } from './deflate.ts';
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
  /** Null where an old version was, which compaction took out: the places of the others stay as they are. */
  readonly rows: readonly (Interaction | null)[];
  /** The older versions of its rows, of those that were taken out too: following them gives an interaction's history. */
  readonly supersedes: readonly Superseded[];
  /** When the rows came, epoch ms; null on pages of the first version, which did not say. */
  readonly seenAt: number | null;
}

/**
 * Longest record, in bytes: with all around it below 64 KiB, above which Chromium keeps a value in a file of its own.
 * Measured, a transaction with such values takes three times as long.
 */
const LONGEST_RECORD = 60_000;

/** A sealed page as it is stored: the first record's bytes, and what goes on in a second. */
export const cutPage = (
  sealed: Uint8Array<ArrayBuffer>,
): readonly [first: Uint8Array<ArrayBuffer>, rest: Uint8Array<ArrayBuffer> | null] =>
  sealed.length <= LONGEST_RECORD
    ? [sealed, null]
    : // Copied, since storing a view would store all that it is a view of.
      [sealed.slice(0, LONGEST_RECORD), sealed.slice(LONGEST_RECORD)];

/** Decoded pages kept: a list's neighbours are on the same few pages. */
const KEPT_PAGES = 12;

export const pageName = (id: number): string => `page ${id}`;

/**
 * What a row's other fields tell already: most subjects are the beginning of the first message, and most addresses end
 * with the interaction's id.
 */
interface Repeated {
  /** Length of the subject, when the first message begins with it. */
  readonly subject: number | null;
  /** What stands before the id in the address. */
  readonly url: string | null;
}

const repeatedIn = ({ id, subjectPreview: subject, url, events }: Interaction): Repeated => ({
  subject: subject !== '' && (events[0]?.message ?? '').startsWith(subject) ? subject.length : null,
  url: url?.endsWith(id) ? url.slice(0, url.length - id.length) : null,
});

const withoutRepeated = (row: Interaction, repeated: Repeated): Interaction => ({
  ...row,
  subjectPreview: repeated.subject === null ? row.subjectPreview : '',
  url: repeated.url === null ? row.url : '',
});

const withRepeated = (row: Interaction, repeated: Repeated): Interaction => ({
  ...row,
  subjectPreview:
    repeated.subject === null ? row.subjectPreview : (row.events[0]?.message ?? '').slice(0, repeated.subject),
  url: repeated.url === null ? row.url : repeated.url + row.id,
});

/** A page's content as bytes to be sealed. */
export const packPage = (content: PageContent): PackedRows => {
  const repeated = content.rows.map((row) => row && repeatedIn(row));
  const rows = content.rows.map((row, index) => row && withoutRepeated(row, repeated[index]!));
  return encodeRows([rows, repeated, content.supersedes, content.seenAt]);
};

/** The content of a page from its bytes. */
const unpackPage = (bytes: Uint8Array<ArrayBuffer>): PageContent => {
  // What was sealed here is authenticated, so its shape is ours.
  const [rows, repeated, supersedes, seenAt = null] = decodeRows(bytes) as [
    readonly (Interaction | null)[],
    readonly (Repeated | null)[],
    readonly Superseded[],
    number | null | undefined,
  ];
  return { rows: rows.map((row, index) => row && withRepeated(row, repeated[index]!)), supersedes, seenAt };
};

export interface PageStore {
  /** Reads a page. Throws DamagedPageError when it is missing or unreadable. */
  read(id: number): Promise<PageContent>;
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

  const load = async (id: number): Promise<PageContent> => {
    try {
      return unpackPage(await sealer.open(pageName(id), await readSealed(id)));
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
