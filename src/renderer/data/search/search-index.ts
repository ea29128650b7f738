/** All segments of a workspace, and what is asked of them. */
import type { Facets, Sort } from '#shared/contract/data.ts';
import { emptyReview, type FoldedReview } from '#shared/review/fold.ts';
import { encodeId, readRecordId } from '../index/records.ts';
import { reviewBits } from '../index/review-bits.ts';
import { killDocument, type Segment } from '../index/segment.ts';
import { createFacetCounter } from './facets.ts';
import { matchSegment, type ReviewIndex } from './match.ts';
import { createView, locate, RankSet, type View } from './order.ts';
import type { SearchPlan } from './plan.ts';

/** One document of one segment. */
export interface Found {
  readonly segment: Segment;
  readonly document: number;
}

/** What a query found; it keeps its meaning while segments come and go. */
export interface Result {
  readonly total: number;
  readonly facets: Facets;
  /** The document at a position of the list, 0 first. */
  at(position: number): Found;
  /** Where an interaction stands in the list, null when it is not in it. */
  positionOf(interactionId: string): number | null;
}

/** The reviews as the index needs them. */
export interface Reviews extends ReviewIndex {
  reviewed(): Iterable<readonly [interactionId: string, review: FoldedReview]>;
  review(interactionId: string): FoldedReview;
}

export class SearchIndex {
  readonly #reviews: Reviews;
  #segments: readonly Segment[] = [];
  #view: View | null = null;

  constructor(reviews: Reviews) {
    this.#reviews = reviews;
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

  /** Whether any version of an interaction is in a segment, live or not. */
  holds(interactionId: string): boolean {
    const id = encodeId(interactionId);
    return this.#segments.some((segment) => segment.columns.ids.find(id) >= 0);
  }

  #find(id: Uint8Array<ArrayBuffer>): Found | null {
    for (const segment of this.#segments) {
      const document = segment.columns.ids.find(id);
      if (document >= 0 && segment.live[document] === 1) return { segment, document };
    }
    return null;
  }

  /** Adds a segment. Where it holds an interaction that is there already, the one of the later page stays live. */
  add(segment: Segment): void {
    const { columns } = segment;
    for (let document = 0; document < columns.count; document += 1) {
      for (const other of this.#segments) {
        const known = other.columns.ids.findAt(columns, document);
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
    this.#view = null;
  }

  /** Puts a merged segment in the place of its sources. What was superseded while it was made is superseded in it too. */
  replace(sources: readonly Segment[], merged: Segment): void {
    for (const source of sources) {
      for (let document = 0; document < source.columns.count; document += 1) {
        if (source.live[document] === 1) continue;
        const copy = merged.columns.ids.findAt(source.columns, document);
        // A source may also hold an older version of something that is live in another source: pages tell them apart.
        if (copy >= 0 && merged.columns.page[copy] === source.columns.page[document]) killDocument(merged, copy);
      }
    }
    this.#fillReviews(merged);
    this.#segments = [...this.#segments.filter((segment) => !sources.includes(segment)), merged];
    this.#view = null;
  }

  remove(segment: Segment): void {
    this.#segments = this.#segments.filter((other) => other !== segment);
    this.#view = null;
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
    if (found) found.segment.review[found.document] = reviewBits(this.#reviews.review(interactionId));
  }

  #fillReviews(segment: Segment): void {
    for (const [interactionId, review] of this.#reviews.reviewed()) {
      const document = segment.columns.ids.find(encodeId(interactionId));
      if (document >= 0) segment.review[document] = reviewBits(review ?? emptyReview);
    }
  }

  /** Fills the review columns of every segment, once the journal is read. */
  fillAllReviews(): void {
    for (const segment of this.#segments) this.#fillReviews(segment);
  }

  /** Runs a query: exact count, facets, and the list in order. */
  search(plan: SearchPlan, sort: Sort): Result {
    this.#view ??= createView(this.#segments);
    const view = this.#view;
    const ranks = new RankSet(view.count);
    const facets = createFacetCounter();
    view.segments.forEach((segment, index) => {
      const documents = matchSegment(segment, plan, this.#reviews);
      if (documents.length === 0) return;
      facets.add(segment, documents);
      ranks.addAll(view.rankOf, view.bases[index]!, documents);
    });
    return createResult(view, ranks.toArray(), facets.finish(), sort);
  }
}

const createResult = (view: View, ranks: Uint32Array, facets: Facets, sort: Sort): Result => {
  const placeOf = (position: number): number => (sort === 'newest' ? position : ranks.length - 1 - position);
  return {
    total: ranks.length,
    facets,
    at: (position) => locate(view.segments, view.bases, view.numberAt[ranks[placeOf(position)]!]!),
    positionOf: (interactionId) => {
      const id = encodeId(interactionId);
      for (let index = 0; index < view.segments.length; index += 1) {
        const document = view.segments[index]!.columns.ids.find(id);
        if (document < 0) continue;
        const place = search(ranks, view.rankOf[view.bases[index]! + document]!);
        if (place >= 0) return placeOf(place);
      }
      return null;
    },
  };
};

/** The id of a document. */
export const idOf = ({ segment: { columns }, document }: Found): string =>
  readRecordId(columns.records, columns.recordsFrom[document]!);

const search = (ascending: Uint32Array, value: number): number => {
  let low = 0;
  let high = ascending.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] === value) return middle;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
};
