/**
 * From a delivered page to its acknowledgement. Rows and checkpoint are stored in one transaction. The index of a page
 * stays in memory until it was merged with others: what is indexed and not stored is indexed again at the next start,
 * from the pages. Storing each page's index by itself cost a third of the time and left a tenth of the disk as rubbish.
 *
 * The transactions' durability is the browser's default, "relaxed": acknowledged means handed to the operating system in
 * the order of asking. A crash or a kill of the application loses nothing of that; a loss of power may lose the last
 * pages, and with them, since they share a transaction, the checkpoints past them: they are fetched again.
 */
import type { PageDelivery, PageReceipt, WindowCheckpoint } from '#shared/domain/sync.ts';
import { DiskFullError } from '../errors.ts';
import type { IndexedDocument } from '../index/document.ts';
import { nextTurn } from '../pause.ts';
import type { CacheParts } from './cache.ts';
import { createCommitQueue } from './commit-queue.ts';
import { type AttributionRecord, isDiskFull, type PageRecord, type RestRecord, type WindowRecord } from './database.ts';
import { createLookThrough, documentsOf, type NewPage, type Prepared } from './look-through.ts';
import { sealCheckpoint } from './window-store.ts';
import { writeAtOnce } from './write-at-once.ts';

export interface Ingest {
  putPage(delivery: PageDelivery): Promise<PageReceipt>;
  /** Changes checkpoints in one transaction, after the pages that came before. */
  putWindows(put: readonly WindowCheckpoint[], remove: readonly string[]): Promise<void>;
  /** Waits until no page is on its way. */
  idle(): Promise<void>;
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

interface SealedPage {
  readonly record: PageRecord;
  readonly rest: RestRecord | null;
}

/** Deliveries to a transaction: more would make the first wait for the last. */
const MOST_AT_ONCE = 8;

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
  const lookThrough = createLookThrough(parts);
  /** Raised by each failure: pages prepared before it build upon a page that is not there. */
  let failures = 0;
  let failure: unknown = null;

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
    { delivery, pages }: Prepared,
    documents: Promise<readonly (readonly IndexedDocument[])[]>,
    builtUpon: number,
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
    const prepared = lookThrough.prepare(delivery);
    const { pages, receipt, conflicts } = prepared;
    const { agentId } = delivery.checkpoint.scope;
    try {
      // What waits gets its turn before: a page that is sealed by now can be committed meanwhile.
      const indexing = nextTurn().then(() => pages.map((page) => documentsOf(page, delivery.checkpoint.updatedAt)));
      const sealing = seal(prepared, indexing, failures);
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
      lookThrough.forget(prepared);
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
