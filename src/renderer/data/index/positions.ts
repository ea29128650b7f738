/** Positions of a term in its documents, and the phrases they make. */
import type { TermEntry } from './term-dictionary.ts';

/** Where each document's positions begin, and how many bytes they are. */
export interface PositionPlaces {
  readonly from: Uint32Array;
  readonly lengths: Uint32Array;
}

/** Where the positions of a term begin, behind as many lengths as it has documents. */
export const positionsBegin = (bytes: Uint8Array, entry: TermEntry): number => {
  let at = entry.positionsAt;
  for (let left = entry.documents; left > 0; at += 1) if (bytes[at]! < 128) left -= 1;
  return at;
};

export const readPositionPlaces = (bytes: Uint8Array, entry: TermEntry): PositionPlaces => {
  const count = entry.documents;
  const from = new Uint32Array(count);
  const lengths = new Uint32Array(count);
  let at = entry.positionsAt;
  for (let index = 0; index < count; index += 1) {
    let byte = bytes[at++]!;
    let length = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at++]!;
      length |= (byte & 127) << shift;
    }
    lengths[index] = length;
  }
  for (let index = 0; index < count; index += 1) {
    from[index] = at;
    at += lengths[index]!;
  }
  return { from, lengths };
};

/** A term of a phrase, and how many terms after the phrase's first it stands. */
export interface PhraseTerm {
  readonly entry: TermEntry;
  /** Bytes that the term's posting list is in. */
  readonly postings: Uint8Array;
  readonly offset: number;
}

/** Places where a phrase may begin: those of document `documents[i]` are `starts[from[i]]` to `starts[from[i + 1] - 1]`. */
export interface Candidates {
  readonly documents: Uint32Array;
  readonly from: Uint32Array;
  readonly starts: Uint32Array;
}

/** Where the positions of wanted documents begin in the bytes, and behind which byte they end. */
interface Places {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/** @param wanted documents of the term, ascending */
export const placesOf = (bytes: Uint8Array, { entry, postings }: PhraseTerm, wanted: Uint32Array): Places => {
  const from = new Uint32Array(wanted.length);
  const to = new Uint32Array(wanted.length);
  let postingAt = entry.postingsAt;
  let lengthAt = entry.positionsAt;
  let byteAt = positionsBegin(bytes, entry);
  let document = 0;
  for (let at = 0; at < wanted.length; ) {
    // Documents and lengths are read in step; most of both take a byte.
    let delta = postings[postingAt++]!;
    if (delta > 127) {
      delta &= 127;
      for (let shift = 7, more = 128; more > 127; shift += 7) {
        more = postings[postingAt++]!;
        delta |= (more & 127) << shift;
      }
    }
    document += delta;
    let size = bytes[lengthAt++]!;
    if (size > 127) {
      size &= 127;
      for (let shift = 7, more = 128; more > 127; shift += 7) {
        more = bytes[lengthAt++]!;
        size |= (more & 127) << shift;
      }
    }
    const end = byteAt + size;
    if (document === wanted[at]) {
      from[at] = byteAt;
      to[at] = end;
      at += 1;
    }
    byteAt = end;
  }
  return { from, to };
};

/**
 * For each wanted document, 1 where all of the terms stand once in it.
 *
 * @param wanted documents of all terms, ascending
 */
export const onceIn = (bytes: Uint8Array, terms: readonly PhraseTerm[], wanted: Uint32Array): Uint8Array => {
  const once = new Uint8Array(wanted.length).fill(1);
  for (const term of terms) {
    const { from, to } = placesOf(bytes, term, wanted);
    for (let index = 0; index < once.length; index += 1) {
      // The bytes of a single place: all but the last one go on.
      const at = from[index]!;
      const size = to[index]! - at;
      if (size > 1 && (size > 2 || bytes[at]! < 128)) once[index] = 0;
    }
  }
  return once;
};

/** Every place of one term, as where the phrase would begin. */
export const startsOf = (bytes: Uint8Array, term: PhraseTerm, wanted: Uint32Array): Candidates => {
  const places = placesOf(bytes, term, wanted);
  let most = 0;
  for (let index = 0; index < wanted.length; index += 1) most += places.to[index]! - places.from[index]!;
  const starts = new Uint32Array(most);
  const from = new Uint32Array(wanted.length + 1);
  let written = 0;
  for (let index = 0; index < wanted.length; index += 1) {
    const end = places.to[index]!;
    let position = -term.offset;
    for (let at = places.from[index]!; at < end; ) {
      let byte = bytes[at++]!;
      position += byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[at++]!;
        position += (byte & 127) << shift;
      }
      if (position >= 0) starts[written++] = position;
    }
    from[index + 1] = written;
  }
  return { documents: wanted, from, starts };
};

/**
 * Marks of the document at hand, by place: a mark counts only with the document's own stamp, so nothing is ever wiped.
 * Comparing marks takes no branch that cannot be foreseen; walking two lists in step would take one a place. Places
 * before a field's first are looked at too and never marked, so all of them are moved on by `BEFORE`.
 */
const BEFORE = 1 << 8;
let marks = new Uint32Array(1 << 12);
let stamp = 0;

const nextStamp = (): number => {
  stamp += 1;
  if (stamp === 0xffffffff) {
    marks.fill(0);
    stamp = 1;
  }
  return stamp;
};

const reach = (place: number): Uint32Array<ArrayBuffer> => {
  const grown = new Uint32Array(2 ** Math.ceil(Math.log2(place + 2)));
  grown.set(marks);
  marks = grown;
  return grown;
};

/**
 * Where two terms stand as far from each other as in the phrase.
 *
 * @param wanted documents of both, ascending
 * @param all whether every place is wanted; the first of each document otherwise
 */
export const meetingOf = (
  bytes: Uint8Array,
  one: PhraseTerm,
  other: PhraseTerm,
  wanted: Uint32Array,
  all: boolean,
): Candidates => {
  const left = placesOf(bytes, one, wanted);
  const right = placesOf(bytes, other, wanted);
  const documents = new Uint32Array(wanted.length);
  const from = new Uint32Array(wanted.length + 1);
  let starts = new Uint32Array(wanted.length + 16);
  let [found, written] = [0, 0];
  let marked = marks;
  for (let index = 0; index < wanted.length; index += 1) {
    const mine = nextStamp();
    const leftEnd = left.to[index]!;
    let start = BEFORE - one.offset;
    for (let at = left.from[index]!; at < leftEnd; ) {
      const byte = bytes[at++]!;
      start += byte;
      if (byte > 127) {
        start -= 128;
        for (let shift = 7, more = 128; more > 127; shift += 7) {
          more = bytes[at++]!;
          start += (more & 127) << shift;
        }
      }
      if (start >= marked.length) marked = reach(start);
      if (start >= BEFORE) marked[start] = mine;
    }
    // What stands behind the last mark need not be read.
    const last = start;
    const rightEnd = right.to[index]!;
    const before = written;
    start = BEFORE - other.offset;
    for (let at = right.from[index]!; at < rightEnd; ) {
      const byte = bytes[at++]!;
      start += byte;
      if (byte > 127) {
        start -= 128;
        for (let shift = 7, more = 128; more > 127; shift += 7) {
          more = bytes[at++]!;
          start += (more & 127) << shift;
        }
      }
      if (start > last) break;
      if (marked[start] !== mine) continue;
      if (written === starts.length) {
        const grown = new Uint32Array(starts.length * 2);
        grown.set(starts);
        starts = grown;
      }
      starts[written++] = start - BEFORE;
      if (!all) break;
    }
    if (written === before) continue;
    documents[found++] = wanted[index]!;
    from[found] = written;
  }
  return { documents: documents.subarray(0, found), from: from.subarray(0, found + 1), starts };
};

/**
 * The candidates that have one more term in its place.
 *
 * @param all see `meetingOf`
 */
export const narrowedBy = (bytes: Uint8Array, candidates: Candidates, term: PhraseTerm, all: boolean): Candidates => {
  const { documents: wanted, from: wantedFrom, starts: wantedStarts } = candidates;
  const places = placesOf(bytes, term, wanted);
  const documents = new Uint32Array(wanted.length);
  const from = new Uint32Array(wanted.length + 1);
  const starts = new Uint32Array(wantedFrom[wanted.length] ?? 0);
  let [found, written] = [0, 0];
  let marked = marks;
  for (let index = 0; index < wanted.length; index += 1) {
    const mine = nextStamp();
    const startsEnd = wantedFrom[index + 1]!;
    for (let at = wantedFrom[index]!; at < startsEnd; at += 1) {
      const start = wantedStarts[at]! + BEFORE;
      if (start >= marked.length) marked = reach(start);
      marked[start] = mine;
    }
    const last = wantedStarts[startsEnd - 1]! + BEFORE;
    const end = places.to[index]!;
    const before = written;
    let start = BEFORE - term.offset;
    for (let at = places.from[index]!; at < end; ) {
      const byte = bytes[at++]!;
      start += byte;
      if (byte > 127) {
        start -= 128;
        for (let shift = 7, more = 128; more > 127; shift += 7) {
          more = bytes[at++]!;
          start += (more & 127) << shift;
        }
      }
      if (start > last) break;
      if (marked[start] !== mine) continue;
      starts[written++] = start - BEFORE;
      if (!all) break;
    }
    if (written === before) continue;
    documents[found++] = wanted[index]!;
    from[found] = written;
  }
  return { documents: documents.subarray(0, found), from: from.subarray(0, found + 1), starts };
};
