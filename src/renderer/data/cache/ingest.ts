/** From a delivered page to its acknowledgement. */
import type { Interaction } from '#shared/domain/interaction.ts';
import type { PageDelivery, PageReceipt } from '#shared/domain/sync.ts';
import { DiskFullError } from '../errors.ts';
import { buildSegment } from '../index/build-segment.ts';
import { hashAt } from '../index/columns.ts';
import { hashesOf, type IndexedDocument, toDocument } from '../index/document.ts';
import type { Segment } from '../index/segment.ts';
import type { CacheParts } from './cache.ts';
import { isDiskFull } from './database.ts';
import type { PackedRows } from './page-codec.ts';
import { packPage, pageName, type Superseded } from './page-store.ts';
import { sealSegment } from './segment-store.ts';
import { sealCheckpoint } from './window-store.ts';

export interface Ingest {
  putPage(delivery: PageDelivery): Promise<PageReceipt>;
  /** Waits until no page is on its way. */
  idle(): Promise<void>;
}

/** A page looked through, not yet stored. */
interface Prepared {
  readonly delivery: PageDelivery;
  readonly receipt: PageReceipt;
  /** Null when every row is stored already. */
  readonly stored: {
    readonly page: number;
    readonly packed: PackedRows;
    readonly segment: Segment;
    readonly documents: readonly IndexedDocument[];
    readonly supersedes: number;
  } | null;
}

/** The version of an interaction that is stored, or will be when the pages on their way are. */
interface Version {
  readonly rowHash: string;
  readonly contentHash: string;
  readonly page: number;
  readonly row: number;
}

/**
 * @param onStored called after a page was stored
 */
export const createIngest = (parts: CacheParts, onStored: () => void): Ingest => {
  const underway = new Map<string, Version>();
  let last: Promise<unknown> = Promise.resolve();
  /** Raised by each failure: pages prepared before it build upon a page that is not there. */
  let failures = 0;
  let failure: unknown = null;

  const versionOf = (id: string): Version | null => {
    const pending = underway.get(id);
    if (pending) return pending;
    const found = parts.index.find(id);
    if (!found) return null;
    const { columns } = found.segment;
    return {
      rowHash: hashAt(columns.rowHash, found.document),
      contentHash: hashAt(columns.contentHash, found.document),
      page: columns.page[found.document]!,
      row: columns.row[found.document]!,
    };
  };

  /** Runs without giving way, so that pages are looked through one after the other in the order they came. */
  const prepare = (delivery: PageDelivery): Prepared => {
    // A row that is twice on a page moved while it was fetched: the later one is the newer.
    const byId = new Map<string, Interaction>();
    for (const row of delivery.rows) byId.set(row.id, row);

    const rows: Interaction[] = [];
    const documents: IndexedDocument[] = [];
    const supersedes: Superseded[] = [];
    let mayConflict = 0;
    const receipt = { added: 0, changed: 0, unchanged: 0 };
    const page = parts.nextId.page;
    for (const interaction of byId.values()) {
      const hashes = hashesOf(interaction);
      const known = versionOf(interaction.id);
      if (known?.rowHash === hashes.rowHash) {
        receipt.unchanged += 1;
        continue;
      }
      const row = rows.length;
      if (known) {
        receipt.changed += 1;
        supersedes.push({ row, page: known.page, pageRow: known.row, contentHash: known.contentHash });
      } else receipt.added += 1;
      // A version that is out of the lists now (its page was dropped) may be back in them at the next start.
      if (known || parts.index.holds(interaction.id)) mayConflict += 1;
      rows.push(interaction);
      documents.push(toDocument(interaction, hashes, { page, row }));
    }
    if (rows.length === 0) return { delivery, receipt, stored: null };
    parts.nextId.page += 1;
    const segment = buildSegment(parts.nextId.segment++, documents);
    const packed = packPage({ rows, supersedes });
    for (const { id, rowHash, contentHash, row } of documents) underway.set(id, { rowHash, contentHash, page, row });
    return { delivery, receipt, stored: { page, packed, segment, documents, supersedes: mayConflict } };
  };

  /** Everything that is not the database's is done before its transaction begins: a transaction waits for nothing else. */
  const seal = async ({ delivery, stored }: Prepared) => {
    const [checkpoint, page, segments] = await Promise.all([
      sealCheckpoint(parts.sealer, delivery.checkpoint),
      stored
        ? parts.sealer.seal(pageName(stored.page), stored.packed.deflatable, { plainTail: stored.packed.random })
        : null,
      stored ? sealSegment(parts.sealer, stored.segment, stored.supersedes) : [],
    ]);
    return { checkpoint, page, segments };
  };

  const commit = async (prepared: Prepared, sealed: Awaited<ReturnType<typeof seal>>): Promise<void> => {
    const { database } = parts;
    const { delivery, stored } = prepared;
    await database.transaction('rw', database.pages, database.segments, database.windows, async () => {
      if (stored && sealed.page) {
        const rows = stored.documents.length;
        await database.pages.add({ id: stored.page, windowId: delivery.checkpoint.id, rows, sealed: sealed.page });
        await database.segments.bulkPut([...sealed.segments]);
      }
      await database.windows.put(sealed.checkpoint);
    });
    parts.checkpoints.set(delivery.checkpoint.id, delivery.checkpoint);
    if (!stored) return;
    parts.supersedes.set(stored.segment.id, stored.supersedes);
    parts.index.add(stored.segment);
  };

  const putPage = async (delivery: PageDelivery): Promise<PageReceipt> => {
    const prepared = prepare(delivery);
    const builtUpon = failures;
    const sealing = seal(prepared);
    const before = last;
    const storing = (async () => {
      await Promise.allSettled([before, sealing]);
      try {
        // Storing this page would move the checkpoint past one that is missing.
        if (builtUpon !== failures) throw failure;
        await commit(prepared, await sealing);
      } catch (error) {
        failures += 1;
        failure = isDiskFull(error) ? new DiskFullError(error) : error;
        throw failure;
      } finally {
        for (const { id, page } of prepared.stored?.documents ?? [])
          if (underway.get(id)?.page === page) underway.delete(id);
      }
    })();
    last = storing;
    await storing;
    onStored();
    return prepared.receipt;
  };

  return {
    putPage,
    idle: async () => {
      await Promise.allSettled([last]);
    },
  };
};
