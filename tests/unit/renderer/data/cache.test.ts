import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { contentHash } from '#shared/domain/content-hash.ts';
import { type Interaction, interactionSchema } from '#shared/domain/interaction.ts';
import { parseQuery } from '#shared/query/parse.ts';
import { createLedger } from '#shared/review/ledger.ts';
import { Cache } from '../../../../src/renderer/data/cache/cache.ts';
import { databaseName, deleteDatabase, openDatabase } from '../../../../src/renderer/data/cache/database.ts';
import { createPageStore } from '../../../../src/renderer/data/cache/page-store.ts';
import { createSealer } from '../../../../src/renderer/data/cache/seal.ts';
import { DamagedPageError, DamagedRecordError, DiskFullError } from '../../../../src/renderer/data/errors.ts';
import { planSearch } from '../../../../src/renderer/data/search/plan.ts';
import { idOf } from '../../../../src/renderer/data/search/search-index.ts';
import { DATA_KEY, delivery, WORKSPACE } from './interactions.ts';

const ledger = createLedger('22222222-2222-4222-8222-222222222222');
const open = (dataKey = DATA_KEY): Promise<Cache> =>
  Cache.open({
    workspaceId: WORKSPACE,
    dataKey,
    reviews: { reviewed: ledger.reviewed, review: ledger.review, labelled: () => [], judgedBy: () => [] },
    onProgress: () => undefined,
    onRepaired: () => undefined,
  });

const interaction = (number: number, message: string, fields: object = {}): Interaction =>
  interactionSchema.parse({
    id: `conversation-${number}`,
    createdAt: 1000 + number,
    subjectPreview: `Subject ${number}`,
    source: 'zendesk',
    channel: 'chat',
    status: 'Open',
    events: [{ id: `e${number}`, createdAt: 1000 + number, role: 'user', type: 'message', message }],
    ...fields,
  });
const numbered = (from: number, count: number): readonly Interaction[] =>
  Array.from({ length: count }, (_, index) => interaction(from + index, `planted-secret number${from + index}`));

const find = async (cache: Cache, text: string): Promise<readonly string[]> => {
  await cache.ready({ terms: true, positions: true });
  const result = cache.index.search(planSearch(parseQuery(text, 0), 0), 'newest');
  return Array.from({ length: result.total }, (_, position) => idOf(result.at(position)));
};

/** Changes the stored tables behind the cache's back. */
const tamper = async (change: (database: Dexie) => Promise<unknown>): Promise<void> => {
  const database = new Dexie(databaseName(WORKSPACE));
  await database.open();
  await change(database);
  database.close();
};
const spoil = (record: { sealed: Uint8Array }): void => {
  record.sealed[record.sealed.length - 3]! ^= 1;
};

let opened: Cache[] = [];
const track = async (opening: Promise<Cache>): Promise<Cache> => {
  const cache = await opening;
  opened.push(cache);
  return cache;
};

beforeEach(() => deleteDatabase(WORKSPACE));
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(opened.map((cache) => cache.close()));
  opened = [];
});

describe('putting pages', () => {
  it('counts what is new, changed and unchanged, and keeps the checkpoint with the rows', async () => {
    const cache = await track(open());
    expect(await cache.putPage(delivery(numbered(0, 3), { pages: 1 }))).toEqual({ added: 3, changed: 0, unchanged: 0 });
    const second = [interaction(0, 'another text'), ...numbered(1, 3)];
    expect(await cache.putPage(delivery(second, { pages: 2, cursor: 'next' }))).toEqual({
      added: 1,
      changed: 1,
      unchanged: 2,
    });
    await cache.close();
    const again = await track(open());
    expect(again.index.count).toBe(4);
    expect(again.checkpoints).toMatchObject([{ pages: 2, cursor: 'next' }]);
    expect(await find(again, 'another')).toEqual(['conversation-0']);
    expect(await find(again, 'number0')).toEqual([]);
  });

  it('counts pages that are on their way together', async () => {
    const cache = await track(open());
    const receipts = await Promise.all([
      cache.putPage(delivery(numbered(0, 2))),
      cache.putPage(delivery([...numbered(0, 1), interaction(1, 'changed')])),
      cache.putPage(delivery([interaction(1, 'changed')])),
    ]);
    expect(receipts).toEqual([
      { added: 2, changed: 0, unchanged: 0 },
      { added: 0, changed: 1, unchanged: 1 },
      { added: 0, changed: 0, unchanged: 1 },
    ]);
    expect(await find(cache, 'changed')).toEqual(['conversation-1']);
  });

  it('does not take a row for changed when only an attachment’s address expired', async () => {
    const cache = await track(open());
    const withAttachment = (url: string) =>
      interaction(1, 'x', {
        events: [
          {
            id: 'e',
            createdAt: 1,
            role: 'user',
            type: 'message',
            message: 'x',
            attachments: [{ originalUrl: url, expiresAt: url, sizeBytes: 4 }],
          },
        ],
      });
    await cache.putPage(delivery([withAttachment('https://a')]));
    expect(await cache.putPage(delivery([withAttachment('https://b')]))).toMatchObject({ unchanged: 1 });
  });

  it('keeps where the older version is, and its content hash', async () => {
    const cache = await track(open());
    const old = interaction(1, 'old');
    await cache.putPage(delivery([interaction(0, 'x'), old]));
    await cache.putPage(delivery([interaction(1, 'new')]));
    await cache.settled();
    const database = await openDatabase(WORKSPACE);
    const content = await createPageStore(database, await createSealer(DATA_KEY, WORKSPACE)).read(2);
    database.close();
    expect(content.supersedes).toEqual([{ row: 0, page: 1, pageRow: 1, contentHash: contentHash(old) }]);
  });

  it('stores nothing of a page when the disk is full, nor of the pages behind it, and can be read on', async () => {
    const cache = await track(open());
    await cache.putPage(delivery(numbered(0, 2), { pages: 1 }));
    const full = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('No room.', 'QuotaExceededError');
    });
    const failed = await Promise.allSettled([
      cache.putPage(delivery(numbered(2, 2), { pages: 2 })),
      cache.putPage(delivery(numbered(4, 2), { pages: 3 })),
    ]);
    for (const one of failed) expect(one).toMatchObject({ reason: expect.any(DiskFullError) });
    full.mockRestore();
    expect(cache.index.count).toBe(2);
    expect(cache.checkpoints).toMatchObject([{ pages: 1 }]);
    expect(await cache.interaction('conversation-1')).toEqual(interaction(1, 'planted-secret number1'));
    expect(await cache.putPage(delivery(numbered(2, 2), { pages: 2 }))).toMatchObject({ added: 2 });
  });
});

describe('what is on the disk', () => {
  it('holds no customer text and no interaction id in the clear', async () => {
    const cache = await track(open());
    await cache.putPage(delivery(numbered(0, 5), { cursor: 'conversation-4' }));
    await cache.settled();
    await tamper(async (database) => {
      for (const table of database.tables) {
        for (const record of (await table.toArray()) as Record<string, unknown>[]) {
          const clear = JSON.stringify(record, (_, value: unknown) =>
            value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
          );
          expect(clear).not.toContain('planted-secret');
          expect(clear).not.toContain('conversation-');
        }
      }
    });
  });

  it('opens under its own name and key alone', async () => {
    const sealer = await createSealer(DATA_KEY, WORKSPACE);
    const sealed = await sealer.seal('page 1', new Uint8Array([1, 2, 3]), { plainTail: new Uint8Array([4]) });
    expect([...(await sealer.open('page 1', sealed))]).toEqual([1, 2, 3, 4]);
    const other = await createSealer(btoa('x'.repeat(32)), WORKSPACE);
    const elsewhere = await createSealer(DATA_KEY, WORKSPACE.replaceAll('1', '3'));
    const wrong = [
      () => other.open('page 1', sealed),
      () => elsewhere.open('page 1', sealed),
      () => sealer.open('page 2', sealed),
      () => sealer.open('page 1', sealed.subarray(0, 20)),
      () => sealer.open('page 1', 'text'),
    ];
    for (const attempt of wrong) await expect(attempt()).rejects.toBeInstanceOf(DamagedRecordError);
    for (let at = 0; at < sealed.length; at += 1) {
      const spoiled = sealed.slice();
      spoiled[at]! ^= 0x10;
      await expect(sealer.open('page 1', spoiled)).rejects.toBeInstanceOf(DamagedRecordError);
    }
  });
});

describe('damage', () => {
  const filled = async (): Promise<void> => {
    const cache = await open();
    for (let page = 0; page < 12; page += 1) await cache.putPage(delivery(numbered(page * 5, 5)));
    await cache.putPage(delivery([interaction(3, 'newer version')], { complete: true, cursor: null }));
    await cache.settled();
    await cache.close();
  };
  const expectAll = async (cache: Cache): Promise<void> => {
    await cache.settled();
    expect(cache.index.count).toBe(60);
    expect(await find(cache, '')).toHaveLength(60);
    expect(await find(cache, '"secret number17"')).toEqual(['conversation-17']);
    expect(await find(cache, 'newer')).toEqual(['conversation-3']);
    expect(cache.damagedPages).toBe(0);
  };

  it.each(['columns', 'terms', 'positions'])('of a segment’s %s is mended from the pages', async (part) => {
    await filled();
    await tamper((database) =>
      database
        .table<{ part: string; sealed: Uint8Array }>('segments')
        .filter((record) => record.part === part)
        .modify(spoil),
    );
    await expectAll(await track(open()));
  });

  it('of all segments, or another version of them, is mended from the pages', async () => {
    await filled();
    await tamper((database) => database.table('segments').clear());
    const first = await track(open());
    await expectAll(first);
    await first.close();
    await tamper((database) => database.table('meta').put({ key: 'index', value: 'of another time' }));
    await expectAll(await track(open()));
  });

  it('of a page is counted once, and its window is walked again', async () => {
    await filled();
    await tamper(async (database) => {
      await database.table('pages').delete(2);
      await database.table('segments').clear();
    });
    await tamper((database) => database.table('pages').where('id').equals(4).modify(spoil));
    const cache = await track(open());
    await cache.settled();
    expect(cache.damagedPages).toBe(1);
    expect(cache.index.count).toBe(50);
    expect(cache.checkpoints).toMatchObject([{ complete: false, cursor: null, pages: 0 }]);
    expect(await cache.interaction('conversation-16')).toBeNull();

    const rows = Array.from({ length: 12 }, (_, page) => page * 5).flatMap((from) => numbered(from, 5));
    rows[3] = interaction(3, 'newer version');
    expect(await cache.putPage(delivery(rows, { complete: true }))).toEqual({ added: 10, changed: 0, unchanged: 50 });
    await expect(find(cache, 'number16')).resolves.toEqual(['conversation-16']);
    await cache.close();
    await expectAll(await track(open()));
  });

  it('of a page that the index still speaks of is noticed at the start', async () => {
    await filled();
    await tamper((database) => database.table('pages').delete(2));
    const cache = await track(open());
    expect(cache.damagedPages).toBe(1);
    expect(cache.index.count).toBe(55);
    expect(cache.checkpoints).toMatchObject([{ complete: false }]);
  });

  it('of a page met while reading drops the page and says so', async () => {
    await filled();
    const cache = await track(open());
    await cache.settled();
    await tamper((database) => database.table('pages').where('id').equals(4).modify(spoil));
    await expect(cache.interaction('conversation-16')).rejects.toBeInstanceOf(DamagedPageError);
    expect(await cache.interaction('conversation-16')).toBeNull();
    expect(await find(cache, 'number16')).toEqual([]);
    expect(cache.checkpoints).toMatchObject([{ complete: false, cursor: null }]);
  });

  it('of everything, as under another key, leaves an empty cache that works', async () => {
    await filled();
    const cache = await track(open(btoa('y'.repeat(32))));
    await cache.settled();
    expect(cache.index.count).toBe(0);
    expect(cache.damagedPages).toBe(13);
    expect(await cache.putPage(delivery(numbered(0, 5)))).toMatchObject({ added: 5 });
    expect(await find(cache, 'number4')).toEqual(['conversation-4']);
  });
});
