/** All segments of a workspace, and what is asked of them. */
import type { FacetField, Facets, HistogramBucket, Sort } from '#shared/contract/data.ts';
import type { FoldedReview } from '#shared/review/fold.ts';
import { type Agents, createAgentBook } from '../agents/agent-book.ts';
import { hashAt } from '../index/columns.ts';
import { hashBytes } from '../index/id-table.ts';
import { lacksNeighbours, makeNeighbours } from '../index/neighbours.ts';
import { encodeId, idLength } from '../index/records.ts';
import { reviewBits } from '../index/review-bits.ts';
import { killDocument, type Segment, setReview } from '../index/segment.ts';
import { createPause, nextTurn } from '../pause.ts';
import { attributeInColumn } from './agents-column.ts';
import { type DocSet, intersect, NOTHING } from './doc-set.ts';
import { allFacets, countsProfiles, createFacetCounter, type FacetCounter, type FacetTables } from './facets.ts';
import { histogramOf } from './histogram.ts';
import { Hits } from './hits.ts';
import { liveSet } from './live.ts';
import { type MatchContext, matchNode, type ReviewIndex } from './match.ts';
import { Names } from './names.ts';
import { createKeyedOrder, createOrder, type Found, idAt, type Order, reversed } from './order.ts';
import type { SearchPlan } from './plan.ts';
import type { PlanNode } from './plan-node.ts';
import { relevanceOrder } from './relevance.ts';
import { SharedProfiles } from './shared-profiles.ts';

export type { Found } from './order.ts';

/** What is asked beside the query. */
export interface SearchOptions {
  /** Fields whose values are counted; by default all of them. */
  readonly facets?: readonly FacetField[];
}

/** What a query found; it keeps its meaning while segments come and go. */
export interface Result {
  readonly total: number;
  readonly facets: Facets;
  readonly histogram: readonly HistogramBucket[];
  /** The document at a position of the list, 0 first. */
  at(position: number): Found;
  /** The documents at positions from `from` (inclusive) to `to` (exclusive). */
  slice(from: number, to: number): readonly Found[];
  /** Where an interaction stands in the list, null when it is not in it. */
  positionOf(interactionId: string): number | null;
}

/** The reviews as the index needs them. */
export interface Reviews extends ReviewIndex {
  reviewed(): Iterable<readonly [interactionId: string, review: FoldedReview]>;
  review(interactionId: string): FoldedReview;
}

export class SearchIndex {
  readonly names = new Names();
  readonly #facetTables: FacetTables = { names: this.names, profiles: new SharedProfiles(this.names) };
  readonly #reviews: Reviews;
  readonly #agents: Agents;
  #segments: readonly Segment[] = [];
  /** The segments whose names are known. */
  #known: readonly Segment[] | null = null;
  /** The segments whose profiles are known. */
  #counted: readonly Segment[] | null = null;
  #preparing: Promise<void> | null = null;

  constructor(reviews: Reviews, agents: Agents = createAgentBook()) {
    this.#reviews = reviews;
    this.#agents = agents;
  }

  get segments(): readonly Segment[] {
    return this.#segments;
  }

  /** Live documents: interactions, each once. */
  get count(): number {
    return this.#segments.reduce((sum, segment) => sum + segment.liveCount, 0);
  }

  /** Times of the oldest and the newest live document, epoch ms. */
  span(): { readonly oldest: number | null; readonly newest: number | null } {
    let oldest: number | null = null;
    let newest: number | null = null;
    for (const { live, columns } of this.#segments) {
      const first = live.indexOf(1);
      if (first < 0) continue;
      newest = Math.max(newest ?? Number.NEGATIVE_INFINITY, columns.lastMessageAt[first]!);
      oldest = Math.min(oldest ?? Number.POSITIVE_INFINITY, columns.lastMessageAt[live.lastIndexOf(1)]!);
    }
    return { oldest, newest };
  }

  /** The live document of an interaction. */
  find(interactionId: string): Found | null {
    return this.#find(encodeId(interactionId));
  }

  /** The live document of an interaction, and whether any version of it is in a segment, live or not. */
  look(interactionId: string): { readonly found: Found | null; readonly holds: boolean } {
    const id = encodeId(interactionId);
    const hash = hashBytes(id, 0, id.length);
    let holds = false;
    for (const segment of this.#segments) {
      const document = segment.columns.ids.find(id, 0, id.length, hash);
      if (document < 0) continue;
      if (segment.live[document] === 1) return { found: { segment, document }, holds: true };
      holds = true;
    }
    return { found: null, holds };
  }

  #find(id: Uint8Array<ArrayBuffer>): Found | null {
    for (const segment of this.#segments) {
      const document = segment.columns.ids.find(id);
      if (document >= 0 && segment.live[document] === 1) return { segment, document };
    }
    return null;
  }

  /** How many documents of a segment that is not here yet have another version here. */
  versionsOf({ columns }: Segment): number {
    let count = 0;
    for (let document = 0; document < columns.count; document += 1)
      if (this.#segments.some((other) => other.columns.ids.findAt(columns, document) >= 0)) count += 1;
    return count;
  }

  /** Adds a segment. Where it holds an interaction that is there already, the one of the later page stays live. */
  add(segment: Segment): void {
    const { columns } = segment;
    const { records, recordsFrom } = columns;
    for (let document = 0; document < columns.count; document += 1) {
      const at = recordsFrom[document]!;
      const end = at + idLength(records, at);
      const hash = hashBytes(records, at, end);
      for (const other of this.#segments) {
        const known = other.columns.ids.find(records, at, end, hash);
        if (known < 0 || other.live[known] === 0) continue;
        if (other.columns.page[known]! < columns.page[document]!) killDocument(other, known);
        else killDocument(segment, document);
      }
    }
    this.attach(segment);
  }

  /** Adds a segment as it is, without looking for other versions of what it holds. */
  attach(segment: Segment): void {
    this.#fillReviews(segment);
    this.#segments = [...this.#segments, segment];
  }

  /** Puts a merged segment in the place of its sources. What was superseded while it was made is superseded in it too. */
  replace(sources: readonly Segment[], merged: Segment): void {
    for (const source of sources) {
      if (source.liveCount === source.columns.count) continue;
      for (let document = 0; document < source.columns.count; document += 1) {
        if (source.live[document] === 1) continue;
        const copy = merged.columns.ids.findAt(source.columns, document);
        // A source may also hold an older version of something that is live in another source: pages tell them apart.
        if (copy >= 0 && merged.columns.page[copy] === source.columns.page[document]) killDocument(merged, copy);
      }
    }
    this.#fillReviews(merged);
    this.#segments = [...this.#segments.filter((segment) => !sources.includes(segment)), merged];
  }

  remove(segment: Segment): void {
    this.#segments = this.#segments.filter((other) => other !== segment);
  }

  /** Takes what a page held out of the lists. */
  dropPage(page: number): void {
    for (const segment of this.#segments) {
      if (!segment.pages.includes(page)) continue;
      for (let document = 0; document < segment.columns.count; document += 1)
        if (segment.columns.page[document] === page) killDocument(segment, document);
    }
  }

  /** Brings the columns up to date with one interaction's review. */
  reviewChanged(interactionId: string): void {
    const found = this.find(interactionId);
    if (found) this.#setReview(found.segment, found.document, this.#reviews.review(interactionId));
  }

  /**
   * Tells that interactions were attributed to agents, so that not all columns have to be made again for them.
   *
   * @param before version of the attributions before
   */
  attributed(interactionIds: readonly string[], before: number): void {
    const ids = interactionIds.map(encodeId);
    for (const segment of this.#segments) attributeInColumn(segment, this.#agents, ids, before);
  }

  #setReview(segment: Segment, document: number, review: FoldedReview): void {
    setReview(segment, document, reviewBits(review, hashAt(segment.columns.contentHash, document)));
  }

  #fillReviews(segment: Segment): void {
    for (const [interactionId, review] of this.#reviews.reviewed()) {
      const document = segment.columns.ids.find(encodeId(interactionId));
      if (document >= 0) this.#setReview(segment, document, review);
    }
  }

  /** Fills the review columns of every segment, once the journal is read. */
  fillAllReviews(): void {
    for (const segment of this.#segments) this.#fillReviews(segment);
  }

  #know(): void {
    if (this.#known === this.#segments) return;
    for (const segment of this.#segments) this.names.of(segment.columns);
    this.#known = this.#segments;
  }

  /** Numbers of all segments' profiles: only counting needs them, and the first list can do without. */
  #knowProfiles(): void {
    if (this.#counted === this.#segments) return;
    for (const segment of this.#segments) this.#facetTables.profiles.of(segment);
    this.#counted = this.#segments;
  }

  /** Counts values of fields, over all segments as they are. */
  createFacetCounter(fields: readonly FacetField[]): FacetCounter {
    this.#know();
    if (fields.some(countsProfiles)) this.#knowProfiles();
    return createFacetCounter(this.#facetTables, this.#agents, fields);
  }

  /** Makes what phrases need of segments that are loaded whole, giving way in between. Searches go without until then. */
  async prepare(): Promise<void> {
    this.#preparing ??= this.#makeNeighbours().finally(() => {
      this.#preparing = null;
    });
    await this.#preparing;
  }

  async #makeNeighbours(): Promise<void> {
    // The answer of a search that is under way goes first.
    await nextTurn();
    const pause = createPause();
    for (;;) {
      // Largest first; what is merged away in the meantime is not worth it any more.
      const [segment] = this.#segments
        .filter(lacksNeighbours)
        .sort((one, other) => other.columns.count - one.columns.count);
      if (!segment) return;
      await makeNeighbours(segment, pause);
    }
  }

  /** Runs a query: exact count, facets, and the list in order. */
  search(plan: SearchPlan, sort: Sort, { facets = allFacets }: SearchOptions = {}): Result {
    // Every segment's names are known before the first mask is made of them.
    this.#know();
    if (this.#preparing === null && this.#segments.some(lacksNeighbours)) void this.prepare();
    const context = { names: this.names, agents: this.#agents, reviews: this.#reviews, masks: new Map() };
    const counter = this.createFacetCounter(facets);
    const undated: Hits[] = [];
    const found: Hits[] = [];
    const dates = plan.undated === plan.root ? [] : datesOf(plan.root);
    for (const segment of this.#segments) {
      if (segment.liveCount === 0) continue;
      const inSegment: MatchContext = { ...context, entries: new Map() };
      const base = new Hits(segment, liveIn(segment, plan.undated, inSegment));
      undated.push(base);
      const hits =
        base.size === 0 || dates.length === 0
          ? base
          : new Hits(
              segment,
              dates.reduce<DocSet>((left, date) => narrowed(segment, left, date, inSegment), base.set),
            );
      found.push(hits);
      counter.add(hits);
    }
    return createResult(found, counter.finish(), histogramOf(undated), orderOf(found, plan, sort));
  }
}

const narrowed = (segment: Segment, left: DocSet, date: PlanNode, context: MatchContext): DocSet =>
  intersect(left, matchNode(segment, date, context, left));

/** The dates that `plan.undated` is without: those that the whole query depends on. */
const datesOf = (root: PlanNode): readonly PlanNode[] => (root.kind === 'and' ? root.parts : [root]).filter(isDate);

const isDate = (node: PlanNode): boolean => (node.kind === 'not' ? isDate(node.part) : node.kind === 'time');

/** The live documents that a node stands for. */
const liveIn = (segment: Segment, node: PlanNode, context: MatchContext): DocSet => {
  if (node.kind === 'all') return liveSet(segment);
  const set = matchNode(segment, node, context);
  return segment.liveCount === segment.columns.count || set === NOTHING ? set : intersect(set, liveSet(segment));
};

const orderOf = (hits: readonly Hits[], plan: SearchPlan, sort: Sort): (() => Order) => {
  switch (sort) {
    case 'newest':
      return () => createOrder(hits);
    case 'oldest':
      return () => reversed(createOrder(hits));
    case 'relevance':
      return () => (plan.wanted.length === 0 ? createOrder(hits) : relevanceOrder(hits, plan.wanted));
    case 'csat':
      return () => csatOrder(hits);
    case 'turns':
      return () => turnsOrder(hits);
  }
};

/** Lowest first, what is not rated last. */
const csatOrder = (hits: readonly Hits[]): Order => {
  const ratings = [...new Set(hits.flatMap(({ segment }) => segment.columns.dictionaries.csat))];
  ratings.sort((one, other) => one - other);
  const places = new Map(ratings.map((rating, place) => [rating, place]));
  return createKeyedOrder(hits, ratings.length + 1, ({ segment: { columns }, documents }) => {
    const keys = [ratings.length, ...columns.dictionaries.csat.map((rating) => places.get(rating)!)];
    return Uint32Array.from(documents, (document) => keys[columns.csat[document]!]!);
  });
};

/** Most first. */
const turnsOrder = (hits: readonly Hits[]): Order => {
  const present = new Set<number>();
  for (const { segment, documents } of hits)
    for (let index = 0; index < documents.length; index += 1) present.add(segment.columns.turns[documents[index]!]!);
  const numbers = [...present].sort((one, other) => other - one);
  const places = new Map(numbers.map((turns, place) => [turns, place]));
  return createKeyedOrder(hits, numbers.length, ({ segment: { columns }, documents }) =>
    Uint32Array.from(documents, (document) => places.get(columns.turns[document]!)!),
  );
};

/** Positions read at a time: rows are asked for one behind the other. */
const BLOCK = 64;

const createResult = (
  hits: readonly Hits[],
  facets: Facets,
  histogram: readonly HistogramBucket[],
  makeOrder: () => Order,
): Result => {
  let made: Order | null = null;
  const order = (): Order => {
    made ??= makeOrder();
    return made;
  };
  let block: readonly Found[] = [];
  let blockAt = 0;
  return {
    total: hits.reduce((sum, { size }) => sum + size, 0),
    facets,
    histogram,
    at: (position) => {
      if (position < blockAt || position >= blockAt + block.length) {
        blockAt = position - (position % BLOCK);
        block = order().slice(blockAt, blockAt + BLOCK);
      }
      const found = block[position - blockAt];
      if (!found) throw new RangeError('There is no such position.');
      return found;
    },
    slice: (from, to) => order().slice(from, to),
    positionOf: (interactionId) => {
      const id = encodeId(interactionId);
      for (const one of hits) {
        const document = one.segment.columns.ids.find(id);
        if (document >= 0 && one.has(document)) return order().rank({ segment: one.segment, document });
      }
      return null;
    },
  };
};

/** The id of a document. */
export const idOf = ({ segment, document }: Found): string => idAt(segment, document);
