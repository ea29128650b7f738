/**
 * Compaction: pages that mostly hold old versions are written again without them. What is kept of an interaction: the
 * newest version, the one before it, and those that a judgement was given on.
 *
 * A row that is taken out leaves its place empty, so that no index and no other page has to learn of it, and one put is
 * all there is to do: a crash leaves the page as it was or as it shall be.
 */
import { z } from 'zod';
import { contentHash } from '#shared/domain/content-hash.ts';
import { DamagedPageError } from '../errors.ts';
import { nextTurn } from '../pause.ts';
import type { CacheParts } from './cache.ts';
import { type PageContent, packPage } from './page-content.ts';
import { sealPage } from './page-store.ts';

export interface Compactor {
  /** Reads which pages are still to be looked at. */
  load(): Promise<void>;
  /** Pages that versions were superseded on are to be looked at. */
  add(pages: Iterable<number>): void;
  /** Keeps which pages these are, in the transaction that is open. */
  note(): Promise<void>;
  /** Looks at all of them. */
  run(): Promise<void>;
}

/** Pages that are looked at between two notes of how far it has come. */
const PAGES_AT_A_TIME = 32;

const idsSchema = z.array(z.number().int());

/** Content hashes of the versions of an interaction that judgements were given on, once these are known. */
export type BasesOf = (interactionId: string) => Promise<ReadonlySet<string>>;

export const createCompactor = (parts: CacheParts, basesOf: BasesOf): Compactor => {
  const { database, index, pages, sealer } = parts;
  const waiting = new Set<number>();

  const note = async (): Promise<void> => {
    await database.meta.put({ key: 'superseded', value: JSON.stringify([...waiting]) });
  };

  const read = async (page: number): Promise<PageContent | null> => {
    try {
      return await pages.read(page);
    } catch (error) {
      if (!(error instanceof DamagedPageError)) throw error;
      await parts.dropPage(page);
      return null;
    }
  };

  /** Whether the row is the version before the one that is live. */
  const isPrevious = async (page: number, row: number, live: { page: number; row: number }): Promise<boolean> => {
    const content = await read(live.page);
    const older = content?.supersedes.find((one) => one.row === live.row);
    // When the newest cannot be read, this one may be all that is left.
    return content === null || (older?.page === page && older.pageRow === row);
  };

  const isNeeded = async (page: number, row: number, content: PageContent): Promise<boolean> => {
    const interaction = content.rows[row];
    if (!interaction) return false;
    const found = index.find(interaction.id);
    if (!found) return true;
    const { columns } = found.segment;
    const live = { page: columns.page[found.document]!, row: columns.row[found.document]! };
    if (live.page === page && live.row === row) return true;
    const bases = await basesOf(interaction.id);
    if (bases.size > 0 && bases.has(contentHash(interaction))) return true;
    return isPrevious(page, row, live);
  };

  const compact = async (page: number): Promise<void> => {
    if (parts.dropped.has(page)) return;
    const content = await read(page);
    if (!content) return;
    const rows: PageContent['rows'][number][] = [];
    let present = 0;
    for (let row = 0; row < content.rows.length; row += 1) {
      if (content.rows[row]) present += 1;
      rows.push((await isNeeded(page, row, content)) ? content.rows[row]! : null);
    }
    const kept = rows.filter((row) => row !== null).length;
    if (kept === present || (present - kept) * 2 < present) return;
    const [first, rest] = await sealPage(sealer, page, packPage({ ...content, rows }));
    await database.transaction('rw', database.pages, database.rests, async () => {
      const record = await database.pages.get(page);
      // It may have been given up as damaged in the meantime.
      if (!record) return;
      await database.pages.put({ ...record, rows: kept, sealed: first, continued: rest !== null });
      if (rest) await database.rests.put({ id: page, sealed: rest });
      else await database.rests.delete(page);
    });
    pages.forget(page);
  };

  return {
    load: async () => {
      try {
        const record = await database.meta.get('superseded');
        for (const page of idsSchema.parse(JSON.parse(record?.value ?? '[]'))) waiting.add(page);
      } catch {
        // What is not looked at now is looked at when something more is superseded on it.
      }
    },
    add: (ids) => {
      for (const id of ids) waiting.add(id);
    },
    note,
    run: async () => {
      while (waiting.size > 0 && !parts.signal.aborted) {
        const batch = [...waiting].slice(0, PAGES_AT_A_TIME);
        for (const page of batch) {
          if (parts.signal.aborted) return;
          // The versions before those on this page may be needed no longer, now that there are newer ones.
          const content = parts.dropped.has(page) ? null : await read(page);
          const older = content?.supersedes.map((one) => one.page) ?? [];
          for (const candidate of new Set([page, ...older])) {
            await compact(candidate);
            await nextTurn();
          }
          waiting.delete(page);
        }
        await note();
      }
    },
  };
};
