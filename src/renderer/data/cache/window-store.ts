/** How far each window was walked. Checkpoints are sealed: a cursor may be an interaction's id. */
import { type WindowCheckpoint, windowCheckpointSchema } from '#shared/domain/sync.ts';
import type { WindowRecord } from './database.ts';
import type { Sealer } from './seal.ts';

const recordName = (id: string): string => `window ${id}`;

export const sealCheckpoint = async (sealer: Sealer, checkpoint: WindowCheckpoint): Promise<WindowRecord> => ({
  id: checkpoint.id,
  sealed: await sealer.seal(recordName(checkpoint.id), new TextEncoder().encode(JSON.stringify(checkpoint)), {
    deflate: false,
  }),
});

/** The checkpoint of a record, null when it is damaged. */
export const openCheckpoint = async (sealer: Sealer, record: WindowRecord): Promise<WindowCheckpoint | null> => {
  try {
    const bytes = await sealer.open(recordName(record.id), record.sealed);
    return windowCheckpointSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return null;
  }
};

/** A window that has to be walked again from its beginning. */
export const resetCheckpoint = (checkpoint: WindowCheckpoint): WindowCheckpoint => ({
  ...checkpoint,
  newestAt: null,
  anchor: null,
  cursor: null,
  complete: false,
  caughtUp: false,
  pages: 0,
  rows: 0,
  quarantined: 0,
  reachedAt: null,
});
