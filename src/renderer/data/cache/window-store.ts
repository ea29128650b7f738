/** How far each window was walked. Checkpoints are sealed: a cursor may be an interaction's id. */
import { type WindowCheckpoint, windowCheckpointSchema } from '#shared/domain/sync.ts';
import type { Period } from '#shared/domain/workspace.ts';
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
  cursor: null,
  complete: false,
  pages: 0,
  rows: 0,
  quarantined: 0,
  reachedAt: null,
});

/**
 * The checkpoint that a sync of the period goes on from: the newest unfinished window that lies within it. Its
 * beginning may be up to a day before the period's, since "the last 30 days" of yesterday began a day earlier.
 */
export const resumable = (checkpoints: Iterable<WindowCheckpoint>, period: Period): WindowCheckpoint | null => {
  let newest: WindowCheckpoint | null = null;
  for (const checkpoint of checkpoints) {
    const within = checkpoint.since >= period.since - A_DAY && checkpoint.until <= period.until;
    if (checkpoint.complete || !within) continue;
    if (newest === null || checkpoint.updatedAt > newest.updatedAt) newest = checkpoint;
  }
  return newest;
};

const A_DAY = 86_400_000;
