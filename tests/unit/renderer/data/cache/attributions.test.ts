import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Cache } from '../../../../../src/renderer/data/cache/cache.ts';
import { deleteDatabase } from '../../../../../src/renderer/data/cache/database.ts';
import { delivery, WORKSPACE } from '../interactions.ts';
import { behind, interactions, openCache, spoil } from './open-cache.ts';

let cache: Cache;

beforeEach(async () => {
  await deleteDatabase(WORKSPACE);
  cache = await openCache();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await cache.close();
});

const under = (agentId: string | null, from: number, count: number, fields = {}) => {
  const scope = { sources: [], channels: [], agentId };
  return cache.putPage(delivery(interactions(from, count), { id: `window ${agentId}`, scope, ...fields }));
};
const records = () => behind((database) => database.table('attributions').toArray());
const agentsOf = (number: number) => cache.agents.agentsOf(`conversation-${number}`);
const reopen = async (): Promise<void> => {
  await cache.close();
  cache = await openCache();
};

describe('the agent a page was asked for', () => {
  it('is known of its rows, of those too that were in the cache as they came', async () => {
    await under(null, 0, 4);
    expect(await under('a', 0, 2)).toEqual({ added: 0, changed: 0, unchanged: 2 });
    await under('b', 1, 2);
    const expected = [['a'], ['a', 'b'], ['b'], []];
    expect([0, 1, 2, 3].map(agentsOf)).toEqual(expected);
    await reopen();
    expect([0, 1, 2, 3].map(agentsOf)).toEqual(expected);
  });

  it('is stored once for each interaction, however often it is fetched', async () => {
    await under('a', 0, 3);
    await under('a', 0, 3);
    await under('a', 2, 2);
    expect((await records()).map(({ rows }) => rows)).toEqual([3, 1]);
  });

  it('is in no record in the clear', async () => {
    await under('agent-planted', 0, 3);
    for (const { sealed } of await records()) {
      const text = new TextDecoder('latin1').decode(sealed);
      expect(text).not.toContain('agent-planted');
      expect(text).not.toContain('conversation-');
    }
  });

  it('is fetched again when its record is damaged', async () => {
    await under('a', 0, 3, { complete: true });
    await under('b', 0, 3, { complete: true });
    await cache.close();
    await behind((database) => database.table('attributions').where('id').equals(1).modify(spoil));
    cache = await openCache();
    expect(agentsOf(0)).toEqual(['b']);
    expect(cache.checkpoints.filter(({ complete }) => !complete)).toMatchObject([{ id: 'window a' }]);
    expect(await records()).toHaveLength(1);
  });

  it('is kept when many records are joined into few', async () => {
    for (let index = 0; index < 70; index += 1) await under(index % 2 === 0 ? 'a' : 'b', index, 2);
    const before = Array.from({ length: 71 }, (_, index) => agentsOf(index));
    await cache.settled();
    expect(await records()).toHaveLength(2);
    await reopen();
    expect(Array.from({ length: 71 }, (_, index) => [...agentsOf(index)].sort())).toEqual(
      before.map((agents) => [...agents].sort()),
    );
    await under('c', 0, 1);
    await reopen();
    expect(agentsOf(0)).toContain('c');
  });
});

describe('what agents are called', () => {
  it('is known after a restart', async () => {
    await cache.putCatalogue({ agents: [{ id: 'a', name: 'Billing' }], tagGroups: [], tags: [], fetchedAt: 7 });
    await reopen();
    expect(await cache.catalogue()).toMatchObject({ agents: [{ id: 'a', name: 'Billing' }], fetchedAt: 7 });
    expect(cache.agents.nameOf('a')).toBe('Billing');
  });
});
