/** Positions of a term in its documents, and the phrases they make. */
import type { PositionIndex } from './segment.ts';
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

/** Places where a phrase may begin: those of document `documents[i]` are `starts[from[i]]` to `starts[from[i + 1] - 1]`. */
export interface Candidates {
  readonly documents: Uint32Array;
  readonly from: Uint32Array;
  readonly starts: Uint32Array;
}

/**
 * The places of a term in some of its documents, as where a phrase would begin that has the term `offset` terms on.
 *
 * @param list all documents of the term, ascending
 * @param within the documents looked at, ascending
 */
export const candidatesOf = (
  bytes: Uint8Array,
  entry: TermEntry,
  list: Uint32Array,
  within: Uint32Array,
  offset: number,
): Candidates => {
  const documents = new Uint32Array(Math.min(within.length, list.length));
  const from = new Uint32Array(documents.length + 1);
  let starts = new Uint32Array(documents.length * 2 + 16);
  // The lengths end where as many varints have ended as there are documents; the positions begin there.
  let lengthAt = entry.positionsAt;
  let byteAt = positionsBegin(bytes, entry);
  let [found, written, at] = [0, 0, 0];
  for (let index = 0; index < list.length && at < within.length; index += 1) {
    let size = bytes[lengthAt++]!;
    if (size > 127) {
      size &= 127;
      for (let shift = 7, more = 128; more > 127; shift += 7) {
        more = bytes[lengthAt++]!;
        size |= (more & 127) << shift;
      }
    }
    const document = list[index]!;
    const end = byteAt + size;
    while (within[at]! < document) at += 1;
    if (within[at] !== document) {
      byteAt = end;
      continue;
    }
    if (written + size > starts.length) {
      const grown = new Uint32Array(Math.max(starts.length * 2, written + size));
      grown.set(starts);
      starts = grown;
    }
    let position = 0;
    while (byteAt < end) {
      let byte = bytes[byteAt++]!;
      let delta = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[byteAt++]!;
        delta |= (byte & 127) << shift;
      }
      position += delta;
      if (position < offset) continue;
      starts[written++] = position - offset;
    }
    documents[found++] = document;
    from[found] = written;
  }
  return { documents: documents.subarray(0, found), from: from.subarray(0, found + 1), starts };
};

/** The places that are in both. */
export const meet = (one: Candidates, other: Candidates): Candidates => {
  const most = Math.min(one.documents.length, other.documents.length);
  const documents = new Uint32Array(most);
  const from = new Uint32Array(most + 1);
  const starts = new Uint32Array(Math.min(one.from.at(-1) ?? 0, other.from.at(-1) ?? 0));
  let [found, written, at] = [0, 0, 0];
  for (let index = 0; index < one.documents.length; index += 1) {
    const document = one.documents[index]!;
    while (at < other.documents.length && other.documents[at]! < document) at += 1;
    if (other.documents[at] !== document) continue;
    const before = written;
    let left = one.from[index]!;
    let right = other.from[at]!;
    const [leftEnd, rightEnd] = [one.from[index + 1]!, other.from[at + 1]!];
    while (left < leftEnd && right < rightEnd) {
      const difference = one.starts[left]! - other.starts[right]!;
      if (difference === 0) starts[written++] = one.starts[left]!;
      if (difference <= 0) left += 1;
      if (difference >= 0) right += 1;
    }
    if (written === before) continue;
    documents[found++] = document;
    from[found] = written;
  }
  return { documents: documents.subarray(0, found), from: from.subarray(0, found + 1), starts };
};

/** Where each document's fields begin in the sides, and how many terms each document has. */
export interface FieldPlaces {
  readonly from: Uint32Array;
  readonly terms: Uint32Array;
}

const knownPlaces = new WeakMap<PositionIndex, FieldPlaces>();

/** Found by reading all sides once; kept for as long as they are. */
export const fieldPlaces = (index: PositionIndex): FieldPlaces => {
  const known = knownPlaces.get(index);
  if (known) return known;
  const { sides } = index;
  const from: number[] = [];
  const terms: number[] = [];
  let at = 0;
  const varint = (): number => {
    let byte = sides[at++]!;
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = sides[at++]!;
      value |= (byte & 127) << shift;
    }
    return value;
  };
  while (at < sides.length) {
    from.push(at);
    let sum = 0;
    for (let fields = varint(); fields > 0; fields -= 1) sum += varint() >>> 3;
    terms.push(sum);
  }
  const places = { from: Uint32Array.from(from), terms: Uint32Array.from(terms) };
  knownPlaces.set(index, places);
  return places;
};

/**
 * The documents of candidates of which one begins in a field of one of the sides.
 *
 * @param sidesWanted a bit a side
 */
export const saidBy = (
  index: PositionIndex,
  { documents, from, starts }: Candidates,
  sidesWanted: number,
): Uint32Array => {
  const { sides } = index;
  const places = fieldPlaces(index).from;
  const kept = new Uint32Array(documents.length);
  let found = 0;
  for (let candidate = 0; candidate < documents.length; candidate += 1) {
    const document = documents[candidate]!;
    let start = from[candidate]!;
    const end = from[candidate + 1]!;
    let at = places[document]!;
    while (sides[at]! > 127) at += 1;
    at += 1;
    // The fields begin behind their number; both they and the places are in order.
    let fieldEnd = 0;
    let wanted = false;
    while (start < end) {
      const position = starts[start]!;
      while (fieldEnd <= position) {
        let byte = sides[at++]!;
        let field = byte & 127;
        for (let shift = 7; byte > 127; shift += 7) {
          byte = sides[at++]!;
          field |= (byte & 127) << shift;
        }
        fieldEnd += (field >>> 3) + 1;
        wanted = (sidesWanted & (1 << (field & 7))) !== 0;
      }
      if (wanted) {
        kept[found++] = document;
        break;
      }
      // Within this field there is nothing more to see.
      do start += 1;
      while (start < end && starts[start]! < fieldEnd);
    }
  }
  return kept.subarray(0, found);
};
