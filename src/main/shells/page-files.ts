/**
 * The built page as a closed list. A request is looked up in the list and never joined to a folder, so there is no
 * path for it to climb.
 */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { PageMissingError } from './shell-errors.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

export interface PageFile {
  readonly contentType: string;
  /** Whether the name holds a content hash, so that a copy never goes stale. */
  readonly immutable: boolean;
  /** Reads the whole file. */
  read(): Promise<Buffer>;
}

/** Files by the exact path they are asked for by, `/assets/index-abc.js` say; `/` is the page itself. */
export type PageFiles = ReadonlyMap<string, PageFile>;

/**
 * Lists the files of a built page once. Links, hidden files, source maps and unknown types are left out.
 *
 * @throws PageMissingError when the folder holds no index.html
 */
export const listPageFiles = async (directory: string): Promise<PageFiles> => {
  const files = new Map<string, PageFile>();
  const visit = async (folder: string, prefix: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) await visit(path, `${prefix}${encodeURIComponent(entry.name)}/`);
      const contentType = TYPES[extname(entry.name).toLowerCase()];
      if (!entry.isFile() || contentType === undefined) continue;
      files.set(`${prefix}${encodeURIComponent(entry.name)}`, {
        contentType,
        immutable: prefix === '/assets/',
        read: () => readFile(path),
      });
    }
  };
  try {
    await visit(directory, '/');
  } catch (error) {
    throw new PageMissingError(error);
  }
  const index = files.get('/index.html');
  if (!index) throw new PageMissingError();
  return files.set('/', index);
};
