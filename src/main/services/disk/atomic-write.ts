/** Writing a whole file so that a crash leaves either the old one or the new one, never half. */
import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemCodeOf, toStorageError } from './storage-errors.ts';

/** Makes a folder that only its owner can read. An existing one is left as it is. */
export const makePrivateFolder = async (path: string, what: string): Promise<void> => {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw toStorageError(error, what);
  }
};

/** Makes a rename or a new name durable. Windows cannot fsync a folder and does not need to. */
export const syncFolder = async (path: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};

const writeTemporary = async (path: string, content: string | Uint8Array): Promise<string> => {
  const temporary = join(dirname(path), `.${randomUUID()}.part`);
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    return temporary;
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
};

/**
 * Replaces a file (mode 0600).
 *
 * @param what what the file holds, for the error: "the list of workspaces"
 * @throws DiskFullError, FileAccessError; the old file is then untouched
 */
export const writeAtomically = async (path: string, content: string | Uint8Array, what: string): Promise<void> => {
  try {
    const temporary = await writeTemporary(path, content);
    try {
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      throw error;
    }
    await syncFolder(dirname(path));
  } catch (error) {
    throw toStorageError(error, what);
  }
};

/**
 * Gives a finished temporary file its name, unless that name is taken.
 *
 * @returns false when the name is taken; the temporary file is then still there
 */
export const publishFile = async (temporary: string, path: string): Promise<boolean> => {
  try {
    // A hard link is the one call that gives a name and never replaces one.
    await link(temporary, path);
    await rm(temporary);
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS' && code !== 'EISDIR')
      throw error;
    // File systems without hard links (FAT, some network shares): take the name first, then move over it.
    try {
      await (await open(path, 'wx', 0o600)).close();
    } catch (taken) {
      if (systemCodeOf(taken) === 'EEXIST') return false;
      throw taken;
    }
    await rename(temporary, path);
  }
  await syncFolder(dirname(path));
  return true;
};

/**
 * Makes a new file (mode 0600) and never replaces one.
 *
 * @returns false when there is a file of that name
 * @throws DiskFullError, FileAccessError
 */
export const createAtomically = async (path: string, content: string, what: string): Promise<boolean> => {
  try {
    const temporary = await writeTemporary(path, content);
    try {
      const made = await publishFile(temporary, path);
      if (!made) await rm(temporary, { force: true });
      return made;
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      throw error;
    }
  } catch (error) {
    throw toStorageError(error, what);
  }
};

/**
 * Reads a text file; null when there is none.
 *
 * @throws FileAccessError
 */
export const readIfThere = async (path: string, what: string): Promise<string | null> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return null;
    throw toStorageError(error, what, 'read');
  }
};

/**
 * Deletes a file, if it is there.
 *
 * @throws FileAccessError
 */
export const deleteIfThere = async (path: string, what: string): Promise<void> => {
  try {
    await rm(path, { force: true });
    await syncFolder(dirname(path));
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return;
    throw toStorageError(error, what, 'deleted');
  }
};
