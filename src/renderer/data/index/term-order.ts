/** The order of terms: that of their UTF-16 code units, found on their UTF-8. */

/** Terms as bytes behind one another: term t is at `at[t]` to `at[t + 1]`. */
export interface TermBytes {
  readonly bytes: Uint8Array;
  readonly at: Uint32Array;
  readonly count: number;
}

/** Bytes in the order of UTF-16: there, what takes four bytes (surrogate pairs) comes before U+E000 and above. */
export const RANKS = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 0xee || byte > 0xf4 ? byte : byte >= 0xf0 ? byte - 2 : byte + 5,
);

/** Bytes that are compared at a time, and terms that can be told apart beside them in one number. */
const STEP = 4;
const MOST_TERMS = 2 ** 21;
/** Fewer are put in order one by one. */
const FEW = 8;

/** The terms' numbers, in order. */
export const orderOf = (terms: TermBytes): Uint32Array => {
  const order = Uint32Array.from({ length: terms.count }, (_, term) => term);
  if (terms.count > MOST_TERMS) return order.sort((one, other) => compare(terms, one, other, 0));
  sortStretch(terms, order, 0, order.length, 0);
  return order;
};

/** Puts terms in order that are the same up to `depth`: by their next few bytes, as numbers, and then those that are equal. */
const sortStretch = (terms: TermBytes, order: Uint32Array, from: number, to: number, depth: number): void => {
  if (to - from < FEW) {
    insertEach(terms, order, from, to, depth);
    return;
  }
  const keys = new Float64Array(to - from);
  for (let index = from; index < to; index += 1) {
    const term = order[index]!;
    keys[index - from] = bytesAt(terms, term, depth) * MOST_TERMS + term;
  }
  keys.sort();
  let same = from;
  let previous = -1;
  for (let index = from; index < to; index += 1) {
    const key = keys[index - from]!;
    const bytes = Math.floor(key / MOST_TERMS);
    order[index] = key - bytes * MOST_TERMS;
    if (bytes !== previous) {
      sortRest(terms, order, same, index, depth);
      same = index;
      previous = bytes;
    }
  }
  sortRest(terms, order, same, to, depth);
};

const sortRest = (terms: TermBytes, order: Uint32Array, from: number, to: number, depth: number): void => {
  if (to - from > 1) sortStretch(terms, order, from, to, depth + STEP);
};

const bytesAt = ({ bytes, at }: TermBytes, term: number, depth: number): number => {
  const from = at[term]! + depth;
  const end = at[term + 1]!;
  let number = 0;
  for (let index = from; index < from + STEP; index += 1)
    number = number * 256 + (index < end ? RANKS[bytes[index]!]! : 0);
  return number;
};

const insertEach = (terms: TermBytes, order: Uint32Array, from: number, to: number, depth: number): void => {
  for (let index = from + 1; index < to; index += 1) {
    const term = order[index]!;
    let place = index;
    while (place > from && compare(terms, order[place - 1]!, term, depth) > 0) {
      order[place] = order[place - 1]!;
      place -= 1;
    }
    order[place] = term;
  }
};

const compare = ({ bytes, at }: TermBytes, one: number, other: number, depth: number): number => {
  const [oneAt, otherAt] = [at[one]!, at[other]!];
  const [oneLength, otherLength] = [at[one + 1]! - oneAt, at[other + 1]! - otherAt];
  const most = Math.min(oneLength, otherLength);
  for (let index = depth; index < most; index += 1) {
    const difference = RANKS[bytes[oneAt + index]!]! - RANKS[bytes[otherAt + index]!]!;
    if (difference !== 0) return difference;
  }
  return oneLength - otherLength;
};
