import { describe, expect, it } from 'vitest';
import {
  barsPath,
  bucketAt,
  bucketsIn,
  countIn,
  periodIn,
  rangeOf,
  withBuckets,
} from '../../../../../src/renderer/features/list/histogram-scale.ts';
import { clausesOf } from '../../../../../src/shared/query/clauses.ts';

const DAY = 24 * 3_600_000;
/** Local days from 1 August 2026 on. */
const days = (...counts: readonly number[]) =>
  counts.map((count, index) => ({
    start: new Date(2026, 7, 1 + index).getTime(),
    end: new Date(2026, 7, 2 + index).getTime(),
    count,
  }));
const now = new Date(2026, 7, 20, 12).getTime();

describe('the bars', () => {
  it('are as high as their share, and never unseen when there is something', () => {
    expect(barsPath(days(0, 1, 100), 100, 32)).toBe('M1.1 32V31H1.9V32ZM2.1 32V0H2.9V32Z');
  });

  it('are found under the pointer, also when it has left the plot', () => {
    expect([-0.2, 0, 0.34, 0.999, 1.4].map((share) => bucketAt(share, 3))).toEqual([0, 0, 1, 2, 2]);
  });
});

describe('choosing a stretch', () => {
  it('writes it as local days, the day after the last one excluded', () => {
    expect(withBuckets('refund', days(1, 1, 1, 1), rangeOf(2, 1))).toBe('refund after:2026-08-02 before:2026-08-04');
  });

  it('leaves the ends of the histogram open', () => {
    expect(withBuckets('', days(1, 1, 1), { from: 1, to: 2 })).toBe('after:2026-08-02');
    expect(withBuckets('after:7d refund', days(1, 1, 1), { from: 0, to: 2 })).toBe('refund');
  });

  it('takes the place of another period', () => {
    expect(withBuckets('on:2026-08 a', days(1, 1, 1), { from: 0, to: 1 })).toBe('a before:2026-08-03');
  });
});

describe('the period that is asked for', () => {
  it('is none without a clause', () => {
    expect(periodIn(clausesOf('refund -after:7d'), now)).toBeNull();
  });

  it('is read from after, before and on', () => {
    expect(periodIn(clausesOf('after:2026-08-02 before:2026-08-04'), now)).toEqual({
      since: new Date(2026, 7, 2).getTime(),
      until: new Date(2026, 7, 4).getTime(),
    });
    expect(periodIn(clausesOf('on:2026-08-02'), now)).toEqual({
      since: new Date(2026, 7, 2).getTime(),
      until: new Date(2026, 7, 3).getTime(),
    });
    expect(periodIn(clausesOf('on:2026-08-02..2026-08-05'), now)?.until).toBe(new Date(2026, 7, 6).getTime());
  });

  it('covers the buckets it touches', () => {
    const buckets = days(1, 2, 4, 8);
    const range = bucketsIn(buckets, { since: buckets[1]!.start + DAY / 2, until: buckets[3]!.start });
    expect(range).toEqual({ from: 1, to: 2 });
    expect(countIn(buckets, range!)).toBe(6);
    expect(bucketsIn(buckets, { since: 0, until: 1 })).toBeNull();
  });

  it('comes back as the stretch it was written from', () => {
    const buckets = days(1, 2, 4, 8, 16);
    const period = periodIn(clausesOf(withBuckets('x', buckets, { from: 1, to: 3 })), now);
    expect(bucketsIn(buckets, period!)).toEqual({ from: 1, to: 3 });
  });
});
