import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentHash } from '#shared/domain/content-hash.ts';
import type { Interaction } from '#shared/domain/interaction.ts';
import type { Cache } from '../../../../../src/renderer/data/cache/cache.ts';
import { deleteDatabase } from '../../../../../src/renderer/data/cache/database.ts';
import { delivery, WORKSPACE } from '../interactions.ts';
import { behind, interaction, openCache, spoil } from './open-cache.ts';

let cache: Cache | null = null;
const bases = new Map<string, Set<string>>();
const open = async (): Promise<Cache> => {
  await cache?.close();
  cache = await openCache({ basesOf: async (id) => bases.get(id) ?? new Set() });
  return cache;
};

beforeEach(async () => {
  await deleteDatabase(WORKSPACE);
  bases.clear();
});
afterEach(async () => {
  await cache?.close();
  cache = null;
});

const judge = (version: Interaction): void => {
  bases.set(version.id, (bases.get(version.id) ?? new Set()).add(contentHash(version)));
};
const bytesOnDisk = (): Promise<number> =>
  behind(async (database) => {
    let bytes = 0;
    await database.table('pages').each((record: { sealed: Uint8Array }) => {
      bytes += record.sealed.length;
    });
    return bytes;
  });

/** Every version that the cache must still have: the last two, and what was judged. */
const mustHave = (history: readonly Interaction[]): readonly Interaction[] =>
  history
    .filter(
      (version, index) => index >= history.length - 2 || (bases.get(version.id)?.has(contentHash(version)) ?? false),
    )
    .reverse();

const expectHistory = async (subject: Cache, histories: ReadonlyMap<string, readonly Interaction[]>) => {
  expect(subject.index.count).toBe(histories.size);
  for (const [id, history] of histories) {
    expect(await subject.interaction(id)).toEqual(history.at(-1));
    const versions = (await subject.versions(id)).map((version) => version.interaction);
    // More may be there as long as the page they are on is worth keeping; nothing that is needed may be missing.
    expect(versions).toEqual(expect.arrayContaining([...mustHave(history)]));
    expect(versions.every((version) => history.some((one) => contentHash(one) === contentHash(version)))).toBe(true);
  }
};

const step = fc.record({
  rows: fc.array(fc.record({ number: fc.integer({ min: 0, max: 5 }), text: fc.constantFrom('a', 'b', 'c', 'd') }), {
    minLength: 1,
    maxLength: 6,
  }),
  judged: fc.option(fc.integer({ min: 0, max: 5 })),
  after: fc.constantFrom('go on', 'settle', 'restart'),
});

describe('compaction', () => {
  it('changes nothing of what is found, nor of the versions that are needed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
        await cache?.close();
        cache = null;
        await deleteDatabase(WORKSPACE);
        bases.clear();
        let subject = await open();
        const histories = new Map<string, Interaction[]>();
        for (const [turn, { rows, judged, after }] of steps.entries()) {
          const page = new Map(rows.map(({ number, text }) => [number, interaction(number, text)]));
          await subject.putPage(delivery([...page.values()], { updatedAt: 3000 + turn }));
          for (const version of page.values()) {
            const history = histories.get(version.id) ?? [];
            const last = history.at(-1);
            if (!last || contentHash(last) !== contentHash(version)) histories.set(version.id, [...history, version]);
          }
          const standing = judged === null ? undefined : histories.get(`conversation-${judged}`)?.at(-1);
          if (standing) judge(standing);
          if (after !== 'go on') await subject.settled();
          if (after === 'restart') subject = await open();
          await expectHistory(subject, histories);
        }
        await subject.settled();
        await expectHistory(subject, histories);
        subject = await open();
        await expectHistory(subject, histories);
        // The index made again from the pages finds the same.
        await subject.close();
        await behind((database) => database.table('segments').clear());
        subject = await open();
        await expectHistory(subject, histories);
      }),
      { numRuns: 20 },
    );
  }, 60_000);

  it('gives the room of old versions back', async () => {
    const subject = await open();
    const text = (turn: number, number: number) =>
      Array.from({ length: 60 }, (_, word) => `word${(turn * 7919 + number * 104_729 + word * 31) % 100_003}`).join(
        ' ',
      );
    let onePage = 0;
    for (let turn = 0; turn < 10; turn += 1) {
      const rows = Array.from({ length: 20 }, (_, number) => interaction(number, text(turn, number)));
      await subject.putPage(delivery(rows, { updatedAt: turn }));
      if (turn === 0) onePage = await bytesOnDisk();
    }
    await subject.settled();
    // The last two versions, and for each of the others where the one before it was.
    expect(await bytesOnDisk()).toBeLessThan(onePage * 3.5);
    expect((await subject.versions('conversation-3')).map(({ seenAt }) => seenAt)).toEqual([9, 8]);
  });

  it('goes on after a restart with what it has not looked at', async () => {
    let subject = await open();
    for (let turn = 0; turn < 4; turn += 1)
      await subject.putPage(delivery([interaction(1, `text ${turn}`)], { updatedAt: turn }));
    // Closing stores the index, and with it which pages are to be looked at.
    await subject.close();
    cache = null;
    subject = await open();
    await subject.putPage(delivery([interaction(2, 'another')]));
    await subject.settled();
    expect((await subject.versions('conversation-1')).map(({ seenAt }) => seenAt)).toEqual([3, 2]);
    const rows = await behind((database) => database.table('pages').toArray());
    expect(rows.map((record: { rows: number }) => record.rows)).toEqual([0, 0, 1, 1, 1]);
  });

  it('brings the version before back when the newest is lost', async () => {
    let subject = await open();
    for (let turn = 0; turn < 4; turn += 1)
      await subject.putPage(delivery([interaction(1, `text ${turn}`)], { updatedAt: turn }));
    await subject.settled();
    await subject.close();
    cache = null;
    await behind(async (database) => {
      await database.table('pages').where('id').equals(4).modify(spoil);
      await database.table('segments').clear();
    });
    subject = await open();
    expect(subject.damagedPages).toBe(1);
    expect(await subject.interaction('conversation-1')).toMatchObject({ events: [{ message: 'text 2' }] });
  });
});
