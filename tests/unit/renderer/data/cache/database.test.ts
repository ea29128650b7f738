import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WHOLE_SCOPE } from '#shared/domain/scope.ts';
import type { RunReport } from '#shared/domain/sync.ts';
import type { Cache } from '../../../../../src/renderer/data/cache/cache.ts';
import { databaseName, deleteDatabase } from '../../../../../src/renderer/data/cache/database.ts';
import { encodeRows } from '../../../../../src/renderer/data/cache/page-codec.ts';
import { createSealer } from '../../../../../src/renderer/data/cache/seal.ts';
import { checkpoint, DATA_KEY, delivery, WORKSPACE } from '../interactions.ts';
import { behind, interaction, interactions, openCache, spoil } from './open-cache.ts';

let cache: Cache | null = null;

beforeEach(() => deleteDatabase(WORKSPACE));
afterEach(async () => {
  await cache?.close();
  cache = null;
});

/** A database as version 1 of the tables made it, with a page and a checkpoint in their form of then. */
const makeVersionOne = async (): Promise<void> => {
  const sealer = await createSealer(DATA_KEY, WORKSPACE);
  const database = new Dexie(databaseName(WORKSPACE));
  database.version(1).stores({ pages: 'id', segments: '[id+part]', windows: 'id', meta: 'key' });
  await database.open();
  const page = async (id: number, message: string, supersedes: readonly object[]) => {
    const rows = [interaction(1, message)];
    const repeated = [{ subject: null, url: null }];
    const { deflatable, random } = encodeRows([rows, repeated, supersedes]);
    const sealed = await sealer.seal(`page ${id}`, deflatable, { plainTail: random });
    await database.table('pages').add({ id, windowId: 'w', rows: 1, sealed });
  };
  await page(1, 'of then', []);
  await page(2, 'changed then', [{ row: 0, page: 1, pageRow: 0, contentHash: '0123456789abcdef' }]);
  const { id, since, until, cursor, complete, pages, rows, quarantined, reachedAt, updatedAt } = checkpoint({
    id: 'w',
    complete: true,
  });
  const then = { id, since, until, cursor, complete, pages, rows, quarantined, reachedAt, updatedAt };
  const bytes = new TextEncoder().encode(JSON.stringify(then));
  await database.table('windows').add({ id, sealed: await sealer.seal(`window ${id}`, bytes, { deflate: false }) });
  await database.table('meta').add({ key: 'index', value: 'of then' });
  database.close();
};

const report = (runId: string, endedAt: number): RunReport => ({
  runId,
  workspaceId: WORKSPACE,
  state: 'complete',
  error: null,
  startedAt: 1,
  endedAt,
  period: { since: 1, until: 2 },
  openEnded: true,
  floor: null,
  scope: WHOLE_SCOPE,
  windows: [checkpoint()],
  pages: 1,
  rows: 2,
  added: 2,
  changed: 0,
  unchanged: 0,
  quarantined: 0,
  requests: 1,
  retries: 0,
  rateLimited: 0,
  waitedForLimit: 0,
  waitedAfterFailure: 0,
  finalCursor: 'planted-cursor',
  reachedAt: null,
});

describe('a database of version 1', () => {
  it('opens with all it held, and takes what version 2 adds', async () => {
    await makeVersionOne();
    cache = await openCache();
    expect(cache.index.count).toBe(1);
    expect(cache.damagedPages).toBe(0);
    expect(await cache.interaction('conversation-1')).toMatchObject({ events: [{ message: 'changed then' }] });
    expect(await cache.versions('conversation-1')).toMatchObject([
      { seenAt: null, interaction: { events: [{ message: 'changed then' }] } },
      { seenAt: null, contentHash: '0123456789abcdef', interaction: { events: [{ message: 'of then' }] } },
    ]);
    expect(cache.checkpoints).toMatchObject([{ id: 'w', complete: true, openEnded: false, startedAt: 0 }]);
    await cache.runs.put(report('r', 1));
    await cache.putPage(delivery(interactions(2, 2), { scope: { sources: [], channels: [], agentId: 'a' } }));
    await cache.close();
    cache = await openCache();
    expect(cache.index.count).toBe(3);
    expect(cache.agents.agentsOf('conversation-2')).toEqual(['a']);
    expect(await cache.runs.all()).toHaveLength(1);
  });
});

describe('a database of a later version', () => {
  it('is given up and made anew', async () => {
    const later = new Dexie(databaseName(WORKSPACE));
    later.version(99).stores({ pages: 'id' });
    await later.open();
    later.close();
    cache = await openCache();
    expect(cache.index.count).toBe(0);
    expect(await cache.putPage(delivery(interactions(0, 2)))).toMatchObject({ added: 2 });
  });
});

describe('reports of runs', () => {
  it('come back newest first, one a run, without those that are damaged', async () => {
    cache = await openCache();
    await cache.runs.put(report('older', 5));
    await cache.runs.put(report('newer', 3));
    await cache.runs.put(report('newer', 9));
    await cache.runs.put(report('spoilt', 7));
    await behind((database) => database.table('runs').where('id').equals('spoilt').modify(spoil));
    expect((await cache.runs.all()).map(({ runId, endedAt }) => [runId, endedAt])).toEqual([
      ['newer', 9],
      ['older', 5],
    ]);
    expect(await cache.runs.get('older')).toEqual(report('older', 5));
    expect(await cache.runs.get('spoilt')).toBeNull();
    expect(await cache.runs.get('unknown')).toBeNull();
  });

  it('are two hundred at most, the newest', async () => {
    cache = await openCache();
    for (let index = 0; index < 203; index += 1) await cache.runs.put(report(`run ${index}`, index));
    const kept = await cache.runs.all();
    expect(kept).toHaveLength(200);
    expect(kept.at(-1)?.runId).toBe('run 3');
  });

  it('hold no cursor in the clear', async () => {
    cache = await openCache();
    await cache.runs.put(report('r', 1));
    const [record] = await behind((database) => database.table('runs').toArray());
    expect(new TextDecoder('latin1').decode(record.sealed)).not.toContain('planted');
  });
});

describe('checkpoints without rows', () => {
  it('are put and removed together, after the pages that came before', async () => {
    cache = await openCache();
    const page = cache.putPage(delivery(interactions(0, 2), { id: 'w', pages: 1 }));
    const split = cache.putWindows([checkpoint({ id: 'a', until: 1500 }), checkpoint({ id: 'b', since: 1500 })], ['w']);
    await Promise.all([page, split]);
    expect(cache.checkpoints.map(({ id }) => id)).toEqual(['b', 'a']);
    await cache.close();
    cache = await openCache();
    expect(cache.checkpoints.map(({ id }) => id)).toEqual(['b', 'a']);
  });
});
