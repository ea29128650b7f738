/** The web shell's command line. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from './shell-errors.ts';

export interface WebOptions {
  /** Null: the remembered port, or the first free one. 0: any free port, not remembered. */
  readonly port: number | null;
  readonly dataDirectory: string | null;
  readonly exportDirectory: string | null;
  /** Whether to open a window. */
  readonly open: boolean;
}

/**
 * Reads the flags `--port N --data-dir DIR --exports-dir DIR --no-open`.
 *
 * @throws UsageError
 */
export const parseWebOptions = (argv: readonly string[]): WebOptions => {
  const values = parseFlags(argv);
  return {
    port: values.port === undefined ? null : portOf(values.port),
    dataDirectory: folderOf('--data-dir', values['data-dir']),
    exportDirectory: folderOf('--exports-dir', values['exports-dir']),
    open: values['no-open'] !== true,
  };
};

const parseFlags = (argv: readonly string[]) => {
  try {
    return parseArgs({
      args: [...argv],
      strict: true,
      options: {
        port: { type: 'string' },
        'data-dir': { type: 'string' },
        'exports-dir': { type: 'string' },
        'no-open': { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'The flags were not understood.');
  }
};

const portOf = (text: string): number => {
  const port = Number(text);
  if (!/^\d{1,5}$/u.test(text) || port > 65_535 || (port > 0 && port < 1024)) {
    throw new UsageError(`--port takes a number from 1024 to 65535, or 0 for any free one; it was given "${text}".`);
  }
  return port;
};

const folderOf = (flag: string, value: string | undefined): string | null => {
  if (value === undefined) return null;
  if (value.trim() === '') throw new UsageError(`${flag} takes a folder.`);
  return resolve(value);
};
