/**
 * A workspace's review journal: append-only, sealed line by line, fsynced before it is acknowledged. Damaged lines stay
 * where they are and are counted; no byte that was ever acknowledged is deleted.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { JournalEvent } from '#shared/domain/journal.ts';
import { InvalidRequestError } from '#shared/errors.ts';
import { syncFolder } from '../disk/atomic-write.ts';
import { systemCodeOf, toStorageError } from '../disk/storage-errors.ts';
import { createLineCodec } from './line.ts';
import { LONGEST_LINE, scanLines } from './scan-lines.ts';

const WHAT = 'the review journal';
/** A stretch that is read at once ends after so many bytes, however few events they hold. */
const LARGEST_STRETCH = 8 * 1_048_576;

export interface JournalStretch {
  readonly events: readonly JournalEvent[];
  /** Offset to read on from; null at the end. */
  readonly next: number | null;
  readonly damaged: number;
}

export interface Journal {
  /**
   * Resolves once the events are on the disk; `saved` counts those that were not there before. When it rejects, none of
   * them counts as saved, and appending them again is right.
   *
   * @throws DiskFullError, FileAccessError
   */
  append(events: readonly JournalEvent[]): Promise<{ readonly saved: number }>;
  /** @throws FileAccessError */
  read(offset: number, limit: number): Promise<JournalStretch>;
  /** Waits for appends under way and closes the file. */
  close(): Promise<void>;
}

interface OpenFile {
  readonly file: FileHandle;
  readonly ids: Set<string>;
  /** Bytes that are known to be on the disk. */
  size: number;
  /** How far from the beginning the ids are known. */
  knownTo: number;
  /** The file ends inside a line, which a new line must not be glued to. */
  torn: boolean;
}

interface Waiting {
  readonly events: readonly JournalEvent[];
  resolve(result: { readonly saved: number }): void;
  reject(reason: unknown): void;
}

/** Makes the journal over a file, which is opened (and made, mode 0600) when it is first needed. */
export const createJournal = (options: {
  readonly path: string;
  readonly workspaceId: string;
  readonly journalKey: Uint8Array;
}): Journal => {
  const codec = createLineCodec(options.journalKey, options.workspaceId);
  let opening: Promise<OpenFile> | null = null;
  let waiting: Waiting[] = [];
  let draining: Promise<void> | null = null;

  const openFile = async (): Promise<OpenFile> => {
    let file: FileHandle;
    try {
      file = await open(options.path, 'ax+', 0o600);
      await syncFolder(dirname(options.path));
    } catch (error) {
      if (systemCodeOf(error) !== 'EEXIST') throw error;
      file = await open(options.path, 'a+', 0o600);
    }
    try {
      // A killed process may have left events that were written and not fsynced. They will be taken for saved.
      await file.datasync();
      const { size } = await file.stat();
      const last = Buffer.alloc(1);
      if (size > 0) await file.read(last, 0, 1, size - 1);
      return { file, ids: new Set(), size, knownTo: 0, torn: size > 0 && last[0] !== 0x0a };
    } catch (error) {
      await file.close();
      throw error;
    }
  };
  const opened = (): Promise<OpenFile> => {
    opening ??= openFile().catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  };

  /**
   * Which ids are there already. A journal is read from its beginning when a workspace is opened, and the ids are noted
   * then: so the first append seldom has anything left to look through.
   */
  const knowIds = async (journal: OpenFile): Promise<void> => {
    const { size } = journal;
    for await (const { text } of scanLines(journal.file, journal.knownTo, size)) {
      const event = text === null ? null : codec.decode(text);
      if (event) journal.ids.add(event.id);
    }
    journal.knownTo = size;
  };

  const write = async (journal: OpenFile, lines: readonly string[]): Promise<void> => {
    const bytes = Buffer.from([journal.torn ? '\n' : '', ...lines.map((line) => `${line}\n`)].join(''), 'latin1');
    try {
      for (let done = 0; done < bytes.length; ) done += (await journal.file.write(bytes, done)).bytesWritten;
      await journal.file.datasync();
    } catch (error) {
      await takeBack(journal);
      throw error;
    }
    journal.size += bytes.length;
    journal.knownTo = journal.size;
    journal.torn = false;
  };

  /** Part of a failed write may be in the file. It was never acknowledged, so it goes; else it stays as a torn line. */
  const takeBack = async (journal: OpenFile): Promise<void> => {
    try {
      await journal.file.truncate(journal.size);
    } catch {
      journal.size = (await journal.file.stat().catch(() => ({ size: journal.size }))).size;
      journal.torn = true;
    }
  };

  /** Group commit: whatever gathered while the last write was under way goes out in one write and one fsync. */
  const drain = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        const journal = await opened();
        await knowIds(journal);
        const ids = new Set<string>();
        const lines: string[] = [];
        const saved = group.map(({ events }) => {
          const before = lines.length;
          for (const event of events) {
            if (journal.ids.has(event.id) || ids.has(event.id)) continue;
            ids.add(event.id);
            lines.push(codec.encode(event));
          }
          return lines.length - before;
        });
        if (lines.length > 0 || journal.torn) await write(journal, lines);
        for (const id of ids) journal.ids.add(id);
        for (const [index, one] of group.entries()) one.resolve({ saved: saved[index] ?? 0 });
      } catch (error) {
        const reason = toStorageError(error, WHAT);
        for (const one of group) one.reject(reason);
      }
    }
    draining = null;
  };

  return {
    append: (events) =>
      new Promise((resolve, reject) => {
        if (events.some((event) => JSON.stringify(event).length * 5 > LONGEST_LINE)) {
          reject(new InvalidRequestError('journalAppend', 'an event is too long'));
          return;
        }
        waiting.push({ events, resolve, reject });
        draining ??= drain();
      }),

    read: async (offset, limit) => {
      try {
        const journal = await opened();
        const { file, size } = journal;
        const events: JournalEvent[] = [];
        let damaged = 0;
        for await (const { text, next } of scanLines(file, offset, size)) {
          const event = text === null ? null : codec.decode(text);
          if (event) {
            events.push(event);
            journal.ids.add(event.id);
          }
          // A newline on its own is what stands between a torn line and the next one.
          else if (text !== '') damaged += 1;
          if (offset <= journal.knownTo) journal.knownTo = Math.max(journal.knownTo, next);
          const enough = events.length >= limit || next - offset >= LARGEST_STRETCH;
          if (enough && next < size) return { events, next, damaged };
        }
        return { events, next: null, damaged };
      } catch (error) {
        throw toStorageError(error, WHAT, 'read');
      }
    },

    close: async () => {
      while (draining) await draining;
      const closing = opening;
      opening = null;
      const journal = await closing?.catch(() => null);
      await journal?.file.close();
    },
  };
};
