/** Times in a segment: its documents stand newest first, so a stretch of time is a stretch of documents. */
import type { FixedColumns } from '../index/columns.ts';

/** The first document whose last message was before `time`; all from it on are. */
export const firstBefore = ({ lastMessageAt, count }: FixedColumns, time: number): number => {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (lastMessageAt[middle]! >= time) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The first document that is not newer than `time`; all from it on are not. */
export const firstNotAfter = ({ lastMessageAt, count }: FixedColumns, time: number): number => {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (lastMessageAt[middle]! > time) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Documents with the last message from `from` (inclusive) to `to` (exclusive): the first, and the one behind the last. */
export const documentsBetween = (columns: FixedColumns, from: number, to: number): readonly [number, number] => {
  const first = firstBefore(columns, to);
  return [first, Math.max(first, firstBefore(columns, from))];
};
