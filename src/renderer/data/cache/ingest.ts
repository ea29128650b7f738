/**
 * From a delivered page to its acknowledgement. Rows and checkpoint are stored in one transaction. The index of a page
 * stays in memory until it was merged with others: what is indexed and not stored is indexed again at the next start,
 * from the pages. Storing each page's index by itself cost a third of the time and left a tenth of the disk as rubbish.
 *
 * The transactions' durability is the browser's default, "relaxed": acknowledged means handed to the operating system in
 * the order of asking. A crash or a kill of the application loses nothing of that; a loss of power may lose the last
 * pages, and with them, since they share a transaction, the checkpoints past them: they are fetched again.
 */
import type { Interaction } from '#shared/domain/interaction.ts';
import type { PageDelivery, PageReceipt, WindowCheckpoint } from '#shared/domain/sync.ts';
import { DiskFullError } from '../errors.ts';
import { hashAt } from '../index/columns.ts';
import { type Hashes, hashesOf, type IndexedDocument, toDocument } from '../index/document.ts';
import type { CacheParts } from './cache.ts';
import { createCommitQueue } from './commit-queue.ts';
import { type AttributionRecord, isDiskFull, type PageRecord, type RestRecord, type WindowRecord } from './database.ts';
import type { PackedRows } from './page-codec.ts';
import { packPage, type Superseded } from './page-content.ts';
import { sealPage } from './page-store.ts';
import type { Version } from './pending-index.ts';
import type { Sealer } from './seal.ts';
import { sealCheckpoint } from './window-store.ts';
import { writeAtOnce } from './write-at-once.ts';

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
    readonly pages: readonly NewPage[];
    readonly documents: readonly IndexedDocument[];
    /** Rows that may take the place of others. */
    readonly conflicts: number;
  } | null;
}

/** What is committed in one transaction: a page's, or checkpoints alone. */
interface Sealed {
  /** Checkpoints as they were sealed, which a page that was found damaged since may make untrue. */
  readonly windows: readonly { readonly checkpoint: WindowCheckpoint; readonly record: WindowRecord }[];
  readonly removed: readonly string[];
  readonly pages: readonly SealedPage[];
  readonly attribution: AttributionRecord | null;
  /** Failures there had been when it was looked through. */
  readonly builtUpon: number;
}

interface NewPage {
  readonly id: number;
  readonly rows: number;
  /** First creation and last message, epoch ms. */
  readonly since: number;
  readonly until: number;
  readonly packed: PackedRows;
}

interface SealedPage {
  readonly record: PageRecord;
  readonly rest: RestRecord | null;
}

/**
 * Packed bytes of a stored page, about. The more rows are deflated together, the smaller they become; sealed, so many
 * bytes are well within two records.
 */
const PAGE_BYTES = 230_000;

/** Deliveries to a transaction: more would make the first wait for the last. */
const MOST_AT_ONCE = 8;

/** Cuts a number of rows into the fewest even stretches of at most `most`. */
const stretches = (rows: number, most: number): readonly { readonly from: number; readonly to: number }[] => {
  const count = Math.ceil(rows / most);
  return Array.from({ length: count }, (_, index) => ({
    from: Math.floor((rows * index) / count),
    to: Math.floor((rows * (index + 1)) / count),
  }));
};

const sealNewPage = async (
  sealer: Sealer,
  { id, rows, since, until, packed }: NewPage,
  windowId: string,
): Promise<SealedPage> => {
  const [sealed, rest] = await sealPage(sealer, id, packed);
  return {
    record: { id, windowId, rows, since, until, sealed, continued: rest !== null },
    rest: rest && { id, sealed: rest },
  };
};

export const createIngest = (parts: CacheParts): Ingest => {
  const { damage, pending } = parts;
  const underway = new Map<string, Version>();
  /** Raised by each failure: pages prepared before it build upon a page that is not there. */
  let failures = 0;
  let failure: unknown = null;

  /** The version that is known of an interaction, and whether there may be any in the index that is out of the lists. */
  const versionOf = (id: string): { readonly known: Version | null; readonly held: boolean } => {
    const known = underway.get(id) ?? pending.versionOf(id);
    if (known) return { known, held: true };
    const { found, holds } = parts.index.look(id);
    if (!found) return { known: null, held: holds };
    const { columns } = found.segment;
    return {
      known: {
        rowHash: hashAt(columns.rowHash, found.document),
        contentHash: hashAt(columns.contentHash, found.document),
        page: columns.page[found.document]!,
        row: columns.row[found.document]!,
      },
      held: true,
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
    if (checkpoint.pages === 1) damage.begin(checkpoint.id);
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
      const { known, held } = versionOf(interaction.id);
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
      if (held) mayConflict += 1;
      rows.push(interaction);
      hashesOfRows.push(hashes);
    }
    if (rows.length === 0) return { delivery, receipt, stored: null };
    const changed = new Set(supersedes.map(({ row }) => row));
    const pages: NewPage[] = [];
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
    for (const { id, rowHash, contentHash, page, row } of documents)
      underway.set(id, { rowHash, contentHash, page, row });
    return { delivery, receipt, stored: { pages, documents, conflicts: mayConflict } };
  };

  const sealWindow = async (delivered: WindowCheckpoint) => {
    const checkpoint = damage.asStored(delivered);
    return { checkpoint, record: await sealCheckpoint(parts.sealer, checkpoint) };
  };

  /** Everything that is not the database's is done before its transaction begins: a transaction waits for nothing else. */
  const seal = async ({ delivery, stored }: Prepared, builtUpon: number): Promise<Sealed> => {
    const { id, scope } = delivery.checkpoint;
    const [window, pages, attribution] = await Promise.all([
      sealWindow(delivery.checkpoint),
      Promise.all((stored?.pages ?? []).map((page) => sealNewPage(parts.sealer, page, id))),
      scope.agentId === null ? null : parts.attributions.seal(scope.agentId, idsOf(delivery), id),
    ]);
    return { windows: [window], removed: [], pages, attribution, builtUpon };
  };

  const commit = async (entries: readonly Sealed[]): Promise<void> => {
    const { database, checkpoints } = parts;
    const sealedPages = entries.flatMap((entry) => entry.pages);
    const pages = sealedPages.map(({ record }) => record);
    const rests = sealedPages.flatMap(({ rest }) => rest ?? []);
    const attributions = entries.flatMap(({ attribution }) => attribution ?? []);
    const { sealed, removed } = settleWindows(entries);
    for (const entry of entries) if (entry.removed.length > 0) damage.replace(entry.removed, checkpointsOf(entry));
    try {
      const windows = await Promise.all(
        sealed.map((window) =>
          // A page of the window was found damaged since it was sealed: its walk does not count any more.
          damage.asStored(window.checkpoint) === window.checkpoint ? window : sealWindow(window.checkpoint),
        ),
      );
      await writeAtOnce(database, {
        pages,
        rests,
        attributions,
        removed,
        windows: windows.map(({ record }) => record),
      });
      for (const id of removed) checkpoints.delete(id);
      for (const { checkpoint } of windows) {
        const stored = damage.asStored(checkpoint);
        checkpoints.set(stored.id, stored);
        damage.stored(stored);
      }
    } catch (error) {
      failures += 1;
      failure = isDiskFull(error) ? new DiskFullError(error) : error;
      throw failure;
    }
  };

  /** Storing a page that builds upon a missing one would move the checkpoint past that. */
  const refusal = ({ builtUpon }: Sealed): unknown => (builtUpon === failures ? undefined : failure);
  const queue = createCommitQueue(commit, refusal, MOST_AT_ONCE);

  const putPage = async (delivery: PageDelivery): Promise<PageReceipt> => {
    const prepared = prepare(delivery);
    const { stored, receipt } = prepared;
    try {
      const sealing = seal(prepared, failures);
      sealing.catch((error: unknown) => {
        failures += 1;
        failure = error;
      });
      await queue.push(sealing);
      const { agentId } = delivery.checkpoint.scope;
      if (agentId !== null) {
        const { version } = parts.agents;
        parts.agents.attribute(agentId, idsOf(delivery));
        parts.index.attributed(idsOf(delivery), version);
      }
      if (stored) pending.add(stored.documents, stored.conflicts);
    } finally {
      for (const { id, page } of stored?.documents ?? []) if (underway.get(id)?.page === page) underway.delete(id);
    }
    return receipt;
  };

  return {
    putPage,
    putWindows: async (put, removed) => {
      const builtUpon = failures;
      const seals = async (): Promise<Sealed> => ({
        windows: await Promise.all(put.map(sealWindow)),
        removed,
        pages: [],
        attribution: null,
        builtUpon,
      });
      await queue.push(seals());
    },
    idle: () => queue.idle(),
  };
};

const idsOf = ({ rows }: PageDelivery): readonly string[] => [...new Set(rows.map((row) => row.id))];

const checkpointsOf = ({ windows }: Sealed): readonly WindowCheckpoint[] => windows.map(({ checkpoint }) => checkpoint);

/** What stands and what is gone once all of the entries are done, one after the other. */
const settleWindows = (
  entries: readonly Sealed[],
): { readonly sealed: Sealed['windows']; readonly removed: readonly string[] } => {
  const sealed = new Map<string, Sealed['windows'][number]>();
  const removed = new Set<string>();
  for (const entry of entries) {
    for (const id of entry.removed) {
      removed.add(id);
      sealed.delete(id);
    }
    for (const window of entry.windows) {
      sealed.set(window.checkpoint.id, window);
      removed.delete(window.checkpoint.id);
    }
  }
  return { sealed: [...sealed.values()], removed: [...removed] };
};
