import { describe, expect, it } from 'vitest';
import { isAnotherWorthwhile, MOST_WALKS, maySplit } from '../../../../../src/main/services/sync/parallelism.ts';

const unlimited = {
  walks: 1,
  fetching: 300,
  storing: 25,
  free: Number.POSITIVE_INFINITY,
  costOfRequest: 0,
  pagesLeft: null,
};
const limited = { ...unlimited, free: 90, costOfRequest: 600 };

describe('walking side by side', () => {
  it('is worthwhile without a limit while requests take long and the cache keeps up', () => {
    expect(isAnotherWorthwhile(unlimited)).toBe(true);
    expect(isAnotherWorthwhile({ ...unlimited, fetching: 10 })).toBe(false);
    expect(isAnotherWorthwhile({ ...unlimited, storing: 900 })).toBe(false);
    expect(isAnotherWorthwhile({ ...unlimited, walks: MOST_WALKS })).toBe(false);
    expect(isAnotherWorthwhile({ ...unlimited, fetching: null })).toBe(false);
    expect(isAnotherWorthwhile({ ...unlimited, fetching: null, walks: 0 })).toBe(true);
  });

  it('is not, once one cursor alone uses the limit', () => {
    expect(isAnotherWorthwhile(limited)).toBe(false);
    expect(isAnotherWorthwhile({ ...limited, pagesLeft: 500 })).toBe(false);
    expect(isAnotherWorthwhile({ ...limited, fetching: 2000 })).toBe(true);
    expect(isAnotherWorthwhile({ ...limited, fetching: 2000, walks: 4 })).toBe(false);
    expect(isAnotherWorthwhile({ ...limited, fetching: 2000, free: 0 })).toBe(false);
  });

  it('is, when all that is left fits into what the limit lets go now', () => {
    expect(isAnotherWorthwhile({ ...limited, pagesLeft: 50 })).toBe(true);
    expect(isAnotherWorthwhile({ ...limited, pagesLeft: 88 })).toBe(false);
  });

  it('splits no window for rows that another walk brings as well', () => {
    const run = { splits: 0, pages: 10, rows: 1000, strayRows: 3 };
    expect(maySplit(run)).toBe(true);
    expect(maySplit({ ...run, strayRows: 400 })).toBe(false);
    expect(maySplit({ ...run, splits: 20 })).toBe(false);
    expect(maySplit({ ...run, splits: 20, pages: 200 })).toBe(true);
  });
});
