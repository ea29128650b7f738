import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentHash } from '#shared/domain/content-hash.ts';
import type { Cache } from '../../../../../src/renderer/data/cache/cache.ts';
import { deleteDatabase } from '../../../../../src/renderer/data/cache/database.ts';
import { delivery, WORKSPACE } from '../interactions.ts';
import { behind, interaction, openCache, spoil } from './open-cache.ts';

let cache: Cache;

beforeEach(async () => {
  await deleteDatabase(WORKSPACE);
  cache = await openCache();
});
afterEach(() => cache.close());

const put = (message: string, at: number) =>
  cache.putPage(delivery([interaction(1, message), interaction(2, 'the same')], { updatedAt: at }));

describe('versions', () => {
  it('are kept, newest first, with when each was seen', async () => {
    await put('one', 5000);
    await put('two', 5001);
    const versions = await cache.versions('conversation-1');
    expect(versions.map(({ interaction: { events }, seenAt }) => [events[0]?.message, seenAt])).toEqual([
      ['two', 5001],
      ['one', 5000],
    ]);
    for (const version of versions) expect(version.contentHash).toBe(contentHash(version.interaction));
    expect(await cache.versions('conversation-2')).toHaveLength(1);
    expect(await cache.versions('unknown')).toEqual([]);
  });

  it('are there after a restart, merged index and all', async () => {
    await put('one', 5000);
    await put('two', 5001);
    await cache.settled();
    await cache.close();
    cache = await openCache();
    expect((await cache.versions('conversation-1')).map(({ seenAt }) => seenAt)).toEqual([5001, 5000]);
  });

  it('end where a page of them was lost', async () => {
    await put('one', 5000);
    await put('two', 5001);
    await behind((database) => database.table('pages').where('id').equals(1).modify(spoil));
    expect(await cache.versions('conversation-1')).toMatchObject([{ seenAt: 5001 }]);
    expect(cache.damagedPages).toBe(1);
  });
});
