/** The terms of a merged segment: lists put one behind the other, or interleaved, term by term. */
import { ByteWriter } from '../bytes/byte-writer.ts';
import { readPostings } from './lists.ts';
import { DROPPED, type LoadedSegment, type MergedOrder, type Pause } from './merge-order.ts';
import { positionsBegin, readPositionPlaces } from './positions.ts';
import type { TermIndex } from './segment.ts';
import { TermDictionary, TermDictionaryWriter, type TermEntry } from './term-dictionary.ts';

interface Cursor {
  readonly source: number;
  readonly terms: Iterator<readonly [string, TermEntry]>;
  term: string;
  entry: TermEntry;
  ended: boolean;
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
  let cursors = openCursors(sources);
  let written = 0;
  while (cursors.length > 0) {
    let term = cursors[0]!.term;
    for (const cursor of cursors) if (cursor.term < term) term = cursor.term;
    const having = cursors.filter((cursor) => cursor.term === term);
    const [postingsBefore, positionsBefore] = [postings.length, positions.length];
    const documents = order.disjoint
      ? appendTerm(sources, order, having, postings, positions)
      : mergeTerm(sources, order, having, postings, positions);
    if (documents > 0)
      dictionary.add(term, documents, postings.length - postingsBefore, positions.length - positionsBefore);
    for (const cursor of having) advance(cursor);
    if (having.some((cursor) => cursor.ended)) cursors = cursors.filter((cursor) => !cursor.ended);
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

const openCursors = (sources: readonly LoadedSegment[]): Cursor[] => {
  const cursors: Cursor[] = [];
  sources.forEach((source, index) => {
    const terms = source.terms.dictionary.from('');
    const first = terms.next();
    if (first.done !== true)
      cursors.push({ source: index, terms, term: first.value[0], entry: first.value[1], ended: false });
  });
  return cursors;
};

const advance = (cursor: Cursor): void => {
  const next = cursor.terms.next();
  if (next.done === true) {
    cursor.ended = true;
    return;
  }
  cursor.term = next.value[0];
  cursor.entry = next.value[1];
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
  const positioned = isPositioned(cursors[0]!.term);
  const runs: (Run | null)[] = [];
  let written = 0;
  let previous = 0;
  for (const { source: index, entry } of cursors) {
    const source = sources[index]!;
    const target = order.target[index]!;
    if (source.liveCount === source.columns.count) {
      previous = appendPostings(source.terms.postings, entry, target[0]!, previous, postings);
      written += entry.documents;
      runs.push(null);
      continue;
    }
    const run = readRun(source, target, entry, positioned);
    for (let at = 0; at < run.documents.length; at += 1) {
      postings.varint(run.documents[at]! - previous);
      previous = run.documents[at]!;
    }
    written += run.documents.length;
    runs.push(run);
  }
  if (!positioned) return written;
  // All lengths stand before all positions.
  const begins = cursors.map(({ source, entry }, at) =>
    runs[at] ? 0 : positionsBegin(sources[source]!.positions.positions, entry),
  );
  cursors.forEach(({ source, entry }, at) => {
    const run = runs[at];
    if (!run) positions.copy(sources[source]!.positions.positions, entry.positionsAt, begins[at]! - entry.positionsAt);
    else for (let index = 0; index < run.documents.length; index += 1) positions.varint(run.lengths![index]!);
  });
  cursors.forEach(({ source, entry }, at) => {
    const run = runs[at];
    const bytes = sources[source]!.positions.positions;
    if (!run) positions.copy(bytes, begins[at]!, entry.positionsAt + entry.positionsLength - begins[at]!);
    else
      for (let index = 0; index < run.documents.length; index += 1)
        positions.copy(bytes, run.from![index]!, run.lengths![index]!);
  });
  return written;
};

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
    .map((cursor) =>
      readRun(sources[cursor.source]!, order.target[cursor.source]!, cursor.entry, isPositioned(cursor.term)),
    )
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

/** Tags' terms, which begin with a control character, have no positions. */
const isPositioned = (term: string): boolean => term.charCodeAt(0) !== 1;

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
