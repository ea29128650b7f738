/**
 * From a delivered page to its acknowledgement. Rows and checkpoint are stored in one transaction. The index of a page
 * stays in memory until it was merged with others: what is indexed and not stored is indexed again at the next start,
 * from the pages. Storing each page's index by itself cost a third of the time and left a tenth of the disk as rubbish.
 */
import type { Interaction } from '#shared/domain/interaction.ts';
import type { PageDelivery, PageReceipt, WindowCheckpoint } from '#shared/domain/sync.ts';
import { DiskFullError } from '../errors.ts';
import { buildSegment } from '../index/build-segment.ts';
import { hashAt } from '../index/columns.ts';
import { type Hashes, hashesOf, type IndexedDocument, toDocument } from '../index/document.ts';
import type { Segment } from '../index/segment.ts';
import type { CacheParts } from './cache.ts';
import { type AttributionRecord, isDiskFull, type PageRecord, type WindowRecord } from './database.ts';
import type { PackedRows } from './page-codec.ts';
import { packPage, pageName, type Superseded } from './page-store.ts';
import type { Sealer } from './seal.ts';
import { sealCheckpoint } from './window-store.ts';

export interface Ingest {
  putPage(delivery: PageDelivery): Promise<PageReceipt>;
  /** Changes checkpoints in one transaction, after the pages that came before. */
  putWindows(put: readonly WindowCheckpoint[], remove: readonly string[]): Promise<void>;
  /** Waits until no page is on its way. */
  idle(): Promise<void>;
}

/** A page looked through, not yet stored. */
interface Prepared {
  readonly delivery: PageDelivery;
  readonly receipt: PageReceipt;
  /** Null when every row is stored already. */
  readonly stored: {
    readonly pages: readonly PackedPage[];
    readonly segment: Segment;
    readonly documents: readonly IndexedDocument[];
    readonly supersedes: number;
  } | null;
}

interface SealedDelivery {
  readonly checkpoint: WindowCheckpoint;
  readonly record: WindowRecord;
  readonly pages: readonly PageRecord[];
  readonly attribution: AttributionRecord | null;
}

interface PackedPage {
  readonly id: number;
  readonly rows: number;
  /** First creation and last message, epoch ms. */
  readonly since: number;
  readonly until: number;
  readonly packed: PackedRows;
}

/** The version of an interaction that is stored, or will be when the pages on their way are. */
interface Version {
  readonly rowHash: string;
  readonly contentHash: string;
  readonly page: number;
  readonly row: number;
}

/**
 * Packed bytes of a stored page, about. Sealed it is then well below 64 KiB, above which Chromium keeps a value in a file
 * of its own: measured, a transaction with such values takes three times as long.
 */
const PAGE_BYTES = 110_000;

/** Cuts a number of rows into the fewest even stretches of at most `most`. */
const stretches = (rows: number, most: number): readonly { readonly from: number; readonly to: number }[] => {
  const count = Math.ceil(rows / most);
  return Array.from({ length: count }, (_, index) => ({
    from: Math.floor((rows * index) / count),
    to: Math.floor((rows * (index + 1)) / count),
  }));
};

const sealPage = async (
  sealer: Sealer,
  { id, rows, since, until, packed }: PackedPage,
  windowId: string,
): Promise<PageRecord> => ({
  id,
  windowId,
  rows,
  since,
  until,
  sealed: await sealer.seal(pageName(id), packed.deflatable, { plainTail: packed.random }),
});

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

  /** Bytes of a packed row, on a running average. */
  let rowSize = 2000;
  const learnSize = ({ deflatable, random }: PackedRows, rows: number): void => {
    rowSize += (deflatable.length + random.length) / rows / 4 - rowSize / 4;
  };
  const rowsPerPage = (): number => Math.max(1, Math.floor(PAGE_BYTES / rowSize));

  /** Runs without giving way, so that pages are looked through one after the other in the order they came. */
  const prepare = (delivery: PageDelivery): Prepared => {
    const { checkpoint } = delivery;
    if (checkpoint.pages === 1) parts.damage.begin(checkpoint.id);
    // A row that is twice on a page moved while it was fetched: the later one is the newer.
    const byId = new Map<string, Interaction>();
    for (const row of delivery.rows) byId.set(row.id, row);

    const rows: Interaction[] = [];
    const hashesOfRows: Hashes[] = [];
    const supersedes: Superseded[] = [];
    let mayConflict = 0;
    const receipt = { added: 0, changed: 0, unchanged: 0 };
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
      hashesOfRows.push(hashes);
    }
    if (rows.length === 0) return { delivery, receipt, stored: null };
    const changed = new Set(supersedes.map(({ row }) => row));
    const pages: PackedPage[] = [];
    const documents: IndexedDocument[] = [];
    for (const { from, to } of stretches(rows.length, rowsPerPage())) {
      const id = parts.nextId.page++;
      const packed = packPage({
        rows: rows.slice(from, to),
        supersedes: supersedes
          .filter(({ row }) => row >= from && row < to)
          .map((one) => ({ ...one, row: one.row - from })),
        seenAt: checkpoint.updatedAt,
      });
      learnSize(packed, to - from);
      let [since, until] = [Number.POSITIVE_INFINITY, 0];
      for (let row = from; row < to; row += 1) {
        const changedAt = changed.has(row) ? checkpoint.updatedAt : null;
        const document = toDocument(rows[row]!, hashesOfRows[row]!, { page: id, row: row - from, changedAt });
        documents.push(document);
        since = Math.min(since, document.createdAt);
        until = Math.max(until, document.lastMessageAt);
      }
      pages.push({ id, rows: to - from, since, until, packed });
    }
    const segment = buildSegment(parts.nextId.segment++, documents);
    for (const { id, rowHash, contentHash, page, row } of documents)
      underway.set(id, { rowHash, contentHash, page, row });
    return { delivery, receipt, stored: { pages, segment, documents, supersedes: mayConflict } };
  };

  /** Everything that is not the database's is done before its transaction begins: a transaction waits for nothing else. */
  const seal = async ({ delivery, stored }: Prepared): Promise<SealedDelivery> => {
    const { id, scope } = delivery.checkpoint;
    const ids = delivery.rows.map((row) => row.id);
    const checkpoint = parts.damage.asStored(delivery.checkpoint);
    const [record, pages, attribution] = await Promise.all([
      sealCheckpoint(parts.sealer, checkpoint),
      Promise.all((stored?.pages ?? []).map((page) => sealPage(parts.sealer, page, id))),
      scope.agentId === null ? null : parts.attributions.seal(scope.agentId, [...new Set(ids)], id),
    ]);
    return { checkpoint, record, pages, attribution };
  };

  const commit = async (prepared: Prepared, sealed: SealedDelivery): Promise<void> => {
    const { database, damage } = parts;
    const { delivery, stored } = prepared;
    const { agentId } = delivery.checkpoint.scope;
    let { checkpoint, record } = sealed;
    // A page of the window was found damaged since: its walk does not count any more.
    if (damage.asStored(checkpoint) !== checkpoint) {
      checkpoint = damage.asStored(checkpoint);
      record = await sealCheckpoint(parts.sealer, checkpoint);
    }
    await database.transaction('rw', database.pages, database.windows, database.attributions, async () => {
      if (sealed.pages.length > 0) await database.pages.bulkAdd([...sealed.pages]);
      if (sealed.attribution) await database.attributions.add(sealed.attribution);
      await database.windows.put(record);
    });
    parts.checkpoints.set(checkpoint.id, damage.asStored(checkpoint));
    damage.stored(damage.asStored(checkpoint));
    if (agentId !== null)
      parts.agents.attribute(
        agentId,
        delivery.rows.map((row) => row.id),
      );
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

  const putWindows = async (put: readonly WindowCheckpoint[], remove: readonly string[]): Promise<void> => {
    const { database, checkpoints, damage } = parts;
    const builtUpon = failures;
    const before = last;
    const storing = (async () => {
      await Promise.allSettled([before]);
      if (builtUpon !== failures) throw failure;
      damage.replace(remove, put);
      const kept = put.map(damage.asStored);
      const records = await Promise.all(kept.map((checkpoint) => sealCheckpoint(parts.sealer, checkpoint)));
      try {
        await database.transaction('rw', database.windows, async () => {
          await database.windows.bulkDelete([...remove]);
          await database.windows.bulkPut(records);
        });
      } catch (error) {
        throw isDiskFull(error) ? new DiskFullError(error) : error;
      }
      for (const id of remove) checkpoints.delete(id);
      for (const checkpoint of kept) {
        checkpoints.set(checkpoint.id, damage.asStored(checkpoint));
        damage.stored(damage.asStored(checkpoint));
      }
    })();
    last = storing;
    await storing;
  };

  return {
    putPage,
    putWindows,
    idle: async () => {
      await Promise.allSettled([last]);
    },
  };
};
