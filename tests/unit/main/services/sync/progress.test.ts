import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addSample,
  estimateRemaining,
  type SpeedSample,
  speedOf,
} from '../../../../../src/main/services/sync/progress.ts';

const run = { fromFraction: 0, fraction: 0.5, pages: 50, elapsed: 10_000, waited: 0, paced: false };

describe('the figures of a run', () => {
  it('tells the speed over the last stretch, and lets it fade while nothing comes', () => {
    const samples = [0, 1000, 2000].reduce<readonly SpeedSample[]>(
      (kept, at) => addSample(kept, { at, rows: at / 10 }),
      [],
    );
    expect(speedOf(samples, 2000)).toBe(100);
    expect(speedOf(samples, 20_000)).toBe(10);
    expect(speedOf([], 0)).toBe(0);
  });

  it('keeps no more samples than the stretch needs', () => {
    const samples = Array.from({ length: 1000 }, (_, index) => index * 100).reduce<readonly SpeedSample[]>(
      (kept, at) => addSample(kept, { at, rows: at }),
      [],
    );
    expect(samples.length).toBeLessThan(110);
  });

  it('expects the second half to take as long as the first', () => {
    expect(estimateRemaining(run)).toBe(10_000);
  });

  it('does not count waits as the time that pages take', () => {
    expect(estimateRemaining({ ...run, elapsed: 70_000, waited: 60_000 })).toBe(10_000);
  });

  it('expects no more than the key’s limit allows: a hundred pages a minute', () => {
    // Page 200 is the last of the second hundred, which begins after a minute.
    const left = estimateRemaining({ ...run, pages: 100, elapsed: 10_000, paced: true });
    expect(left).toBe(60_000 + 99 * 100 - 10_000);
  });

  it('judges a continued run by what it walked itself', () => {
    const continued = { ...run, fromFraction: 0.4, fraction: 0.5, pages: 10, elapsed: 1000 };
    expect(estimateRemaining(continued)).toBe(5000);
  });

  it('says nothing before there is anything to judge by', () => {
    expect(estimateRemaining({ ...run, pages: 1 })).toBeNull();
    expect(estimateRemaining({ ...run, fraction: 0.001 })).toBeNull();
  });

  it('is never negative nor endless', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        share,
        share,
        fc.nat(1e6),
        fc.nat(1e9),
        fc.nat(1e9),
        fc.boolean(),
        (fromFraction, fraction, pages, elapsed, waited, paced) => {
          const left = estimateRemaining({ fromFraction, fraction, pages, elapsed, waited, paced });
          return left === null || (left >= 0 && Number.isFinite(left));
        },
      ),
    );
  });
});
