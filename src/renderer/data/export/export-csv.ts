/** Writing what is listed into a file of the host's, a chunk at a time. */
import type { HostApi } from '#shared/contract/host.ts';
import { CancelledError } from '#shared/errors.ts';
import { BYTE_ORDER_MARK, type CsvRow, csvHeader, csvLines } from './csv.ts';

export interface ExportOptions {
  readonly host: Pick<HostApi, 'fileBegin' | 'fileWrite' | 'fileCommit' | 'fileAbort'>;
  readonly name: string;
  /** Whether to ask where to save. */
  readonly ask: boolean;
  readonly total: number;
  /** The row at a position, 0 to total - 1. */
  readonly rowAt: (position: number) => Promise<CsvRow>;
  readonly onProgress: (rows: number) => void;
  readonly signal: AbortSignal;
}

export interface ExportedFile {
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
}

/** Rows to a chunk: enough to be worth a message, little enough to hold in memory many times over. */
const CHUNK = 200;

/**
 * Writes the file. A chunk is sent once the one before it is on its way to the disk, so a slow disk slows the reading.
 *
 * @returns null when the dialog was dismissed
 * @throws CancelledError when stopped; then no file is left
 */
export const exportCsv = async (options: ExportOptions): Promise<ExportedFile | null> => {
  const { host, total, signal } = options;
  const file = await host.fileBegin({ suggestedName: options.name, ask: options.ask });
  if (!file) return null;
  const { fileId } = file;
  try {
    let writing = host.fileWrite({ fileId, text: BYTE_ORDER_MARK + csvHeader() });
    // Its failure is met at the await below; in between, nobody else must be told of it.
    writing.catch(() => undefined);
    for (let from = 0; from < total; from += CHUNK) {
      const rows: CsvRow[] = [];
      for (let position = from; position < Math.min(from + CHUNK, total); position += 1) {
        if (signal.aborted) throw new CancelledError('The export');
        rows.push(await options.rowAt(position));
      }
      const text = csvLines(rows);
      await writing;
      writing = host.fileWrite({ fileId, text });
      writing.catch(() => undefined);
      options.onProgress(from + rows.length);
    }
    await writing;
    if (signal.aborted) throw new CancelledError('The export');
    return { ...(await host.fileCommit({ fileId })), rows: total };
  } catch (error) {
    await host.fileAbort({ fileId }).catch(() => undefined);
    throw error;
  }
};

/** A file name of the workspace's name and the local day, good on every platform. */
export const exportName = (workspaceName: string, now: Date): string =>
  `${plainName(workspaceName, 'interactions')} interactions ${localDay(now)}.csv`;

/** A name as a part of a file's name; `fallback` where nothing of it can be kept. */
export const plainName = (name: string, fallback: string): string => {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/gu, '')
    .slice(0, 80);
  return plain === '' ? fallback : plain;
};

/** The local day, as in 2026-08-01. */
export const localDay = (time: Date): string =>
  [time.getFullYear(), time.getMonth() + 1, time.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
