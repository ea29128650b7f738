/** Who said what: the fields of documents, and which of them a term stands in. */
import { type Candidates, type PhraseTerm, placesOf } from './positions.ts';
import type { PositionIndex } from './segment.ts';

/** Where each document's fields begin in the sides, and how many terms each document has. */
export interface FieldPlaces {
  readonly from: Uint32Array;
  readonly terms: Uint32Array;
}

const knownPlaces = new WeakMap<PositionIndex, FieldPlaces>();

const doubled = (numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> => {
  const grown = new Uint32Array(numbers.length * 2);
  grown.set(numbers);
  return grown;
};

/** Found by reading all sides once; kept for as long as they are. */
export const fieldPlaces = (index: PositionIndex): FieldPlaces => {
  const known = knownPlaces.get(index);
  if (known) return known;
  const { sides } = index;
  // A document takes a byte at least; most take some thirty.
  let from = new Uint32Array(1 + (sides.length >>> 4));
  let terms = new Uint32Array(from.length);
  let count = 0;
  for (let at = 0; at < sides.length; count += 1) {
    if (count === from.length) {
      from = doubled(from);
      terms = doubled(terms);
    }
    from[count] = at;
    // The number of fields, then each of them.
    let fields = -1;
    let sum = 0;
    while (fields !== 0) {
      let byte = sides[at++]!;
      let value = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = sides[at++]!;
        value |= (byte & 127) << shift;
      }
      if (fields < 0) fields = value;
      else {
        fields -= 1;
        sum += value >>> 3;
      }
    }
    terms[count] = sum;
  }
  const places = { from: from.slice(0, count), terms: terms.slice(0, count) };
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

/**
 * The documents in which one of the sides said a word. Places and fields are read side by side, and no further than
 * it takes.
 *
 * @param wanted documents of the term, ascending
 */
export const wordSaidBy = (
  index: PositionIndex,
  term: PhraseTerm,
  wanted: Uint32Array,
  sidesWanted: number,
): Uint32Array => {
  const { sides, positions: bytes } = index;
  const fields = fieldPlaces(index).from;
  const places = placesOf(bytes, term, wanted);
  const kept = new Uint32Array(wanted.length);
  let found = 0;
  for (let wantedAt = 0; wantedAt < wanted.length; wantedAt += 1) {
    const document = wanted[wantedAt]!;
    let at = places.from[wantedAt]!;
    const end = places.to[wantedAt]!;
    let fieldAt = fields[document]!;
    while (sides[fieldAt]! > 127) fieldAt += 1;
    fieldAt += 1;
    let fieldEnd = 0;
    let isWanted = false;
    let position = 0;
    while (at < end) {
      let byte = bytes[at++]!;
      position += byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[at++]!;
        position += (byte & 127) << shift;
      }
      while (fieldEnd <= position) {
        byte = sides[fieldAt++]!;
        let field = byte & 127;
        for (let shift = 7; byte > 127; shift += 7) {
          byte = sides[fieldAt++]!;
          field |= (byte & 127) << shift;
        }
        fieldEnd += (field >>> 3) + 1;
        isWanted = (sidesWanted & (1 << (field & 7))) !== 0;
      }
      if (isWanted) {
        kept[found++] = document;
        break;
      }
    }
  }
  return kept.subarray(0, found);
};
