import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cache } from '../../../../../src/renderer/data/cache/cache.ts';
import { createDamage, resetFor, windowsOf } from '../../../../../src/renderer/data/cache/damage.ts';
import { deleteDatabase } from '../../../../../src/renderer/data/cache/database.ts';
import { DamagedPageError } from '../../../../../src/renderer/data/errors.ts';
import { checkpoint, delivery, WORKSPACE } from '../interactions.ts';
import { behind, interactions, openCache, spoil } from './open-cache.ts';

let cache: Cache;
let told: number;

const window = { id: 'w', since: 900, until: 2000 };
const spoilPage = (id: number) => behind((database) => database.table('pages').where('id').equals(id).modify(spoil));

beforeEach(async () => {
  await deleteDatabase(WORKSPACE);
  told = 0;
  cache = await openCache({
    onRepaired: () => {
      told += 1;
    },
  });
});
afterEach(() => cache.close());

/** Rows that nothing makes smaller, so that their page takes two records. */
const incompressible = (from: number, count: number) =>
  interactions(from, count).map((row) => ({
    ...row,
    userAttributes: { token: btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(4000)))) },
  }));

describe('a page that takes two records', () => {
  it('comes back whole, from disk as well', async () => {
    const rows = incompressible(0, 25);
    await cache.putPage(delivery(rows, window));
    expect(await behind((database) => database.table('rests').count())).toBe(1);
    await cache.close();
    cache = await openCache();
    for (const row of rows) expect(await cache.interaction(row.id)).toEqual(row);
  });

  it.each([
    ['spoilt', () => behind((database) => database.table('rests').toCollection().modify(spoil))],
    ['missing', () => behind((database) => database.table('rests').clear())],
  ])('is given up when its second is %s, and nothing of it stays', async (_, harm) => {
    await cache.putPage(delivery(incompressible(0, 25), { ...window, complete: true }));
    await harm();
    await expect(cache.interaction('conversation-1')).rejects.toBeInstanceOf(DamagedPageError);
    expect(cache.damagedPages).toBe(1);
    expect(cache.checkpoints).toMatchObject([{ id: 'w', complete: false }]);
    expect(await behind((database) => database.table('pages').count())).toBe(0);
    expect(await behind((database) => database.table('rests').count())).toBe(0);
  });

  it('takes one when compaction made it small enough', async () => {
    await cache.putPage(delivery(incompressible(0, 25), window));
    for (const text of ['second', 'third'])
      await cache.putPage(delivery(interactions(0, 24, text), { ...window, pages: 2 }));
    await cache.settled();
    expect(await behind((database) => database.table('rests').count())).toBe(0);
    expect(await cache.interaction('conversation-24')).toMatchObject({ userAttributes: { token: expect.any(String) } });
  });
});

describe('a page that is found damaged while it is read', () => {
  it('makes its window unfinished at once, here and in the database, and says so', async () => {
    await cache.putPage(delivery(interactions(0, 5), { ...window, complete: true }));
    await spoilPage(1);
    await expect(cache.interaction('conversation-1')).rejects.toBeInstanceOf(DamagedPageError);
    expect(told).toBe(1);
    expect(cache.damagedPages).toBe(1);
    expect(cache.checkpoints).toMatchObject([{ id: 'w', complete: false, cursor: null, pages: 0 }]);
    await cache.close();
    cache = await openCache();
    expect(cache.checkpoints).toMatchObject([{ id: 'w', complete: false, cursor: null, pages: 0 }]);
  });

  it('is given up once, however many ask for it', async () => {
    await cache.putPage(delivery(interactions(0, 5), window));
    await spoilPage(1);
    const asked = [0, 1, 2].map((number) => cache.interaction(`conversation-${number}`));
    for (const answer of await Promise.allSettled(asked)) expect(answer.status).toBe('rejected');
    expect(cache.damagedPages).toBe(1);
    expect(told).toBe(1);
  });

  it('counts until its window was walked again to its end', async () => {
    await cache.putPage(delivery(interactions(0, 5), { ...window, complete: true }));
    await spoilPage(1);
    await cache.interaction('conversation-1').catch(() => undefined);
    await cache.putPage(delivery(interactions(0, 3), { ...window, pages: 1 }));
    expect(cache.damagedPages).toBe(1);
    await cache.putPage(delivery(interactions(3, 2), { ...window, pages: 2, complete: true, cursor: null }));
    expect(cache.damagedPages).toBe(0);
    expect(cache.index.count).toBe(5);
    expect(cache.checkpoints).toMatchObject([{ complete: true, pages: 2 }]);
  });

  it('leaves no unseen gap when its own window is being walked', async () => {
    await cache.putPage(delivery(interactions(0, 3), { ...window, pages: 1 }));
    await spoilPage(1);
    await cache.interaction('conversation-1').catch(() => undefined);
    // The walk does not know of it and goes on from where it was, to its end.
    await cache.putPage(delivery(interactions(3, 3), { ...window, pages: 2, cursor: 'c' }));
    await cache.putPage(delivery(interactions(6, 3), { ...window, pages: 3, cursor: null, complete: true }));
    expect(cache.index.count).toBe(6);
    expect(cache.checkpoints).toMatchObject([{ complete: false, cursor: null, pages: 0 }]);
    expect(cache.damagedPages).toBe(1);
    await cache.close();
    cache = await openCache();
    expect(cache.checkpoints).toMatchObject([{ complete: false, cursor: null, pages: 0 }]);
  });

  it('leaves no unseen gap when a page of its window is on its way in that moment', async () => {
    await cache.putPage(delivery(interactions(0, 3), { ...window, pages: 1 }));
    await spoilPage(1);
    await Promise.allSettled([
      cache.interaction('conversation-1'),
      cache.putPage(delivery(interactions(3, 3), { ...window, pages: 2, cursor: null, complete: true })),
    ]);
    expect(cache.checkpoints).toMatchObject([{ complete: false, cursor: null, pages: 0 }]);
    await cache.close();
    cache = await openCache();
    expect(cache.checkpoints).toMatchObject([{ complete: false, cursor: null, pages: 0 }]);
  });

  it('leaves no unseen gap when its window is split in the meantime', async () => {
    await cache.putPage(delivery(interactions(0, 3), { ...window, pages: 1 }));
    await spoilPage(1);
    await cache.interaction('conversation-1').catch(() => undefined);
    const walked = checkpoint({ id: 'newer', since: 1500, until: 2000, pages: 1, cursor: null, complete: true });
    const rest = checkpoint({ id: 'older', since: 900, until: 1500, pages: 0, cursor: null, reachedAt: null });
    await cache.putWindows([walked, rest], ['w']);
    expect(cache.checkpoints).toMatchObject([
      { id: 'newer', complete: false, pages: 0 },
      { id: 'older', complete: false, pages: 0 },
    ]);
    expect(cache.damagedPages).toBe(1);
    await cache.putPage(delivery(interactions(3, 1), { ...walked, pages: 1 }));
    await cache.putPage(delivery(interactions(0, 3), { ...rest, pages: 1, complete: true }));
    expect(cache.damagedPages).toBe(0);
  });

  it('has every window walked again that its rows may lie in, when its own is no longer there', async () => {
    await cache.putPage(delivery(interactions(0, 3), { ...window, complete: true }));
    const parts = [
      checkpoint({ id: 'meets', since: 1001, until: 1500, complete: true }),
      checkpoint({ id: 'later', since: 1501, until: 2000, complete: true }),
    ];
    await cache.putWindows(parts, ['w']);
    await spoilPage(1);
    await cache.interaction('conversation-1').catch(() => undefined);
    expect(cache.checkpoints).toMatchObject([
      { id: 'later', complete: true },
      { id: 'meets', complete: false },
    ]);
  });
});

describe('which windows bring a page back', () => {
  const all = [checkpoint({ id: 'a', since: 0, until: 10 }), checkpoint({ id: 'b', since: 10, until: 20 })];

  it('is its own; without it those its rows may lie in; without anything known, all', () => {
    const ids = (page: Parameters<typeof windowsOf>[1]) => windowsOf(all, page).map(({ id }) => id);
    expect(ids({ windowId: 'a', span: { since: 12, until: 13 } })).toEqual(['a']);
    expect(ids({ windowId: 'gone', span: { since: 12, until: 13 } })).toEqual(['b']);
    expect(ids({ windowId: 'gone', span: null })).toEqual(['a', 'b']);
    expect(ids(null)).toEqual(['a', 'b']);
  });

  it('walks past its floor for a row that it came upon below it', () => {
    const window = checkpoint({ floor: 50 });
    expect(resetFor(window, { since: 40, until: 60 }).floor).toBe(40);
    expect(resetFor(window, { since: 55, until: 60 }).floor).toBe(50);
    expect(resetFor(checkpoint(), { since: 40, until: 60 }).floor).toBeNull();
  });
});

describe('the count of lost pages', () => {
  it('of pages without a window ends with whatever is fetched whole next', () => {
    const damage = createDamage();
    damage.lose(1, []);
    damage.stored(checkpoint({ complete: false }));
    expect(damage.pages).toBe(1);
    damage.stored(checkpoint({ complete: true }));
    expect(damage.pages).toBe(0);
  });
});
