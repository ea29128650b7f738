import { describe, expect, it } from 'vitest';
import { nextFetch, type RowPages, rowIn, withPages } from '../../../../src/renderer/state/search-pages.ts';
import { rows } from './desk-data.ts';

const having = (...numbers: readonly number[]): RowPages =>
  new Map(numbers.map((number) => [number, rows(50, number * 50)]));

describe('the rows to fetch next', () => {
  const still = { from: 250, to: 270, pace: 0, ahead: true };
  const quick = { from: 250, to: 262, pace: 80, ahead: true };

  it('are those that are drawn, before those on either side', () => {
    expect(nextFetch(having(), still, 10_000)).toEqual({ from: 250, to: 300 });
    expect(nextFetch(having(5), still, 10_000)).toEqual({ from: 200, to: 250 });
    expect(nextFetch(having(4, 5), still, 10_000)).toEqual({ from: 300, to: 350 });
    expect(nextFetch(having(4, 5, 6), still, 10_000)).toBeNull();
  });

  it('are those that are drawn alone, while the list does not rest', () => {
    expect(nextFetch(having(), { ...still, ahead: false }, 10_000)).toEqual({ from: 250, to: 300 });
    expect(nextFetch(having(5), { ...still, ahead: false }, 10_000)).toBeNull();
  });

  it('lie ahead of a quick scroll, several pages at a time', () => {
    expect(nextFetch(having(), quick, 10_000)).toEqual({ from: 250, to: 550 });
    expect(nextFetch(having(5, 6), quick, 10_000)).toEqual({ from: 350, to: 650 });
    const back = { from: 2250, to: 2262, pace: -80, ahead: true };
    expect(nextFetch(having(), back, 10_000)).toEqual({ from: 2000, to: 2300 });
  });

  it('leave out pages that are there, and end where the list does', () => {
    expect(nextFetch(having(7), quick, 10_000)).toEqual({ from: 250, to: 350 });
    expect(nextFetch(having(), { ...quick, from: 290, to: 302 }, 350)).toEqual({ from: 250, to: 350 });
    expect(nextFetch(having(), { ...quick, from: 5, to: 17, pace: -80 }, 350)).toEqual({ from: 0, to: 50 });
  });
});

it('puts rows of several pages each into its own', () => {
  const pages = withPages(having(0), 50, rows(230, 50));
  expect([...pages.keys()]).toEqual([0, 1, 2, 3, 4, 5]);
  expect(rowIn(pages, 279)?.id).toBe('i279');
  expect(rowIn(pages, 280)).toBeUndefined();
});
