/** Dexie's `bulkPut` of the same objects, a thousand at a time and with no index but their id: the fastest it goes. */
import { Dexie, type EntityTable } from 'dexie';
import type { Interaction } from '#shared/domain/interaction.ts';
import { readFile } from './document.ts';
import type { CorpusSource, FileSpan } from './engine.ts';

type Database = Dexie & { readonly interactions: EntityTable<Interaction, 'id'> };

let database: Database | null = null;

const opened = async (): Promise<Database> => {
  if (database) return database;
  await Dexie.delete('bench-bulk-put');
  const fresh = new Dexie('bench-bulk-put') as Database;
  fresh.version(1).stores({ interactions: 'id' });
  await fresh.open();
  database = fresh;
  return fresh;
};

/** Milliseconds until the last of the files was committed. */
export const bulkPut = async ({ corpus, from, to }: { readonly corpus: CorpusSource } & FileSpan): Promise<number> => {
  const { interactions } = await opened();
  let milliseconds = 0;
  for (let file = from; file < to; file += 1) {
    const rows = await readFile(corpus.url, file);
    const started = performance.now();
    await interactions.bulkPut([...rows]);
    milliseconds += performance.now() - started;
  }
  return milliseconds;
};

export const bulkPutClose = async (): Promise<void> => {
  database?.close();
  database = null;
};
