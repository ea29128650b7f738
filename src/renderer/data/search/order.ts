/** One newest-first order over all segments, made when it is first needed after the segments changed. */
import { readRecordId } from '../index/records.ts';
import type { Segment } from '../index/segment.ts';

/** A moment's segments. Documents are numbered through: number = base of the segment + document. */
export interface View {
  readonly segments: readonly Segment[];
  readonly bases: Uint32Array;
  readonly count: number;
  /** From rank (0 is the newest) to number. */
  readonly numberAt: Uint32Array;
  /** From number to rank. */
  readonly rankOf: Uint32Array;
}

export const createView = (segments: readonly Segment[]): View => {
  const bases = new Uint32Array(segments.length + 1);
  segments.forEach((segment, index) => {
    bases[index + 1] = bases[index]! + segment.columns.count;
  });
  const count = bases[segments.length]!;
  const times = new Float64Array(count);
  segments.forEach((segment, index) => {
    times.set(segment.columns.lastMessageAt, bases[index]!);
  });
  const idOf = (number: number): string => {
    const { segment, document } = locate(segments, bases, number);
    return readRecordId(segment.columns.records, segment.columns.recordsFrom[document]!);
  };
  const isNewer = (one: number, other: number): boolean => {
    const difference = times[one]! - times[other]!;
    return difference === 0 ? idOf(one) < idOf(other) : difference > 0;
  };

  // The two shortest are merged until one is left, so that a new page is not carried through every merge.
  const runs: Uint32Array[] = segments.map((segment, index) =>
    Uint32Array.from({ length: segment.columns.count }, (_, document) => bases[index]! + document),
  );
  while (runs.length > 1) {
    runs.sort((one, other) => other.length - one.length);
    const [shorter, longer] = [runs.pop()!, runs.pop()!];
    runs.push(mergeRuns(shorter, longer, isNewer));
  }
  const numberAt = runs[0] ?? new Uint32Array(0);
  const rankOf = new Uint32Array(count);
  for (let rank = 0; rank < count; rank += 1) rankOf[numberAt[rank]!] = rank;
  return { segments, bases, count, numberAt, rankOf };
};

const mergeRuns = (
  one: Uint32Array,
  other: Uint32Array,
  isNewer: (one: number, other: number) => boolean,
): Uint32Array => {
  const merged = new Uint32Array(one.length + other.length);
  let [left, right, at] = [0, 0, 0];
  while (left < one.length && right < other.length) {
    merged[at++] = isNewer(one[left]!, other[right]!) ? one[left++]! : other[right++]!;
  }
  merged.set(one.subarray(left), at);
  merged.set(other.subarray(right), at + one.length - left);
  return merged;
};

/** The segment and document of a number. */
export const locate = (
  segments: readonly Segment[],
  bases: Uint32Array,
  number: number,
): { readonly segment: Segment; readonly index: number; readonly document: number } => {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (bases[middle]! <= number) low = middle;
    else high = middle - 1;
  }
  return { segment: segments[low]!, index: low, document: number - bases[low]! };
};

/** Marks ranks and gives them back in order: sorting in time of the marks' range, whatever the segments. */
export class RankSet {
  readonly #marks: Uint32Array;
  #size = 0;

  constructor(range: number) {
    this.#marks = new Uint32Array((range + 31) >>> 5);
  }

  addAll(ranks: Uint32Array, base: number, documents: Uint32Array): void {
    const marks = this.#marks;
    for (let index = 0; index < documents.length; index += 1) {
      const rank = ranks[base + documents[index]!]!;
      marks[rank >>> 5]! |= 1 << (rank & 31);
    }
    this.#size += documents.length;
  }

  /** Ascending: newest first. */
  toArray(): Uint32Array {
    const ranks = new Uint32Array(this.#size);
    let at = 0;
    for (let word = 0; word < this.#marks.length; word += 1) {
      let bits = this.#marks[word]!;
      while (bits !== 0) {
        const lowest = bits & -bits;
        ranks[at++] = word * 32 + 31 - Math.clz32(lowest);
        bits ^= lowest;
      }
    }
    return ranks;
  }
}
