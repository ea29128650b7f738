import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY } from '#shared/domain/workspace.ts';
import { LONGEST_WINDOW, planWindows, WINDOW_OVERLAP } from '../../../../../src/main/services/sync/plan-windows.ts';

const periods = fc
  .tuple(fc.integer({ min: 0, max: 2e12 }), fc.integer({ min: 1, max: 900 * DAY }))
  .map(([since, length]) => ({ since, until: since + length }));

describe('the plan of windows', () => {
  it.each([1, 7, 30, 90])('is one window for %i days', (days) => {
    const period = { since: 1_700_000_000_000, until: 1_700_000_000_000 + days * DAY };
    expect(planWindows(period)).toEqual([{ id: expect.any(String), ...period }]);
  });

  it('is two windows for 90 days and the hour that a clock change adds', () => {
    expect(planWindows({ since: 0, until: 90 * DAY + 3_600_000 })).toHaveLength(2);
  });

  it('covers any period without a gap, newest first, overlapping, no window too long', () => {
    fc.assert(
      fc.property(periods, (period) => {
        const windows = planWindows(period);
        expect(windows[0]?.until).toBe(period.until);
        expect(windows.at(-1)?.since).toBe(period.since);
        for (const [index, window] of windows.entries()) {
          expect(window.since).toBeLessThan(window.until);
          expect(window.until - window.since).toBeLessThanOrEqual(LONGEST_WINDOW);
          const older = windows[index + 1];
          if (older) expect(older.until).toBe(window.since + WINDOW_OVERLAP);
        }
      }),
    );
  });

  it('gives the same period the same ids, and no two windows one id', () => {
    fc.assert(
      fc.property(periods, (period) => {
        const ids = planWindows(period).map(({ id }) => id);
        expect(planWindows(period).map(({ id }) => id)).toEqual(ids);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});
