import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseQuery } from '#shared/query/parse.ts';
import type { Cache } from '../../../../../src/renderer/data/cache/cache.ts';
import { deleteDatabase } from '../../../../../src/renderer/data/cache/database.ts';
import { workHere } from '../../../../../src/renderer/data/cache/side-work.ts';
import type { Inverted } from '../../../../../src/renderer/data/index/inverting.ts';
import { planSearch } from '../../../../../src/renderer/data/search/plan.ts';
import { delivery, WORKSPACE } from '../interactions.ts';
import { interactions, openCache } from './open-cache.ts';

let cache: Cache | null = null;
beforeEach(() => deleteDatabase(WORKSPACE));
afterEach(async () => {
  await cache?.close();
  cache = null;
});

const found = (text: string): number => cache?.index.search(planSearch(parseQuery(text, 0), 0), 'newest').total ?? 0;

describe('pages on their way', () => {
  it('stores nothing of a page that cannot be sealed, nor of the pages behind it, and goes on with what comes next', async () => {
    let failing = false;
    cache = await openCache({
      sideWork: {
        ...workHere,
        deflate: (bytes) => (failing ? Promise.reject(new RangeError('Too long.')) : workHere.deflate(bytes)),
      },
    });
    await cache.putPage(delivery(interactions(0, 2), { pages: 1 }));
    failing = true;
    const unlucky = cache.putPage(delivery(interactions(2, 2), { pages: 2 }));
    failing = false;
    const put = await Promise.allSettled([unlucky, cache.putPage(delivery(interactions(4, 2), { pages: 3 }))]);
    for (const one of put) expect(one).toMatchObject({ reason: expect.any(RangeError) });
    expect(cache.index.count).toBe(2);
    expect(cache.checkpoints).toMatchObject([{ pages: 1 }]);
    expect(await cache.putPage(delivery(interactions(2, 2), { pages: 2 }))).toMatchObject({ added: 2 });
  });

  it('are committed in the order they came, whichever was sealed first', async () => {
    const turns: (() => void)[] = [];
    cache = await openCache({
      sideWork: {
        ...workHere,
        deflate: async (bytes) => {
          await new Promise<void>((resolve) => turns.push(resolve));
          return workHere.deflate(bytes);
        },
      },
    });
    const done: number[] = [];
    const put = [1, 2].map(async (page) => {
      await cache?.putPage(delivery(interactions(page * 10, 2), { pages: page }));
      done.push(page);
    });
    await expect.poll(() => turns.length).toBe(2);
    turns[1]?.();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(done).toEqual([]);
    expect(cache.checkpoints).toEqual([]);
    turns[0]?.();
    await Promise.all(put);
    expect(done).toEqual([1, 2]);
    expect(cache.checkpoints).toMatchObject([{ pages: 2 }]);
    // Sealing what is indexed takes its turns too.
    const letThrough = setInterval(() => {
      for (const turn of turns.splice(0)) turn();
    }, 5);
    await cache.close();
    clearInterval(letThrough);
    cache = null;
  });
});

describe('rows whose texts are being inverted elsewhere', () => {
  /** Answers held back until they are let go. */
  const held: (() => void)[] = [];
  const slow = (fails = false) => ({
    ...workHere,
    invert: (batch: Parameters<typeof workHere.invert>[0]): Promise<Inverted> =>
      new Promise((resolve, reject) => {
        held.push(() => (fails ? reject(new RangeError('Too long.')) : resolve(workHere.invert(batch))));
      }),
  });
  beforeEach(() => {
    held.length = 0;
  });

  it('are found by whoever looks before they are through, and not twice once they are', async () => {
    cache = await openCache({ sideWork: slow() });
    await cache.putPage(delivery(interactions(0, 700), { pages: 1 }));
    expect(held).toHaveLength(1);
    expect(found('planted')).toBe(700);
    expect(cache.index.segments).toHaveLength(1);
    for (const letGo of held) letGo();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(found('planted')).toBe(700);
    expect(cache.index.count).toBe(700);
  });

  it('count as stored when they come again, and give way to newer versions', async () => {
    cache = await openCache({ sideWork: slow() });
    await cache.putPage(delivery(interactions(0, 700), { pages: 1 }));
    const again = await cache.putPage(delivery(interactions(0, 700), { pages: 2 }));
    expect(again).toEqual({ added: 0, changed: 0, unchanged: 700 });
    const changed = await cache.putPage(delivery(interactions(0, 650, 'grown'), { pages: 3 }));
    expect(changed).toEqual({ added: 0, changed: 650, unchanged: 0 });
    expect(held).toHaveLength(2);
    // The answers come the wrong way round.
    held[1]?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
    held[0]?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(found('grown')).toBe(650);
    expect(found('planted')).toBe(50);
    expect(cache.index.count).toBe(700);
  });

  it('are found although the other thread failed at them', async () => {
    cache = await openCache({ sideWork: slow(true) });
    await cache.putPage(delivery(interactions(0, 700), { pages: 1 }));
    for (const letGo of held) letGo();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(found('planted')).toBe(700);
  });
});
