/** The terms of a merged segment: lists put one behind the other, or interleaved, term by term. */
import { ByteWriter } from '../bytes/byte-writer.ts';
import { readPostings } from './lists.ts';
import { DROPPED, type LoadedSegment, type MergedOrder, type Pause } from './merge-order.ts';
import { positionsBegin, readPositionPlaces } from './positions.ts';
import type { TermIndex } from './segment.ts';
import type { TermCursor } from './term-cursor.ts';
import { TermDictionary, TermDictionaryWriter, type TermEntry } from './term-dictionary.ts';

/** A walk over the terms of one source. */
interface Cursor {
  readonly source: number;
  readonly at: TermCursor;
}

export const mergeTerms = async (
  sources: readonly LoadedSegment[],
  order: MergedOrder,
  pause: Pause,
): Promise<{ readonly terms: TermIndex; readonly positions: Uint8Array<ArrayBuffer> }> => {
  const size = (pick: (source: LoadedSegment) => number): number => sources.reduce((sum, one) => sum + pick(one), 1024);
  const dictionary = new TermDictionaryWriter();
  const postings = new ByteWriter(size((source) => source.terms.postings.length));
  const positions = new ByteWriter(size((source) => source.positions.positions.length));
  let cursors: readonly Cursor[] = sources
    .map((source, index) => ({ source: index, at: source.terms.dictionary.walk() }))
    .filter(({ at }) => at.next());
  const having: Cursor[] = [];
  let written = 0;
  while (cursors.length > 0) {
    findFirst(cursors, having);
    const first = having[0]!.at;
    const [postingsBefore, positionsBefore] = [postings.length, positions.length];
    const documents = order.disjoint
      ? appendTerm(sources, order, having, postings, positions)
      : mergeTerm(sources, order, having, postings, positions);
    if (documents > 0)
      dictionary.addBytes(
        first.bytes,
        0,
        first.length,
        documents,
        postings.length - postingsBefore,
        positions.length - positionsBefore,
      );
    let ended = false;
    for (const { at } of having) if (!at.next()) ended = true;
    if (ended) cursors = cursors.filter(({ at }) => !at.ended);
    written += documents;
    if (written > 2000) {
      written = 0;
      await pause();
    }
  }
  return {
    terms: { dictionary: new TermDictionary(dictionary.finish()), postings: postings.finish() },
    positions: positions.finish(),
  };
};

/** Finds the cursors that stand at the first term of all, in the order of sources. */
const findFirst = (cursors: readonly Cursor[], having: Cursor[]): void => {
  having.length = 0;
  for (const cursor of cursors) {
    const difference = having.length === 0 ? 0 : cursor.at.compare(having[0]!.at);
    if (difference > 0) continue;
    if (difference < 0) having.length = 0;
    having.push(cursor);
  }
};

/** Occurrences of one term in one source, under their new numbers. Renumbering keeps their order. */
interface Run {
  readonly documents: Uint32Array;
  /** Where each document's positions begin in the source's bytes; null when the term has none. */
  readonly from: Uint32Array | null;
  readonly lengths: Uint32Array | null;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Puts the lists of one term, in sources that lie one behind the other, one behind the other. A list of which every
 * document stays is copied as it is, but for where it begins.
 *
 * @returns the number of documents written
 */
const appendTerm = (
  sources: readonly LoadedSegment[],
  order: MergedOrder,
  cursors: readonly Cursor[],
  postings: ByteWriter,
  positions: ByteWriter,
): number => {
  const positioned = isPositioned(cursors[0]!.at);
  // Nearly always every document stays; what is kept of the other lists is made only then.
  let runs: (Run | null)[] | null = null;
  let written = 0;
  let previous = 0;
  for (let place = 0; place < cursors.length; place += 1) {
    const { source: index, at: entry } = cursors[place]!;
    const source = sources[index]!;
    const target = order.target[index]!;
    if (source.liveCount === source.columns.count) {
      previous = appendPostings(source.terms.postings, entry, target[0]!, previous, postings);
      written += entry.documents;
      continue;
    }
    const run = readRun(source, target, entry, positioned);
    for (let at = 0; at < run.documents.length; at += 1) {
      postings.varint(run.documents[at]! - previous);
      previous = run.documents[at]!;
    }
    written += run.documents.length;
    runs ??= cursors.map(() => null);
    runs[place] = run;
  }
  if (!positioned) return written;
  // All lengths stand before all positions.
  if (begins.length < cursors.length) begins = new Uint32Array(cursors.length * 2);
  for (let place = 0; place < cursors.length; place += 1) {
    const run = runs?.[place];
    const { source, at: entry } = cursors[place]!;
    const bytes = sources[source]!.positions.positions;
    if (run) {
      for (let index = 0; index < run.documents.length; index += 1) positions.varint(run.lengths![index]!);
      continue;
    }
    const begin = positionsBegin(bytes, entry);
    begins[place] = begin;
    positions.copy(bytes, entry.positionsAt, begin - entry.positionsAt);
  }
  for (let place = 0; place < cursors.length; place += 1) {
    const run = runs?.[place];
    const { source, at: entry } = cursors[place]!;
    const bytes = sources[source]!.positions.positions;
    if (!run) positions.copy(bytes, begins[place]!, entry.positionsAt + entry.positionsLength - begins[place]!);
    else
      for (let index = 0; index < run.documents.length; index += 1)
        positions.copy(bytes, run.from![index]!, run.lengths![index]!);
  }
  return written;
};

/** Where the positions of a term begin in each of its sources: kept from term to term. */
let begins = new Uint32Array(16);

/**
 * Copies a posting list whose documents all move by `base`.
 *
 * @param previous the document written last
 * @returns the last document of the list
 */
const appendPostings = (
  bytes: Uint8Array,
  entry: TermEntry,
  base: number,
  previous: number,
  postings: ByteWriter,
): number => {
  const end = entry.postingsAt + entry.postingsLength;
  let at = entry.postingsAt;
  let last = base;
  let [value, shift] = [0, 0];
  let first = true;
  let restAt = at;
  while (at < end) {
    const byte = bytes[at++]!;
    value |= (byte & 127) << shift;
    if (byte > 127) {
      shift += 7;
      continue;
    }
    last += value;
    value = 0;
    shift = 0;
    if (first) {
      postings.varint(last - previous);
      restAt = at;
      first = false;
    }
  }
  postings.copy(bytes, restAt, end - restAt);
  return last;
};

/** @returns the number of documents written */
const mergeTerm = (
  sources: readonly LoadedSegment[],
  order: MergedOrder,
  cursors: readonly Cursor[],
  postings: ByteWriter,
  positions: ByteWriter,
): number => {
  const runs = cursors
    .map((cursor) => readRun(sources[cursor.source]!, order.target[cursor.source]!, cursor.at, isPositioned(cursor.at)))
    .filter((run) => run.documents.length > 0);
  const places = interleave(runs);
  let previous = 0;
  for (let index = 0; index < places.length; index += 2) {
    const document = runs[places[index]!]!.documents[places[index + 1]!]!;
    postings.varint(document - previous);
    previous = document;
  }
  for (let index = 0; index < places.length; index += 2) {
    const lengths = runs[places[index]!]!.lengths;
    if (lengths) positions.varint(lengths[places[index + 1]!]!);
  }
  for (let index = 0; index < places.length; index += 2) {
    const { from, lengths, bytes } = runs[places[index]!]!;
    const at = places[index + 1]!;
    if (from && lengths) positions.copy(bytes, from[at]!, lengths[at]!);
  }
  return places.length / 2;
};

/** Attributes' terms, which begin with a control character, have no positions. */
const isPositioned = ({ bytes, length }: TermCursor): boolean => length === 0 || bytes[0] !== 1;

const readRun = (source: LoadedSegment, target: Uint32Array, entry: TermEntry, positioned: boolean): Run => {
  const old = readPostings(source.terms.postings, entry);
  const documents = new Uint32Array(old.length);
  const bytes = source.positions.positions;
  const { from, lengths } = positioned ? readPositionPlaces(bytes, entry) : { from: null, lengths: null };
  let kept = 0;
  for (let index = 0; index < old.length; index += 1) {
    const document = target[old[index]!]!;
    if (document === DROPPED) continue;
    documents[kept] = document;
    if (from && lengths) {
      from[kept] = from[index]!;
      lengths[kept] = lengths[index]!;
    }
    kept += 1;
  }
  return { documents: documents.subarray(0, kept), from, lengths, bytes };
};

/** Pairs of run and place in it, in the order of documents. */
const interleave = (runs: readonly Run[]): Uint32Array => {
  const total = runs.reduce((sum, run) => sum + run.documents.length, 0);
  const places = new Uint32Array(total * 2);
  const next = new Uint32Array(runs.length);
  for (let written = 0; written < total; written += 1) {
    let lowest = -1;
    let lowestDocument = 0;
    for (let run = 0; run < runs.length; run += 1) {
      const document = runs[run]!.documents[next[run]!];
      if (document === undefined || (lowest >= 0 && document > lowestDocument)) continue;
      lowest = run;
      lowestDocument = document;
    }
    places[written * 2] = lowest;
    places[written * 2 + 1] = next[lowest]!++;
  }
  return places;
};
