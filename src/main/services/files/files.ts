/** Saving files: written beside their place under a hidden name, and named only when they are whole. */
import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { InvalidRequestError } from '#shared/errors.ts';
import { publishFile } from '../disk/atomic-write.ts';
import { toStorageError } from '../disk/storage-errors.ts';
import { numbered, safeFileName } from './file-name.ts';

const WHAT = 'the file';
const MOST_OPEN = 8;
const MOST_VARIANTS = 1000;
const TEMPORARY = /^\.fini-reviewer-[0-9a-f-]{36}\.part$/u;
/** A temporary file older than this was left by a crash, in ms. */
const LEFT_OVER_AFTER = 86_400_000;

export interface Files {
  /**
   * Begins a file in the export folder, or where the reviewer says.
   *
   * @returns its id, or null when the dialog was dismissed
   * @throws FileAccessError, DiskFullError
   */
  begin(suggestedName: string, ask: boolean): Promise<string | null>;
  /** Adds text. After a failure the file is gone. */
  write(fileId: string, text: string): Promise<void>;
  /** Makes it durable and gives it its name, or "name (2)" when that is taken. */
  commit(fileId: string): Promise<{ readonly path: string; readonly bytes: number }>;
  /** Deletes an unfinished file. One that is not there is no error. */
  abort(fileId: string): Promise<void>;
  abortAll(): Promise<void>;
  /**
   * Shows a file in its folder.
   *
   * @throws InvalidRequestError unless this run of the application wrote it
   */
  reveal(path: string): Promise<void>;
}

interface OpenFile {
  readonly handle: FileHandle;
  readonly temporary: string;
  readonly folder: string;
  readonly name: string;
  /** A high surrogate that ended the last piece of text: its other half comes with the next. */
  half: string;
  bytes: number;
  last: Promise<unknown>;
}

export const createFiles = (options: {
  readonly exportDirectory: string;
  readonly chooseSavePath: ((suggestedName: string) => Promise<string | null>) | null;
  readonly revealFile: (path: string) => Promise<void>;
}): Files => {
  const files = new Map<string, OpenFile>();
  const committed = new Set<string>();

  const fileOf = (method: string, fileId: string): OpenFile => {
    const file = files.get(fileId);
    if (!file) throw new InvalidRequestError(method, 'no such file is being written');
    return file;
  };
  const discard = async (fileId: string, file: OpenFile): Promise<void> => {
    files.delete(fileId);
    await file.handle.close().catch(() => undefined);
    await rm(file.temporary, { force: true }).catch(() => undefined);
  };
  /** Work on one file goes in turn; the first failure deletes it. */
  const inTurn = <Answer>(fileId: string, file: OpenFile, work: () => Promise<Answer>): Promise<Answer> => {
    const result = file.last.then(async () => {
      try {
        return await work();
      } catch (error) {
        await discard(fileId, file);
        throw toStorageError(error, WHAT);
      }
    });
    file.last = result.catch(() => undefined);
    return result;
  };
  const put = async (file: OpenFile, text: string): Promise<void> => {
    const bytes = Buffer.from(text);
    for (let done = 0; done < bytes.length; ) done += (await file.handle.write(bytes, done)).bytesWritten;
    file.bytes += bytes.length;
  };
  const abort = async (fileId: string): Promise<void> => {
    const file = files.get(fileId);
    if (!file) return;
    files.delete(fileId);
    await file.last;
    await discard(fileId, file);
  };

  return {
    begin: async (suggestedName, ask) => {
      if (files.size >= MOST_OPEN) throw new InvalidRequestError('fileBegin', 'too many files are being written');
      const safe = safeFileName(suggestedName);
      let path = join(options.exportDirectory, safe);
      if (ask && options.chooseSavePath) {
        const chosen = await options.chooseSavePath(safe);
        if (chosen === null) return null;
        if (!isAbsolute(chosen)) throw new InvalidRequestError('fileBegin', 'the chosen path is relative');
        path = chosen;
      }
      const folder = dirname(path);
      const temporary = join(folder, `.fini-reviewer-${randomUUID()}.part`);
      try {
        if (folder === options.exportDirectory) await mkdir(folder, { recursive: true });
        const handle = await open(temporary, 'wx', 0o600);
        const fileId = randomUUID();
        const last = Promise.resolve();
        files.set(fileId, { handle, temporary, folder, name: basename(path), half: '', bytes: 0, last });
        return fileId;
      } catch (error) {
        throw toStorageError(error, WHAT);
      }
    },

    write: async (fileId, text) => {
      const file = fileOf('fileWrite', fileId);
      await inTurn(fileId, file, async () => {
        const whole = file.half + text;
        const split = /[\uD800-\uDBFF]$/.test(whole) ? whole.length - 1 : whole.length;
        file.half = whole.slice(split);
        await put(file, whole.slice(0, split));
      });
    },

    commit: async (fileId) => {
      const file = fileOf('fileCommit', fileId);
      return inTurn(fileId, file, async () => {
        await put(file, file.half);
        await file.handle.sync();
        await file.handle.close();
        for (let n = 1; n <= MOST_VARIANTS; n += 1) {
          const path = join(file.folder, numbered(file.name, n));
          if (!(await publishFile(file.temporary, path))) continue;
          files.delete(fileId);
          committed.add(path);
          return { path, bytes: file.bytes };
        }
        throw new InvalidRequestError('fileCommit', 'too many files of that name');
      });
    },

    abort,
    abortAll: async () => {
      await Promise.all([...files.keys()].map(abort));
    },

    reveal: async (path) => {
      if (!committed.has(path)) throw new InvalidRequestError('fileReveal', 'not a file that this run has written');
      await options.revealFile(path);
    },
  };
};

/** Deletes unfinished files that a crash left in the export folder: they hold customers' words. Never throws. */
export const sweepLeftOvers = async (exportDirectory: string, now: number): Promise<void> => {
  const names = await readdir(exportDirectory).catch(() => []);
  for (const name of names.filter((candidate) => TEMPORARY.test(candidate))) {
    const path = join(exportDirectory, name);
    const modified = await stat(path).catch(() => null);
    if (modified && now - modified.mtimeMs > LEFT_OVER_AFTER) await rm(path, { force: true }).catch(() => undefined);
  }
};
