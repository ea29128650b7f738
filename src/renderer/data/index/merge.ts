/**
 * Merging segments into one. Documents that a newer version superseded are left out; the order stays newest first. The
 * work is cut into slices, so that a search in between waits for milliseconds, not for the merge.
 */
import { ByteReader } from '../bytes/byte-reader.ts';
import { ByteWriter } from '../bytes/byte-writer.ts';
import { readPostings } from './lists.ts';
import { mergeColumns } from './merge-columns.ts';
import { positionsBegin, readPositionPlaces } from './positions.ts';
import { readRecordId } from './records.ts';
import { createSegment, type PositionIndex, type Segment, setReview, type TermIndex } from './segment.ts';
import { TermDictionary, TermDictionaryWriter, type TermEntry } from './term-dictionary.ts';

/** Gives way to waiting messages when it has been long enough since the last time. */
export type Pause = () => Promise<void>;

/** A segment whose terms and positions are loaded. */
type LoadedSegment = Segment & { readonly terms: TermIndex; readonly positions: PositionIndex };

const isLoaded = (segment: Segment): segment is LoadedSegment => segment.terms !== null && segment.positions !== null;

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

/**
 * @param sources with everything loaded
 * @throws TypeError when a source's terms or positions are not loaded
 */
export const mergeSegments = async (id: number, sources: readonly Segment[], pause: Pause): Promise<Segment> => {
  const loaded = sources.filter(isLoaded).sort((one, other) => newestTime(other) - newestTime(one));
  if (loaded.length !== sources.length) throw new TypeError('A segment is merged only once it is loaded.');
  const order = mergeOrder(loaded);
  await pause();
  const columns = await mergeColumns(loaded, order, pause);
  await pause();
  const sides = mergeSides(loaded, order);
  await pause();
  const { terms, positions } = await mergeTerms(loaded, order, pause);
  const pages = [...new Set(sources.flatMap((source) => source.pages))].sort((one, other) => one - other);
  const merged = createSegment(id, pages, columns, terms, { positions, sides });
  copyReviews(loaded, order, merged);
  return merged;
};

const newestTime = ({ columns }: Segment): number => columns.lastMessageAt[0] ?? 0;

/** What is known beside the columns goes with the documents. */
const copyReviews = (sources: readonly Segment[], order: MergedOrder, merged: Segment): void => {
  if (sources.every(({ reviewed }) => reviewed === 0)) return;
  for (let next = 0; next < order.count; next += 1)
    setReview(merged, next, sources[order.fromSource[next]!]!.review[order.fromDocument[next]!]!);
};

/** Orders the live documents of all sources: each source is in order, so the newest is always at one of the heads. */
const mergeOrder = (sources: readonly Segment[]): MergedOrder => {
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

const mergeSides = (sources: readonly LoadedSegment[], order: MergedOrder): Uint8Array<ArrayBuffer> => {
  const stretches = sources.map(({ positions, columns }) => {
    const reader = new ByteReader(positions.sides);
    const from = new Uint32Array(columns.count + 1);
    for (let document = 0; document < columns.count; document += 1) {
      for (let fields = reader.varint(); fields > 0; fields -= 1) reader.varint();
      from[document + 1] = reader.at;
    }
    return from;
  });
  const writer = new ByteWriter(order.count * 32);
  for (let next = 0; next < order.count; next += 1) {
    const source = order.fromSource[next]!;
    const document = order.fromDocument[next]!;
    const from = stretches[source]!;
    writer.raw(sources[source]!.positions.sides.subarray(from[document]!, from[document + 1]!));
  }
  return writer.finish();
};

interface Cursor {
  readonly source: number;
  readonly terms: Iterator<readonly [string, TermEntry]>;
  term: string;
  entry: TermEntry;
  ended: boolean;
}

const mergeTerms = async (
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
