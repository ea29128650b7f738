/** Indexing pages that are stored already. */
import { lastMessageAt } from '#shared/domain/interaction.ts';
import { DamagedPageError } from '../errors.ts';
import { buildSegment } from '../index/build-segment.ts';
import { hashesOf, type IndexedDocument, toDocument } from '../index/document.ts';
import { nextTurn } from '../pause.ts';
import type { CacheParts } from './cache.ts';
import { sealSegment } from './segment-store.ts';

/** Pages to a segment: as many as a first merge would join. */
const PAGES_AT_A_TIME = 10;

/**
 * Indexes pages in the order they were stored. Those that cannot be read are dropped, and their windows reset.
 *
 * @param pages ids, ascending
 */
export const reindexPages = async (
  parts: CacheParts,
  pages: readonly number[],
  onProgress: (done: number, total: number) => void,
): Promise<void> => {
  for (let at = 0; at < pages.length; at += PAGES_AT_A_TIME) {
    if (parts.signal.aborted) return;
    // Later versions of an interaction take the earlier one's place.
    const documents = new Map<string, IndexedDocument>();
    for (const page of pages.slice(at, at + PAGES_AT_A_TIME)) {
      for (const document of await documentsOf(parts, page)) documents.set(document.id, document);
      await nextTurn();
    }
    if (documents.size > 0) await store(parts, [...documents.values()], pages.slice(at, at + PAGES_AT_A_TIME));
    onProgress(Math.min(at + PAGES_AT_A_TIME, pages.length), pages.length);
  }
};

const store = async (
  parts: CacheParts,
  documents: readonly IndexedDocument[],
  pages: readonly number[],
): Promise<void> => {
  const built = buildSegment(parts.nextId.segment++, documents);
  // A page all of whose rows were superseded within the batch is covered too.
  const segment = { ...built, pages: [...new Set([...built.pages, ...pages])].sort((one, other) => one - other) };
  // Counted rather than supposed: the next start compares those segments with all others whose number is above 0.
  const conflicts = parts.index.versionsOf(segment);
  const records = await sealSegment(parts.sealer, segment, conflicts);
  // Without room for the index it is made again at the next start; what is in memory serves until then.
  const storing = parts.database.segments.bulkPut([...records]).then(() => parts.stored.add(segment.id));
  await storing.catch(() => undefined);
  parts.supersedes.set(segment.id, conflicts);
  parts.index.add(segment);
};

const documentsOf = async (parts: CacheParts, page: number): Promise<readonly IndexedDocument[]> => {
  try {
    const { rows, supersedes, seenAt } = await parts.pages.read(page);
    const changed = new Set(supersedes.map(({ row }) => row));
    return rows.flatMap((interaction, row) => {
      if (!interaction) return [];
      // Of a page that does not tell when it came, the last message is the best that is known.
      const changedAt = changed.has(row) ? (seenAt ?? lastMessageAt(interaction)) : null;
      return [toDocument(interaction, hashesOf(interaction), { page, row, changedAt })];
    });
  } catch (error) {
    if (!(error instanceof DamagedPageError)) throw error;
    await parts.dropPage(page);
    return [];
  }
};
