/** A cache over an in-memory IndexedDB, for tests, and its tables behind its back. */
import { Dexie } from 'dexie';
import { type Interaction, interactionSchema } from '#shared/domain/interaction.ts';
import { createLedger } from '#shared/review/ledger.ts';
import { Cache, type CacheOptions } from '../../../../../src/renderer/data/cache/cache.ts';
import { databaseName } from '../../../../../src/renderer/data/cache/database.ts';
import { DATA_KEY, WORKSPACE } from '../interactions.ts';

const ledger = createLedger('22222222-2222-4222-8222-222222222222');

export const openCache = (options: Partial<CacheOptions> = {}): Promise<Cache> =>
  Cache.open({
    workspaceId: WORKSPACE,
    dataKey: DATA_KEY,
    reviews: { reviewed: ledger.reviewed, review: ledger.review, labelled: () => [], judgedBy: () => [] },
    onProgress: () => undefined,
    onRepaired: () => undefined,
    ...options,
  });

export const interaction = (number: number, message: string, fields: object = {}): Interaction =>
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

export const interactions = (from: number, count: number, message = 'planted'): readonly Interaction[] =>
  Array.from({ length: count }, (_, index) => interaction(from + index, `${message} number${from + index}`));

/** Changes or reads the stored tables behind the cache's back. */
export const behind = async <Answer>(work: (database: Dexie) => Promise<Answer>): Promise<Answer> => {
  const database = new Dexie(databaseName(WORKSPACE));
  await database.open();
  try {
    return await work(database);
  } finally {
    database.close();
  }
};

export const spoil = (record: { sealed: Uint8Array }): void => {
  record.sealed[record.sealed.length - 3]! ^= 1;
};
