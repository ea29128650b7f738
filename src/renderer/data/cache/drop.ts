/** Giving up what cannot be read, and having its windows walked again, in one transaction. */
import type { WindowCheckpoint } from '#shared/domain/sync.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { type Damage, type LostSpan, resetFor, windowsOf } from './damage.ts';
import type { CacheDatabase, PageRecord } from './database.ts';
import type { PageStore } from './page-store.ts';
import type { Sealer } from './seal.ts';
import { sealCheckpoint } from './window-store.ts';

export interface Dropper {
  /** Forgets a page that cannot be read. */
  dropPage(id: number): Promise<void>;
  /** Forgets which agent some rows were fetched under. */
  dropAttribution(id: number, windowId: string): Promise<void>;
}

export interface DropperParts {
  readonly database: CacheDatabase;
  readonly sealer: Sealer;
  readonly pages: PageStore;
  readonly index: SearchIndex;
  readonly checkpoints: Map<string, WindowCheckpoint>;
  readonly dropped: Set<number>;
  readonly damage: Damage;
  /** Brings what is stored into the index. */
  readonly flush: () => void;
}

/**
 * @param onDropped called once the windows are unfinished
 */
export const createDropper = (parts: DropperParts, onDropped: () => void): Dropper => {
  const { database, sealer, checkpoints, damage } = parts;
  const dropping = new Map<number, Promise<void>>();

  /** Makes windows unfinished, here at once and in the database when the work is done in the same transaction. */
  const reset = async (
    windows: readonly WindowCheckpoint[],
    span: LostSpan | null,
    work: () => Promise<unknown>,
  ): Promise<void> => {
    const ids = windows.map(({ id }) => id);
    damage.interrupt(ids);
    for (const window of windows) checkpoints.set(window.id, resetFor(window, span));
    onDropped();
    // A page of one of them may be stored in the meantime: what is written is how the window stands then.
    const records = await Promise.all(
      ids.flatMap((id) => checkpoints.get(id) ?? []).map((checkpoint) => sealCheckpoint(sealer, checkpoint)),
    );
    await database.transaction(
      'rw',
      [database.pages, database.rests, database.windows, database.meta, database.attributions],
      async () => {
        await work();
        await database.windows.bulkPut(records);
      },
    );
  };

  const drop = async (id: number): Promise<void> => {
    parts.flush();
    parts.dropped.add(id);
    parts.index.dropPage(id);
    parts.pages.forget(id);
    const record = await database.pages.get(id).catch(() => undefined);
    const windows = windowsOf(
      [...checkpoints.values()],
      record ? { windowId: record.windowId, span: spanOf(record) } : null,
    );
    damage.lose(
      id,
      windows.map((window) => window.id),
    );
    await reset(windows, record ? spanOf(record) : null, async () => {
      await database.pages.delete(id);
      await database.rests.delete(id);
      await database.meta.put({ key: 'dropped', value: JSON.stringify([...parts.dropped]) });
    });
  };

  return {
    dropPage: (id) => {
      const known = dropping.get(id) ?? drop(id);
      dropping.set(id, known);
      return known;
    },
    dropAttribution: (id, windowId) => {
      const all = [...checkpoints.values()];
      const own = all.filter((window) => window.id === windowId);
      const windows = own.length > 0 ? own : all.filter(({ scope }) => scope.agentId !== null);
      return reset(windows, null, () => database.attributions.delete(id));
    },
  };
};

const spanOf = ({ since, until }: PageRecord): LostSpan | null =>
  since === undefined || until === undefined ? null : { since, until };
