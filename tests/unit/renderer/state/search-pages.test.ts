import { describe, expect, it } from 'vitest';
import { nextFetch, type RowPages, rowIn, withPages } from '../../../../src/renderer/state/search-pages.ts';
import { rows } from './desk-data.ts';

const having = (...numbers: readonly number[]): RowPages =>
  new Map(numbers.map((number) => [number, rows(100, number * 100)]));

describe('the rows to fetch next', () => {
  it('are those that are drawn, before those on either side', () => {
    expect(nextFetch(having(), { from: 250, to: 270, pace: 0 }, 10_000)).toEqual({ from: 200, to: 300 });
    expect(nextFetch(having(2), { from: 250, to: 270, pace: 0 }, 10_000)).toEqual({ from: 100, to: 200 });
    expect(nextFetch(having(1, 2), { from: 250, to: 270, pace: 0 }, 10_000)).toEqual({ from: 300, to: 400 });
    expect(nextFetch(having(1, 2, 3), { from: 250, to: 270, pace: 0 }, 10_000)).toBeNull();
  });

  it('lie ahead of a quick scroll, several pages at a time', () => {
    expect(nextFetch(having(), { from: 250, to: 262, pace: 80 }, 10_000)).toEqual({ from: 200, to: 500 });
    expect(nextFetch(having(2, 3), { from: 250, to: 262, pace: 80 }, 10_000)).toEqual({ from: 400, to: 700 });
    expect(nextFetch(having(), { from: 2250, to: 2262, pace: -80 }, 10_000)).toEqual({ from: 2000, to: 2300 });
  });

  it('leave out pages that are there, and end where the list does', () => {
    expect(nextFetch(having(3), { from: 250, to: 262, pace: 80 }, 10_000)).toEqual({ from: 200, to: 300 });
    expect(nextFetch(having(), { from: 290, to: 302, pace: 80 }, 350)).toEqual({ from: 200, to: 350 });
    expect(nextFetch(having(), { from: 5, to: 17, pace: -80 }, 350)).toEqual({ from: 0, to: 100 });
  });
});

it('puts rows of several pages each into its own', () => {
  const pages = withPages(having(0), 100, rows(230, 100));
  expect([...pages.keys()]).toEqual([0, 1, 2, 3]);
  expect(rowIn(pages, 329)?.id).toBe('i329');
  expect(rowIn(pages, 330)).toBeUndefined();
});
