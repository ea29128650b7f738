/** Found documents over time. A segment stands in the order of time, so a bucket is a stretch of its list. */
import type { HistogramBucket } from '#shared/contract/data.ts';
import type { Hits } from './hits.ts';
import { firstBefore } from './times.ts';

/** Most buckets of a histogram. */
const MOST_BUCKETS = 120;
const DAY = 86_400_000;

/** Local days, weeks or months from the oldest to the newest, whichever are at most as many as may be. */
export const histogramOf = (all: readonly Hits[]): readonly HistogramBucket[] => {
  let oldest = Number.POSITIVE_INFINITY;
  let newest = Number.NEGATIVE_INFINITY;
  for (const hits of all) {
    if (hits.size === 0) continue;
    const [first, last] = hits.ends;
    newest = Math.max(newest, hits.segment.columns.lastMessageAt[first]!);
    oldest = Math.min(oldest, hits.segment.columns.lastMessageAt[last]!);
  }
  if (newest < oldest) return [];
  const starts = bucketStarts(oldest, newest);
  const counts = new Uint32Array(starts.length - 1);
  for (const hits of all) if (hits.size > 0) addCounts(counts, starts, hits);
  return Array.from(counts, (count, index) => ({ start: starts[index]!, end: starts[index + 1]!, count }));
};

const addCounts = (counts: Uint32Array, starts: readonly number[], hits: Hits): void => {
  const { columns } = hits.segment;
  const [first, last] = hits.ends;
  let bucket = lastNotAfter(starts, columns.lastMessageAt[first]!);
  // From the newest bucket back, each a stretch of documents.
  for (let from = first; from <= last; bucket -= 1) {
    const to = firstBefore(columns, starts[bucket]!);
    counts[bucket]! += hits.between(from, to);
    from = to;
  }
};

/** The last start that is not after a time. */
const lastNotAfter = (starts: readonly number[], time: number): number => {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (starts[middle]! <= time) low = middle;
    else high = middle - 1;
  }
  return low;
};

/** Where each bucket begins, and behind them where the last one ends. */
const bucketStarts = (oldest: number, newest: number): readonly number[] => {
  const days = (newest - oldest) / DAY + 2;
  const first = new Date(oldest);
  const [year, month, date] = [first.getFullYear(), first.getMonth(), first.getDate()];
  if (days <= MOST_BUCKETS) return startsBy('days', (step) => new Date(year, month, date + step), newest);
  if (days / 7 + 1 <= MOST_BUCKETS) {
    // Weeks begin on Monday.
    const monday = date - ((first.getDay() + 6) % 7);
    return startsBy('weeks', (step) => new Date(year, month, monday + step * 7), newest);
  }
  const last = new Date(newest);
  const months = (last.getFullYear() - year) * 12 + last.getMonth() - month + 1;
  const width = Math.ceil(months / MOST_BUCKETS);
  return startsBy(`${width} months`, (step) => new Date(year, month + step * width, 1), newest);
};

/** The starts that were made last. Searches in a row share most of theirs, and a local date is slow to make. */
let made: { readonly width: string; readonly starts: number[] } = { width: '', starts: [] };

const startsBy = (width: string, dateOf: (step: number) => Date, newest: number): readonly number[] => {
  const first = dateOf(0).getTime();
  if (made.width !== width || made.starts[0] !== first) made = { width, starts: [first] };
  const { starts } = made;
  while (starts.at(-1)! <= newest) {
    const time = dateOf(starts.length).getTime();
    // Beyond the last date there can be, everything is in the last bucket.
    if (Number.isNaN(time)) return [...starts, newest + 1];
    starts.push(time);
  }
  return starts.slice(0, lastNotAfter(starts, newest) + 2);
};
