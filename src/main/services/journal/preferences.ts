/** A workspace's settings that may hold customers' words: one sealed file, replaced as a whole. */
import { rename } from 'node:fs/promises';
import { deriveKey, seal, unseal } from '../crypto/seal.ts';
import { readIfThere, writeAtomically } from '../disk/atomic-write.ts';

const WHAT = 'the workspace’s settings';

export interface Preferences {
  /** The JSON text last written; null when there is none, or it is damaged (the damaged file is put aside). */
  read(): Promise<string | null>;
  /** @throws DiskFullError, FileAccessError; the old settings then still hold */
  write(json: string): Promise<void>;
}

/** Opens the settings of one workspace. */
export const createPreferences = (path: string, workspaceId: string, dataKey: Uint8Array): Preferences => {
  const key = deriveKey(dataKey, 'fini-reviewer/preferences/1');
  const context = `fini-reviewer preferences 1 ${workspaceId}`;
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
  return {
    read: () =>
      inTurn(async () => {
        const sealed = await readIfThere(path, WHAT);
        if (sealed === null) return null;
        const plain = unseal(key, context, Buffer.from(sealed, 'base64'));
        if (plain !== null) return plain.toString();
        // The next write would replace it, and somebody may still want to look at it.
        await rename(path, `${path}.damaged`).catch(() => undefined);
        return null;
      }),
    write: (json) =>
      inTurn(() => writeAtomically(path, seal(key, context, Buffer.from(json)).toString('base64'), WHAT)),
  };
};
