/**
 * One transaction of writes that depend on nothing in the database. IndexedDB is asked directly: the writes go out
 * together with the word to commit them, and nothing is waited for in between.
 */
import { WorkspaceNotOpenError } from '../errors.ts';
import type { AttributionRecord, CacheDatabase, PageRecord, RestRecord, WindowRecord } from './database.ts';

export interface Writes {
  readonly pages: readonly PageRecord[];
  readonly rests: readonly RestRecord[];
  readonly attributions: readonly AttributionRecord[];
  /** Windows that go; those that are put come after. */
  readonly removed: readonly string[];
  readonly windows: readonly WindowRecord[];
}

/** Resolves once all of it is committed. Rejects, with nothing of it stored, with what the browser says. */
export const writeAtOnce = async (database: CacheDatabase, writes: Writes): Promise<void> => {
  if (!database.isOpen()) throw new WorkspaceNotOpenError();
  const stores = ['pages', 'rests', 'windows', 'attributions'];
  const transaction = database.backendDB().transaction(stores, 'readwrite', { durability: 'relaxed' });
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException('It was given up.', 'AbortError'));
  });
  try {
    const [pages, rests, windows, attributions] = stores.map((name) => transaction.objectStore(name));
    for (const record of writes.pages) pages?.add(record);
    for (const record of writes.rests) rests?.add(record);
    for (const record of writes.attributions) attributions?.add(record);
    for (const id of writes.removed) windows?.delete(id);
    for (const record of writes.windows) windows?.put(record);
    transaction.commit();
  } catch (error) {
    // The reason is told by what was thrown; the end of the transaction adds nothing to it.
    done.catch(() => undefined);
    transaction.abort();
    throw error;
  }
  await done;
};
