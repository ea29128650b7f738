/** The histogram's arithmetic: bars, buckets under the pointer, and periods as they are written into the query. */
import type { HistogramBucket } from '#shared/contract/data.ts';
import { type Clause, withPeriod } from '#shared/query/clauses.ts';
import { parseTimeSpan } from '#shared/query/date.ts';

/** A stretch of buckets; both ends belong to it. */
export interface BucketRange {
  readonly from: number;
  readonly to: number;
}

/** Two ends in either order as a range. */
export const rangeOf = (one: number, other: number): BucketRange => ({
  from: Math.min(one, other),
  to: Math.max(one, other),
});

/**
 * Bars as the path of one SVG shape, in a box of `buckets × 1` by `height`. What is not nothing is seen: the least bar is
 * a pixel high.
 */
export const barsPath = (
  buckets: readonly HistogramBucket[],
  highest: number,
  height: number,
  range: BucketRange = { from: 0, to: buckets.length - 1 },
): string => {
  let path = '';
  for (let index = range.from; index <= range.to; index += 1) {
    const count = buckets[index]?.count ?? 0;
    if (count === 0 || highest === 0) continue;
    const tall = Math.max(1, Math.round((count / highest) * height));
    path += `M${index + 0.1} ${height}V${height - tall}H${index + 0.9}V${height}Z`;
  }
  return path;
};

/** The bucket at a share (0 to 1) of the width. */
export const bucketAt = (share: number, buckets: number): number =>
  Math.min(Math.max(0, Math.floor(share * buckets)), Math.max(0, buckets - 1));

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** The local day as it stands in a clause: `2026-08-01`. */
export const dayOf = (at: number): string => {
  const date = new Date(at);
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
};

/** The query narrowed to a stretch of buckets. An end of the histogram is left open: what comes later belongs to it too. */
export const withBuckets = (text: string, buckets: readonly HistogramBucket[], { from, to }: BucketRange): string => {
  const first = buckets[from];
  const last = buckets[to];
  if (!first || !last) return text;
  return withPeriod(text, from === 0 ? null : dayOf(first.start), to === buckets.length - 1 ? null : dayOf(last.end));
};

/** The period that the query asks for, epoch ms; null when it asks for none. Ends that are open are infinite. */
export const periodIn = (
  clauses: readonly Clause[],
  now: number,
): { readonly since: number; readonly until: number } | null => {
  let since = Number.NEGATIVE_INFINITY;
  let until = Number.POSITIVE_INFINITY;
  for (const { field, value, negated } of clauses) {
    if (negated || (field !== 'after' && field !== 'before' && field !== 'on')) continue;
    const [first = '', last = first] = field === 'on' ? value.split('..') : [value];
    const begin = parseTimeSpan(first, now);
    const end = parseTimeSpan(last, now);
    if (field !== 'before' && begin) since = Math.max(since, begin.from);
    if (field === 'before' && begin) until = Math.min(until, begin.from);
    if (field === 'on' && end) until = Math.min(until, end.to);
  }
  return since === Number.NEGATIVE_INFINITY && until === Number.POSITIVE_INFINITY ? null : { since, until };
};

/** The buckets that lie in a period, at least in part; null when none does. */
export const bucketsIn = (
  buckets: readonly HistogramBucket[],
  period: { readonly since: number; readonly until: number },
): BucketRange | null => {
  const from = buckets.findIndex(({ end }) => end > period.since);
  const to = buckets.findLastIndex(({ start }) => start < period.until);
  return from === -1 || to < from ? null : { from, to };
};

/** How many interactions fall into a stretch. */
export const countIn = (buckets: readonly HistogramBucket[], { from, to }: BucketRange): number =>
  buckets.slice(from, to + 1).reduce((sum, { count }) => sum + count, 0);
