/** One open workspace: its cache, its reviews, and what the UI asks of them. */
import {
  type CacheSummary,
  type Completions,
  type FacetField,
  facetFieldSchema,
  type InteractionSummary,
  type InteractionVersion,
  type InteractionView,
  type Preferences,
  type Review,
  type SearchResult,
  type Snippet,
  type Sort,
  type Suggestion,
} from '#shared/contract/data.ts';
import type { HostApi } from '#shared/contract/host.ts';
import type { Judgement, ReviewTarget } from '#shared/domain/journal.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import { CancelledError } from '#shared/errors.ts';
import { parseQuery } from '#shared/query/parse.ts';
import { Cache } from './cache/cache.ts';
import type { SideWork } from './cache/side-work.ts';
import { readStored } from './cache/stored.ts';
import { type ExportedFile, exportCsv, exportName } from './export/export-csv.ts';
import { hashAt } from './index/columns.ts';
import { createPause } from './pause.ts';
import { readPreferences } from './preferences.ts';
import { createReviewBook, type ReviewBook } from './review/review-book.ts';
import { planSearch, type SearchPlan } from './search/plan.ts';
import { idOf, type Result, type SearchOptions } from './search/search-index.ts';
import { snippetsOf } from './search/snippets.ts';
import { createSpeller } from './search/spelling.ts';
import { type SuggestSource, suggest } from './search/suggest.ts';
import { createSuggestSource } from './search/suggest-source.ts';
import { summaryOf } from './search/summary.ts';
import { createSyncDesk, type SyncDesk } from './sync/sync-desk.ts';

export interface DeskOptions {
  readonly host: HostApi;
  readonly workspaceId: string;
  readonly sideWork: SideWork;
  readonly onOpenProgress: (done: number, total: number) => void;
  readonly onRepaired: () => void;
}

/** The search that is listed. */
interface Listed {
  readonly id: number;
  readonly text: string;
  readonly plan: SearchPlan;
  readonly result: Result;
}

export class WorkspaceDesk {
  readonly workspace: Workspace;
  readonly cache: Cache;
  /** Fetching, as the UI asks for it. */
  readonly sync: SyncDesk;
  readonly #host: HostApi;
  readonly #book: ReviewBook;
  #result: Listed | null = null;
  #resultId = 0;
  readonly #suggestions: SuggestSource;
  /** Read while the workspace was opened, until they are asked for. */
  #preferences: Promise<Preferences> | null;
  readonly #speller = createSpeller(createPause());

  private constructor(
    workspace: Workspace,
    cache: Cache,
    host: HostApi,
    book: ReviewBook,
    preferences: Promise<Preferences>,
  ) {
    this.workspace = workspace;
    this.cache = cache;
    this.sync = createSyncDesk(workspace, cache, host);
    this.#host = host;
    this.#book = book;
    this.#preferences = preferences;
    this.#suggestions = createSuggestSource({
      index: () => cache.index,
      labels: () => book.labels(),
      reviewers: [workspace.reviewer.name],
    });
  }

  /** Opens a workspace: its keys from the host, its index from the cache, its reviews from the journal. */
  static async open(options: DeskOptions): Promise<WorkspaceDesk> {
    const { host, workspaceId } = options;
    // The disk is slow, and so is the keychain: neither waits for the other.
    const [stored, known] = await Promise.allSettled([readStored(workspaceId), host.workspaceOpen({ workspaceId })]);
    if (known.status === 'rejected') {
      if (stored.status === 'fulfilled') stored.value.database.close();
      throw known.reason;
    }
    if (stored.status === 'rejected') throw stored.reason;
    const { workspace, dataKey } = known.value;
    const preferences = readPreferences(host, workspaceId);
    // Told to whoever asks for them.
    preferences.catch(() => undefined);
    const book = createReviewBook(workspace, host);
    const reading = book.load();
    const opening = Cache.open({
      workspaceId,
      dataKey,
      stored: stored.value,
      reviews: book.reviews,
      basesOf: async (interactionId) => {
        // Before the journal is read, no version can be called unneeded.
        await reading;
        return book.bases(interactionId);
      },
      sideWork: options.sideWork,
      onProgress: options.onOpenProgress,
      onRepaired: options.onRepaired,
    });
    const [cache, journal] = await Promise.allSettled([opening, reading]);
    if (cache.status === 'rejected') throw cache.reason;
    if (journal.status === 'rejected') {
      await cache.value.close();
      throw journal.reason;
    }
    // The journal may have come after the columns were loaded.
    cache.value.index.fillAllReviews();
    return new WorkspaceDesk(workspace, cache.value, host, book, preferences);
  }

  close(): Promise<void> {
    return this.cache.close();
  }

  summary(): CacheSummary {
    const { oldest, newest } = this.cache.index.span();
    return {
      workspace: this.workspace,
      interactions: this.cache.index.count,
      oldest,
      newest,
      windows: [...this.cache.checkpoints],
      damagedPages: this.cache.damagedPages,
      damagedJournalLines: this.#book.damagedLines,
      journalEvents: this.#book.events,
    };
  }

  async #run(text: string, sort: Sort, options: SearchOptions = {}) {
    const now = Date.now();
    const plan = planSearch(parseQuery(text, now), now);
    // How often a word stands in a document is told by its positions.
    const positions = plan.needsPositions || (sort === 'relevance' && plan.wanted.length > 0);
    await this.cache.ready({ terms: plan.needsTerms, positions });
    return { plan, result: this.cache.index.search(plan, sort, options) };
  }

  async search(
    text: string,
    sort: Sort,
    limit: number,
    facets: readonly FacetField[] = facetFieldSchema.options,
    locate: string | null = null,
  ): Promise<SearchResult> {
    const started = performance.now();
    const { plan, result } = await this.#run(text, sort, { facets });
    this.#resultId += 1;
    // Who asks for no rows only counts; the list that is drawn goes on from its own result.
    if (limit > 0) this.#result = { id: this.#resultId, text, plan, result };
    const rows = this.#rowsOf(result, 0, limit);
    return {
      resultId: this.#resultId,
      total: result.total,
      rows,
      facets: result.facets,
      histogram: result.histogram,
      problems: plan.problems,
      terms: plan.highlights,
      position: locate === null ? null : result.positionOf(locate),
      took: performance.now() - started,
    };
  }

  /** Rows of the last search; of an older one there are none any more. */
  rows(resultId: number, from: number, count: number): readonly InteractionSummary[] {
    return this.#result?.id === resultId ? this.#rowsOf(this.#result.result, from, count) : [];
  }

  positionOf(resultId: number, interactionId: string): number | null {
    return this.#result?.id === resultId ? this.#result.result.positionOf(interactionId) : null;
  }

  /** The query of the last search with nearer words in the place of those that nothing holds. */
  async nearMiss(resultId: number): Promise<Suggestion | null> {
    if (this.#result?.id !== resultId) return null;
    const { text, plan } = this.#result;
    return this.#speller.suggest(text, plan.wanted, this.cache.index.segments);
  }

  #rowsOf(result: Result, from: number, count: number): readonly InteractionSummary[] {
    return result.slice(from, from + count).map((found) => summaryOf(found, this.#book.folded, this.cache.agents));
  }

  /** What the UI remembers of the workspace. */
  preferences(): Promise<Preferences> {
    const read = this.#preferences ?? readPreferences(this.#host, this.workspace.id);
    this.#preferences = null;
    return read;
  }

  /** What completes a query at the caret. */
  async suggest(text: string, caret: number): Promise<Completions> {
    await this.cache.ready({ terms: true, positions: false });
    return suggest(text, caret, this.#suggestions, Date.now());
  }

  /** Lines around the first hit, of those that are still cached. Throws CancelledError once another search was run. */
  async snippets(resultId: number, ids: readonly string[]): Promise<readonly Snippet[]> {
    const isLast = (): boolean => this.#result?.id === resultId;
    const terms = this.#result?.plan.highlights ?? [];
    const snippets = await snippetsOf(ids, terms, (id) => this.cache.glance(id), isLast);
    if (!isLast()) throw new CancelledError('Looking for the words of an earlier search');
    return snippets;
  }

  async interaction(interactionId: string): Promise<InteractionView | null> {
    const interaction = await this.cache.interaction(interactionId);
    if (!interaction) return null;
    const { agents } = this.cache;
    return {
      interaction,
      review: this.#review(interactionId),
      agents: agents.agentsOf(interactionId).map((id) => ({ id, name: agents.nameOf(id) })),
    };
  }

  /** The versions of an interaction that the cache still has, newest first. */
  async versions(interactionId: string): Promise<readonly InteractionVersion[]> {
    const { verdict, basis } = this.#book.folded(interactionId);
    const versions = await this.cache.versions(interactionId);
    // Versions may differ in what is not judged (the status, say): the newest of those is the one that is meant.
    const judged = verdict === null ? -1 : versions.findIndex(({ contentHash }) => contentHash === basis);
    return versions.map((version, index) => ({ ...version, judged: index === judged }));
  }

  #hashOf(interactionId: string): string | null {
    const found = this.cache.index.find(interactionId);
    return found ? hashAt(found.segment.columns.contentHash, found.document) : null;
  }

  #review(interactionId: string): Review {
    return this.#book.reviewOf(interactionId, this.#hashOf(interactionId));
  }

  async judge(target: ReviewTarget, judgement: Judgement): Promise<Review> {
    await this.#book.judge(target, judgement, this.#hashOf(target.interactionId));
    this.cache.index.reviewChanged(target.interactionId);
    return this.#review(target.interactionId);
  }

  async undo(): Promise<{ interactionId: string; review: Review } | null> {
    return this.#afterTakingBack(await this.#book.undo());
  }

  async redo(): Promise<{ interactionId: string; review: Review } | null> {
    return this.#afterTakingBack(await this.#book.redo());
  }

  #afterTakingBack(interactionId: string | null): { interactionId: string; review: Review } | null {
    if (interactionId === null) return null;
    this.cache.index.reviewChanged(interactionId);
    return { interactionId, review: this.#review(interactionId) };
  }

  labels(): { label: string; count: number }[] {
    return [...this.#book.labels()];
  }

  /** Writes what a query lists. Null when the dialog was dismissed. */
  async exportCsv(
    query: { readonly text: string; readonly sort: Sort; readonly ask: boolean },
    onProgress: (rows: number, total: number) => void,
    signal: AbortSignal,
  ): Promise<ExportedFile | null> {
    const { result } = await this.#run(query.text, query.sort, { facets: [] });
    const tagNames = new Map((await this.cache.catalogue())?.tags.map(({ id, tagName }) => [id, tagName]));
    return exportCsv({
      host: this.#host,
      name: exportName(this.workspace.name, new Date()),
      ask: query.ask,
      total: result.total,
      rowAt: async (position) => {
        const found = result.at(position);
        const interaction = await this.cache.read(found);
        const hash = hashAt(found.segment.columns.contentHash, found.document);
        const review = this.#book.reviewOf(idOf(found), hash);
        return { interaction, review, reviewer: this.workspace.reviewer.name, tagNames };
      },
      onProgress: (rows) => onProgress(rows, result.total),
      signal,
    });
  }
}
