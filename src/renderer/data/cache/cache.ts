/**
 * A workspace's cache: a log of sealed pages, an index over it, and how far each window was walked. It is a cache: what
 * is damaged is dropped and can be fetched again, and nothing in it is human work.
 */
import type { Catalogue } from '#shared/domain/catalogue.ts';
import type { Interaction } from '#shared/domain/interaction.ts';
import type { PageDelivery, PageReceipt, WindowCheckpoint } from '#shared/domain/sync.ts';
import { type AgentBook, type Agents, createAgentBook } from '../agents/agent-book.ts';
import { type AttributionStore, createAttributionStore } from '../agents/attribution-store.ts';
import { DamagedPageError, WorkspaceNotOpenError } from '../errors.ts';
import { hashAt } from '../index/columns.ts';
import { killDocument } from '../index/segment.ts';
import { type Found, type Reviews, SearchIndex } from '../search/search-index.ts';
import { type CatalogueStore, createCatalogueStore } from './catalogue-store.ts';
import { type BasesOf, type Compactor, createCompactor } from './compactor.ts';
import { createDamage, type Damage } from './damage.ts';
import type { CacheDatabase } from './database.ts';
import { createDropper } from './drop.ts';
import { createIngest, type Ingest } from './ingest.ts';
import { createLoader, type Loader } from './load.ts';
import { createMerger, type Merger } from './merger.ts';
import type { PageContent } from './page-content.ts';
import { createPageStore, type PageStore } from './page-store.ts';
import { createPendingIndex, type PendingIndex } from './pending-index.ts';
import { createRunStore, type RunStore } from './run-store.ts';
import { createSealer, type Sealer } from './seal.ts';
import { type SideWork, workHere } from './side-work.ts';
import { readStored, type Stored } from './stored.ts';
import { readVersions, type StoredVersion } from './versions.ts';

/** What the parts of the cache share. */
export interface CacheParts {
  readonly database: CacheDatabase;
  readonly sealer: Sealer;
  readonly sideWork: SideWork;
  readonly pages: PageStore;
  readonly index: SearchIndex;
  readonly checkpoints: Map<string, WindowCheckpoint>;
  /** Pages that were found damaged: segments may still speak of them. */
  readonly dropped: Set<number>;
  /** How many documents of a segment may have superseded others, by segment. */
  readonly supersedes: Map<number, number>;
  /** Segments that are in the database; the others are made again at the next start. */
  readonly stored: Set<number>;
  /** Ids for new pages and segments; each is used once. */
  readonly nextId: { page: number; segment: number };
  /** Aborted when the workspace is left. */
  readonly signal: AbortSignal;
  readonly damage: Damage;
  /** Rows that are stored and wait for being indexed. */
  readonly pending: PendingIndex;
  readonly agents: AgentBook;
  readonly attributions: AttributionStore;
  /** Forgets a page that cannot be read, and has its window walked again. */
  dropPage(id: number): Promise<void>;
}

export interface CacheOptions {
  readonly workspaceId: string;
  /** 32 bytes, base64. */
  readonly dataKey: string;
  /** What is stored, when it was read before. */
  readonly stored?: Stored;
  readonly reviews: Reviews;
  /** Compaction keeps these versions; without it, none but the last two. */
  readonly basesOf?: BasesOf;
  /** Work for another thread; on this thread when left out. */
  readonly sideWork?: SideWork;
  /** Parts of the index loaded, of all. */
  readonly onProgress: (done: number, total: number) => void;
  /** What the cache holds became other than by putPage: a damaged part was dropped or brought back. */
  readonly onRepaired: () => void;
}

export class Cache {
  readonly #parts: CacheParts;
  readonly #ingest: Ingest;
  readonly #loader: Loader;
  readonly #merger: Merger;
  readonly #runs: RunStore;
  readonly #catalogue: CatalogueStore;
  readonly #closing: AbortController;

  private constructor(parts: CacheParts, closing: AbortController, compactor: Compactor, onRepaired: () => void) {
    this.#parts = parts;
    this.#closing = closing;
    this.#runs = createRunStore(parts.database, parts.sealer);
    this.#catalogue = createCatalogueStore(parts.database, parts.sealer);
    this.#merger = createMerger(parts, compactor, () => this.#loader.loaded());
    this.#ingest = createIngest(parts);
    this.#loader = createLoader(parts, onRepaired);
  }

  /**
   * Opens the cache and loads what the first list needs; the rest of the index follows by itself.
   *
   * @throws CacheUnusableError when there can be no cache at all
   * @throws DiskFullError
   */
  static async open(options: CacheOptions): Promise<Cache> {
    const sideWork = options.sideWork ?? workHere;
    const [stored, sealer] = await Promise.all([
      options.stored ?? readStored(options.workspaceId),
      createSealer(options.dataKey, options.workspaceId, sideWork.deflate),
    ]);
    const { database } = stored;
    const closing = new AbortController();
    const agents = createAgentBook();
    const index = new SearchIndex(options.reviews, agents);
    const shared = {
      database,
      sealer,
      sideWork,
      pages: createPageStore(database, sealer),
      index,
      checkpoints: new Map<string, WindowCheckpoint>(),
      dropped: new Set<number>(),
      damage: createDamage(),
    };
    const { dropPage, dropAttribution } = createDropper(
      { ...shared, flush: () => parts.pending.flush() },
      options.onRepaired,
    );
    const counters = { nextId: { page: 1, segment: 1 }, supersedes: new Map<number, number>() };
    const parts: CacheParts = {
      ...shared,
      dropPage,
      agents,
      attributions: createAttributionStore(database, sealer, agents, dropAttribution),
      stored: new Set(),
      ...counters,
      pending: createPendingIndex(
        { index, sideWork, ...counters },
        () => cache.#merger.wake(),
        (pages) => compactor.add(pages),
      ),
      signal: closing.signal,
    };
    const compactor = createCompactor(parts, options.basesOf ?? (async () => new Set()));
    const cache = new Cache(parts, closing, compactor, options.onRepaired);
    const [catalogue] = await Promise.all([
      cache.#catalogue.read(),
      compactor.load(),
      cache.#loader.load(stored, options.onProgress),
    ]);
    agents.name(catalogue?.agents ?? []);
    cache.#loader.loadRest();
    cache.#merger.wake();
    const joining = cache.#loader.loaded().then(() => parts.attributions.join());
    // Should it fail (no room, say), the small records serve as well.
    joining.catch(() => undefined);
    return cache;
  }

  /** Everything that is stored, indexed. */
  get index(): SearchIndex {
    this.#parts.pending.flush();
    return this.#parts.index;
  }

  /** Sealed pages found unreadable since the cache was opened, as long as they are not fetched again. */
  get damagedPages(): number {
    return this.#parts.damage.pages;
  }

  /** Windows that have to be walked again because of damage. */
  get damagedWindows(): readonly WindowCheckpoint[] {
    const { windows } = this.#parts.damage;
    return this.checkpoints.filter(({ id, complete }) => !complete && windows.has(id));
  }

  get checkpoints(): readonly WindowCheckpoint[] {
    return [...this.#parts.checkpoints.values()].sort((one, other) => other.until - one.until);
  }

  /**
   * Stores a page's rows and the window's checkpoint in one transaction, and makes the rows searchable.
   *
   * @throws DiskFullError when there was no room: then nothing of the page was stored
   */
  putPage(delivery: PageDelivery): Promise<PageReceipt> {
    return this.#ingest.putPage(delivery);
  }

  /** Changes checkpoints in one transaction: a window that is split, say. Throws DiskFullError. */
  putWindows(put: readonly WindowCheckpoint[], remove: readonly string[]): Promise<void> {
    return this.#ingest.putWindows(put, remove);
  }

  /** What runs did. */
  get runs(): RunStore {
    return this.#runs;
  }

  /** The agents and tags as they were fetched last, null when they never were. */
  catalogue(): Promise<Catalogue | null> {
    return this.#catalogue.read();
  }

  /** Keeps the catalogue, and calls agents as it does. */
  async putCatalogue(catalogue: Catalogue): Promise<void> {
    await this.#catalogue.put(catalogue);
    this.#parts.agents.name(catalogue.agents);
  }

  /** Which agents interactions were fetched under. */
  get agents(): Agents {
    return this.#parts.agents;
  }

  /** Waits until words can be searched for, or phrases too. */
  ready(need: { readonly terms: boolean; readonly positions: boolean }): Promise<void> {
    return this.#loader.ready(need);
  }

  /** Waits until everything that goes on by itself is done: loading, checking, merging, and what phrases need. */
  async settled(): Promise<void> {
    this.#parts.pending.flush();
    await this.#loader.whole();
    await this.#merger.idle();
    await this.#merger.storeRest();
    await this.#parts.attributions.join();
    await this.index.prepare();
  }

  /** An interaction as it was fetched last, null when it is not in the cache. Throws DamagedPageError. */
  async interaction(interactionId: string): Promise<Interaction | null> {
    const found = this.index.find(interactionId);
    return found ? await this.read(found) : null;
  }

  /** The same for a passing look, of many that lie on as many pages: nothing of the page is kept. */
  async glance(interactionId: string): Promise<Interaction | null> {
    const found = this.index.find(interactionId);
    if (!found) return null;
    const { page, row } = placeOf(found);
    return wholeRow(found, await this.#guarded(page, (pages) => pages.readRow(page, row)));
  }

  /** The row of a document. Throws DamagedPageError. */
  async read(found: Found): Promise<Interaction> {
    const { page, row } = placeOf(found);
    return wholeRow(found, (await this.#readPage(page)).rows[row]);
  }

  /** The versions of an interaction that are still there, newest first. Throws DamagedPageError for the newest alone. */
  async versions(interactionId: string): Promise<readonly StoredVersion[]> {
    const found = this.index.find(interactionId);
    if (!found) return [];
    const { columns } = found.segment;
    return readVersions((id) => this.#readPage(id), {
      page: columns.page[found.document]!,
      row: columns.row[found.document]!,
      contentHash: hashAt(columns.contentHash, found.document),
    });
  }

  #readPage(id: number): Promise<PageContent> {
    return this.#guarded(id, (pages) => pages.read(id));
  }

  /** Reads of a page, which is dropped when it is damaged. */
  async #guarded<Content>(id: number, read: (pages: PageStore) => Promise<Content>): Promise<Content> {
    if (this.#closing.signal.aborted) throw new WorkspaceNotOpenError();
    try {
      return await read(this.#parts.pages);
    } catch (error) {
      if (error instanceof DamagedPageError) await this.#parts.dropPage(id);
      throw error;
    }
  }

  /** Ends what goes on by itself and closes the database. Pages on their way are finished or rejected first. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled([this.#ingest.idle(), this.#merger.idle(), this.#loader.whole()]);
    await this.#merger.storeRest();
    this.#parts.database.close();
  }
}

const placeOf = ({ segment: { columns }, document }: Found): { readonly page: number; readonly row: number } => ({
  page: columns.page[document]!,
  row: columns.row[document]!,
});

const wholeRow = ({ segment, document }: Found, row: Interaction | null | undefined): Interaction => {
  if (row) return row;
  // An old version that compaction took out, and that damage to the newer ones brought back into the lists.
  killDocument(segment, document);
  throw new DamagedPageError();
};
