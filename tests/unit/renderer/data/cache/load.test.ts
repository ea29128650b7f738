import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Cache } from '../../../../../src/renderer/data/cache/cache.ts';
import { deleteDatabase } from '../../../../../src/renderer/data/cache/database.ts';
import { readStored } from '../../../../../src/renderer/data/cache/stored.ts';
import { delivery, WORKSPACE } from '../interactions.ts';
import { behind, interactions, openCache } from './open-cache.ts';

let cache: Cache;

const hasWords = (): boolean => cache.index.segments.every(({ terms }) => terms !== null);
const hasPlaces = (): boolean => cache.index.segments.every(({ positions }) => positions !== null);

beforeEach(async () => {
  await deleteDatabase(WORKSPACE);
  cache = await openCache();
  await cache.putPage(delivery(interactions(0, 20)));
  await cache.settled();
  await cache.close();
});
afterEach(() => cache.close());

it('opens with what the first list needs, and loads words once they are asked for', async () => {
  cache = await openCache();
  expect(cache.index.count).toBe(20);
  expect(hasWords()).toBe(false);
  await cache.ready({ terms: true, positions: false });
  expect(hasWords()).toBe(true);
});

it('loads words and places unasked after a while', async () => {
  cache = await openCache();
  await expect.poll(() => hasWords() && hasPlaces(), { timeout: 5000 }).toBe(true);
});

it('opens with what was read of it before its key was there', async () => {
  const stored = await readStored(WORKSPACE);
  expect(stored).toMatchObject({ current: true, pages: new Set([1]) });
  cache = await openCache({ stored });
  expect(cache.index.count).toBe(20);
});

it('takes an index that cuts words otherwise for what it is', async () => {
  await behind((database) => database.table('meta').put({ key: 'index', value: '2 other words' }));
  const { database, current } = await readStored(WORKSPACE);
  database.close();
  expect(current).toBe(false);
  cache = await openCache();
  expect(cache.index.count).toBe(20);
  await cache.ready({ terms: true, positions: true });
  expect(hasWords()).toBe(true);
});

it('knows after indexing anew which versions superseded others, and that most did not', async () => {
  cache = await openCache();
  await cache.putPage(delivery(interactions(18, 12, 'changed'), { pages: 2 }));
  await cache.settled();
  await cache.close();
  await behind((database) => database.table('meta').put({ key: 'index', value: '1 of before' }));
  for (let start = 0; start < 2; start += 1) {
    cache = await openCache();
    expect(cache.index.count).toBe(30);
    await cache.ready({ terms: true, positions: true });
    expect((await cache.interaction('conversation-19'))?.events[0]).toMatchObject({ message: 'changed number19' });
    if (start === 0) await cache.close();
  }
});
