import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cache } from '../../../../../src/renderer/data/cache/cache.ts';
import { deleteDatabase } from '../../../../../src/renderer/data/cache/database.ts';
import { localPacker } from '../../../../../src/renderer/data/cache/packer.ts';
import { delivery, WORKSPACE } from '../interactions.ts';
import { interactions, openCache } from './open-cache.ts';

let cache: Cache | null = null;
beforeEach(() => deleteDatabase(WORKSPACE));
afterEach(async () => {
  await cache?.close();
  cache = null;
});

describe('pages on their way', () => {
  it('stores nothing of a page that cannot be packed, nor of the pages behind it, and goes on with what comes next', async () => {
    let failing = true;
    cache = await openCache({
      packer: {
        ...localPacker,
        pack: (json) =>
          failing && json.includes('unlucky') ? Promise.reject(new RangeError('Too long.')) : localPacker.pack(json),
      },
    });
    await cache.putPage(delivery(interactions(0, 2), { pages: 1 }));
    const put = await Promise.allSettled([
      cache.putPage(delivery(interactions(2, 2, 'unlucky'), { pages: 2 })),
      cache.putPage(delivery(interactions(4, 2), { pages: 3 })),
    ]);
    for (const one of put) expect(one).toMatchObject({ reason: expect.any(RangeError) });
    expect(cache.index.count).toBe(2);
    expect(cache.checkpoints).toMatchObject([{ pages: 1 }]);
    failing = false;
    expect(await cache.putPage(delivery(interactions(2, 2, 'unlucky'), { pages: 2 }))).toMatchObject({ added: 2 });
  });

  it('commits pages in the order they came, whichever was packed first', async () => {
    const turns: (() => void)[] = [];
    cache = await openCache({
      packer: {
        ...localPacker,
        pack: async (json) => {
          await new Promise<void>((resolve) => turns.push(resolve));
          return localPacker.pack(json);
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
  });
});
