import { describe, expect, it } from 'vitest';
import { parsePage } from '../../../../../src/renderer/data/cache/page-content.ts';
import { createPageCutter } from '../../../../../src/renderer/data/cache/page-cutter.ts';
import { interaction } from './open-cache.ts';

const rowsOf = (count: number, length: number) =>
  Array.from({ length: count }, (_, index) => interaction(index, 'x'.repeat(length)));
const contentOf = (count: number, length: number) => ({ rows: rowsOf(count, length), supersedes: [], seenAt: 1 });

describe('cutting rows into pages', () => {
  it('makes one page of few rows', () => {
    const content = contentOf(100, 100);
    const stretches = createPageCutter().cut(content);
    expect(stretches.map(({ from, to }) => [from, to])).toEqual([[0, 100]]);
    expect(parsePage(stretches[0]!.json)).toEqual(content);
  });

  it('cuts long rows apart before any of them was packed', () => {
    const stretches = createPageCutter().cut(contentOf(100, 50_000));
    expect(stretches.length).toBeGreaterThan(4);
    expect(stretches[0]!.from).toBe(0);
    for (const [index, { from, to, json }] of stretches.entries()) {
      expect(from).toBe(stretches[index - 1]?.to ?? 0);
      expect(parsePage(json).rows).toHaveLength(to - from);
      expect(json.length).toBeLessThan(1_000_000);
    }
    expect(stretches.at(-1)!.to).toBe(100);
  });

  it('leaves a row whole that is longer than a page', () => {
    const stretches = createPageCutter().cut(contentOf(2, 2_000_000));
    expect(stretches.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });

  it('learns how small rows become', () => {
    const cutter = createPageCutter();
    for (let page = 0; page < 20; page += 1)
      for (const { json } of cutter.cut(contentOf(100, 20_000))) cutter.learn(json, json.length / 100);
    expect(cutter.cut(contentOf(100, 20_000))).toHaveLength(1);
  });

  it('tells each page of the older versions of its own rows', () => {
    const supersedes = [5, 95].map((row) => ({ row, page: 1, pageRow: row, contentHash: '0123456789abcdef' }));
    const stretches = createPageCutter().cut({ ...contentOf(100, 50_000), supersedes });
    const told = stretches.flatMap(({ from, json }) =>
      parsePage(json).supersedes.map(({ row, pageRow }) => [from + row, pageRow]),
    );
    expect(told).toEqual([
      [5, 5],
      [95, 95],
    ]);
  });
});
