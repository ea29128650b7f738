/** Where the documents of merged segments go: newest first, those that were superseded left out. */
import { readRecordId } from './records.ts';
import type { PositionIndex, Segment, TermIndex } from './segment.ts';

/** Gives way to waiting messages when it has been long enough since the last time. */
export type Pause = () => Promise<void>;

/** A segment whose terms and positions are loaded. */
export type LoadedSegment = Segment & { readonly terms: TermIndex; readonly positions: PositionIndex };

export const isLoaded = (segment: Segment): segment is LoadedSegment =>
  segment.terms !== null && segment.positions !== null;

/** A document that is not in the merged segment. */
export const DROPPED = 0xffffffff;

/** Where each source's documents went. */
export interface MergedOrder {
  readonly count: number;
  /** Per source: the new number of each document, or DROPPED. */
  readonly target: readonly Uint32Array[];
  /** Source and document of each new document. */
  readonly fromSource: Uint16Array;
  readonly fromDocument: Uint32Array;
  /** Each source lies wholly before the next: then what they hold is put one behind the other. */
  readonly disjoint: boolean;
}

/** Orders the live documents of all sources: each source is in order, so the newest is always at one of the heads. */
export const mergeOrder = (sources: readonly Segment[]): MergedOrder => {
  const count = sources.reduce((sum, source) => sum + source.liveCount, 0);
  const target = sources.map((source) => new Uint32Array(source.columns.count).fill(DROPPED));
  const fromSource = new Uint16Array(count);
  const fromDocument = new Uint32Array(count);
  const disjoint = sources.every((source, index) => index === 0 || isBefore(sources[index - 1]!, source));
  if (disjoint) {
    let next = 0;
    sources.forEach((source, index) => {
      for (
        let document = nextLive(source, 0);
        document < source.columns.count;
        document = nextLive(source, document + 1)
      ) {
        target[index]![document] = next;
        fromSource[next] = index;
        fromDocument[next] = document;
        next += 1;
      }
    });
    return { count, target, fromSource, fromDocument, disjoint };
  }
  const heads = sources.map((source) => nextLive(source, 0));
  for (let next = 0; next < count; next += 1) {
    let newest = -1;
    for (let source = 0; source < sources.length; source += 1) {
      if (heads[source]! >= sources[source]!.columns.count) continue;
      if (newest < 0 || isNewer(sources[source]!, heads[source]!, sources[newest]!, heads[newest]!)) newest = source;
    }
    const document = heads[newest]!;
    target[newest]![document] = next;
    fromSource[next] = newest;
    fromDocument[next] = document;
    heads[newest] = nextLive(sources[newest]!, document + 1);
  }
  return { count, target, fromSource, fromDocument, disjoint };
};

const isBefore = (one: Segment, other: Segment): boolean => {
  const { count } = one.columns;
  return count === 0 || other.columns.count === 0 || isNewer(one, count - 1, other, 0);
};

const nextLive = (segment: Segment, from: number): number => {
  let document = from;
  while (document < segment.columns.count && segment.live[document] === 0) document += 1;
  return document;
};

const isNewer = (one: Segment, document: number, other: Segment, otherDocument: number): boolean => {
  const difference = one.columns.lastMessageAt[document]! - other.columns.lastMessageAt[otherDocument]!;
  if (difference !== 0) return difference > 0;
  return idOf(one, document) < idOf(other, otherDocument);
};

const idOf = ({ columns }: Segment, document: number): string =>
  readRecordId(columns.records, columns.recordsFrom[document]!);
