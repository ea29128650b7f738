/**
 * A private file that sends the browser on to the address. A command line can be read by every user of a machine, so
 * the token must not stand in one.
 */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const fileIn = (dataDirectory: string): string => join(dataDirectory, 'open.html');

/** Writes the file, readable by its owner alone, and answers its file: URL. */
export const writeLaunchPage = async (dataDirectory: string, url: string): Promise<string> => {
  const path = fileIn(dataDirectory);
  const target = JSON.stringify(url).replaceAll('<', '\\u003c');
  // An older file keeps the mode it had, so it goes first.
  await rm(path, { force: true });
  await writeFile(
    path,
    `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Fini Reviewer</title>` +
      `<script>location.replace(${target})</script>\n`,
    { mode: 0o600, flag: 'wx' },
  );
  return pathToFileURL(path).href;
};

/** Removes the file once the page is there, or the token is worth nothing any more. */
export const removeLaunchPage = (dataDirectory: string): Promise<void> => rm(fileIn(dataDirectory), { force: true });
