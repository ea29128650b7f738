/**
 * A workspace's cache: a log of sealed pages, an index over it, and how far each window was walked. It is a cache: what
 * is damaged is dropped and can be fetched again, and nothing in it is human work.
 */
import type { Interaction } from '#shared/domain/interaction.ts';
import type { PageDelivery, PageReceipt, WindowCheckpoint } from '#shared/domain/sync.ts';
import { DamagedPageError, WorkspaceNotOpenError } from '../errors.ts';
import { type Found, type Reviews, SearchIndex } from '../search/search-index.ts';
import { type CatalogueStore, createCatalogueStore } from './catalogue-store.ts';
import { type CacheDatabase, openDatabase } from './database.ts';
import type { Deflate } from './deflate.ts';
import { createIngest, type Ingest } from './ingest.ts';
import { createLoader, type Loader } from './load.ts';
import { createMerger, type Merger } from './merger.ts';
import { createPageStore, type PageContent, type PageStore } from './page-store.ts';
import { createRunStore, type RunStore } from './run-store.ts';
import { createSealer, type Sealer } from './seal.ts';
import { resetCheckpoint, sealCheckpoint } from './window-store.ts';

/** What the parts of the cache share. */
export interface CacheParts {
  readonly database: CacheDatabase;
  readonly sealer: Sealer;
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
  /** Forgets a page that cannot be read, and has its window walked again; without a window, all windows. */
  dropPage(id: number, windowId: string | null): Promise<void>;
}

export interface CacheOptions {
  readonly workspaceId: string;
  /** 32 bytes, base64. */
  readonly dataKey: string;
  readonly reviews: Reviews;
  /** Where deflating is done; on this thread when left out. */
  readonly deflate?: Deflate;
  /** Parts of the index loaded, of all. */
  readonly onProgress: (done: number, total: number) => void;
  /** What the cache holds became other than by putPage: a damaged part was dropped or brought back. */
  readonly onRepaired: () => void;
}

export class Cache {
  readonly index: SearchIndex;
  readonly #parts: CacheParts;
  readonly #ingest: Ingest;
  readonly #loader: Loader;
  readonly #merger: Merger;
  readonly #runs: RunStore;
  readonly #catalogue: CatalogueStore;
  readonly #closing: AbortController;
  readonly #damage: { pages: number };

  private constructor(parts: CacheParts, closing: AbortController, damage: { pages: number }, onRepaired: () => void) {
    this.index = parts.index;
    this.#parts = parts;
    this.#closing = closing;
    this.#damage = damage;
    this.#runs = createRunStore(parts.database, parts.sealer);
    this.#catalogue = createCatalogueStore(parts.database, parts.sealer);
    this.#merger = createMerger(parts, () => this.#loader.whole());
    this.#ingest = createIngest(parts, () => this.#merger.wake());
    this.#loader = createLoader(parts, onRepaired);
  }

  /**
   * Opens the cache and loads what the first list needs; the rest of the index follows by itself.
   *
   * @throws CacheUnusableError when there can be no cache at all
   * @throws DiskFullError
   */
  static async open(options: CacheOptions): Promise<Cache> {
    const [database, sealer] = await Promise.all([
      openDatabase(options.workspaceId),
      createSealer(options.dataKey, options.workspaceId, options.deflate),
    ]);
    const closing = new AbortController();
    const damage = { pages: 0 };
    const pages = createPageStore(database, sealer);
    const checkpoints = new Map<string, WindowCheckpoint>();
    const index = new SearchIndex(options.reviews);
    const parts: CacheParts = {
      database,
      sealer,
      pages,
      index,
      checkpoints,
      dropped: new Set(),
      stored: new Set(),
      supersedes: new Map(),
      nextId: { page: 1, segment: 1 },
      signal: closing.signal,
      dropPage: async (id, windowId) => {
        damage.pages += 1;
        parts.dropped.add(id);
        index.dropPage(id);
        pages.forget(id);
        const reset = [...checkpoints.values()]
          .filter((one) => windowId === null || one.id === windowId)
          .map(resetCheckpoint);
        for (const checkpoint of reset) checkpoints.set(checkpoint.id, checkpoint);
        const records = await Promise.all(reset.map((checkpoint) => sealCheckpoint(sealer, checkpoint)));
        await database.transaction('rw', database.pages, database.windows, database.meta, async () => {
          await database.pages.delete(id);
          await database.meta.put({ key: 'dropped', value: JSON.stringify([...parts.dropped]) });
          await database.windows.bulkPut(records);
        });
      },
    };
    const cache = new Cache(parts, closing, damage, options.onRepaired);
    await cache.#loader.load(options.onProgress);
    cache.#loader.loadRest();
    cache.#merger.wake();
    return cache;
  }

  /** Sealed pages found unreadable since the cache was opened. */
  get damagedPages(): number {
    return this.#damage.pages;
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

  get catalogue(): CatalogueStore {
    return this.#catalogue;
  }

  /** Waits until words can be searched for, or phrases too. */
  ready(need: { readonly terms: boolean; readonly positions: boolean }): Promise<void> {
    return this.#loader.ready(need);
  }

  /** Waits until everything that goes on by itself is done: loading, checking, merging. */
  async settled(): Promise<void> {
    await this.#loader.whole();
    await this.#merger.idle();
    await this.#merger.storeRest();
  }

  /** An interaction as it was fetched last, null when it is not in the cache. Throws DamagedPageError. */
  async interaction(interactionId: string): Promise<Interaction | null> {
    const found = this.index.find(interactionId);
    return found ? await this.read(found) : null;
  }

  /** The row of a document. Throws DamagedPageError. */
  async read({ segment, document }: Found): Promise<Interaction> {
    const page = segment.columns.page[document]!;
    const row = (await this.#readPage(page)).rows[segment.columns.row[document]!];
    if (!row) throw new DamagedPageError();
    return row;
  }

  async #readPage(id: number): Promise<PageContent> {
    if (this.#closing.signal.aborted) throw new WorkspaceNotOpenError();
    try {
      return await this.#parts.pages.read(id);
    } catch (error) {
      if (error instanceof DamagedPageError) {
        const record = await this.#parts.database.pages.get(id).catch(() => undefined);
        await this.#parts.dropPage(id, record?.windowId ?? null);
      }
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
