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
import { nextTurn } from '../pause.ts';
import type { CacheParts } from './cache.ts';
import { createCommitQueue } from './commit-queue.ts';
import { type AttributionRecord, isDiskFull, type PageRecord, type RestRecord, type WindowRecord } from './database.ts';
import type { PackedRows } from './page-codec.ts';
import { packPage, type Superseded } from './page-content.ts';
import { sealPage } from './page-store.ts';
import type { Version } from './pending-index.ts';
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
  /** Rows that are not stored yet, by the pages they will be stored on. */
  readonly pages: readonly NewPage[];
  /** Rows that may take the place of others. */
  readonly conflicts: number;
  /** Failures there had been when it was looked through. */
  readonly builtUpon: number;
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
  readonly rows: readonly Interaction[];
  readonly hashes: readonly Hashes[];
  /** Rows that take the place of older versions. */
  readonly changed: ReadonlySet<number>;
  readonly sealing: ReturnType<typeof sealPage>;
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

/** What the index takes of a page. */
const documentsOf = ({ id, rows, hashes, changed }: NewPage, seenAt: number): readonly IndexedDocument[] =>
  rows.map((row, index) =>
    toDocument(row, hashes[index]!, { page: id, row: index, changedAt: changed.has(index) ? seenAt : null }),
  );

const recordOf = async (
  { id, rows, sealing }: NewPage,
  documents: readonly IndexedDocument[],
  windowId: string,
): Promise<SealedPage> => {
  const [sealed, rest] = await sealing;
  const since = documents.reduce((first, { createdAt }) => Math.min(first, createdAt), Number.POSITIVE_INFINITY);
  const until = documents.reduce((last, { lastMessageAt }) => Math.max(last, lastMessageAt), 0);
  return {
    record: { id, windowId, rows: rows.length, since, until, sealed, continued: rest !== null },
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

  /**
   * Runs without giving way, so that pages are looked through one after the other in the order they came; they are being
   * sealed from here on.
   */
  const prepare = (delivery: PageDelivery): Prepared => {
    const { checkpoint } = delivery;
    if (checkpoint.pages === 1) damage.begin(checkpoint.id);
    // A row that is twice on a page moved while it was fetched: the later one is the newer.
    const byId = new Map<string, Interaction>();
    for (const row of delivery.rows) byId.set(row.id, row);

    const rows: Interaction[] = [];
    const hashesOfRows: Hashes[] = [];
    const supersedes: Superseded[] = [];
    let conflicts = 0;
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
      if (held) conflicts += 1;
      rows.push(interaction);
      hashesOfRows.push(hashes);
    }
    const pages: NewPage[] = [];
    for (const { from, to } of rows.length === 0 ? [] : stretches(rows.length, rowsPerPage())) {
      const id = parts.nextId.page++;
      const own = rows.slice(from, to);
      const hashes = hashesOfRows.slice(from, to);
      const older = supersedes
        .filter(({ row }) => row >= from && row < to)
        .map((one) => ({ ...one, row: one.row - from }));
      const packed = packPage({ rows: own, supersedes: older, seenAt: checkpoint.updatedAt });
      learnSize(packed, to - from);
      const sealing = sealPage(parts.sealer, id, packed);
      // Its failure is met when the page is to be stored.
      sealing.catch(() => undefined);
      pages.push({ id, rows: own, hashes, changed: new Set(older.map(({ row }) => row)), sealing });
      own.forEach((one, row) => {
        underway.set(one.id, { ...hashes[row]!, page: id, row });
      });
    }
    return { delivery, receipt, pages, conflicts, builtUpon: failures };
  };

  const forget = ({ pages }: Prepared): void => {
    for (const { id, rows } of pages)
      for (const row of rows) if (underway.get(row.id)?.page === id) underway.delete(row.id);
  };

  const sealWindow = async (delivered: WindowCheckpoint) => {
    const checkpoint = damage.asStored(delivered);
    return { checkpoint, record: await sealCheckpoint(parts.sealer, checkpoint) };
  };

  /**
   * Everything that is not the database's is done before its transaction begins: a transaction waits for nothing else.
   *
   * @param documents of each page
   */
  const seal = async (
    { delivery, pages, builtUpon }: Prepared,
    documents: Promise<readonly (readonly IndexedDocument[])[]>,
  ): Promise<Sealed> => {
    const { id, scope } = delivery.checkpoint;
    const [window, sealedPages, attribution] = await Promise.all([
      sealWindow(delivery.checkpoint),
      documents.then((ofPages) => Promise.all(pages.map((page, index) => recordOf(page, ofPages[index]!, id)))),
      scope.agentId === null ? null : parts.attributions.seal(scope.agentId, idsOf(delivery), id),
    ]);
    return { windows: [window], removed: [], pages: sealedPages, attribution, builtUpon };
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
    const { pages, receipt, conflicts } = prepared;
    const { agentId } = delivery.checkpoint.scope;
    try {
      // What waits gets its turn before: a page that is sealed by now can be committed meanwhile.
      const indexing = nextTurn().then(() => pages.map((page) => documentsOf(page, delivery.checkpoint.updatedAt)));
      const sealing = seal(prepared, indexing);
      sealing.catch((error: unknown) => {
        failures += 1;
        failure = error;
      });
      await queue.push(sealing);
      if (agentId !== null) {
        const { version } = parts.agents;
        parts.agents.attribute(agentId, idsOf(delivery));
        parts.index.attributed(idsOf(delivery), version);
      }
      const documents = (await indexing).flat();
      if (documents.length > 0) pending.add(documents, conflicts);
    } finally {
      forget(prepared);
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
