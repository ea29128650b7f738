/** Looks for strings in every file below some folders, in each encoding they could be lying there in the clear. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The files (with the string and encoding found) that hold any of the strings. Empty when none does. */
export const findInFiles = async (
  folders: readonly string[],
  strings: readonly string[],
): Promise<readonly string[]> => {
  const needles = strings.flatMap((text) =>
    (['utf8', 'utf16le', 'base64'] as const).map((encoding) => ({
      text,
      encoding,
      bytes: encoding === 'base64' ? Buffer.from(base64Core(text), 'latin1') : Buffer.from(text, encoding),
    })),
  );
  const found: string[] = [];
  for (const folder of folders) {
    for (const file of await filesBelow(folder)) {
      const bytes = await readFile(file);
      for (const needle of needles) {
        if (bytes.includes(needle.bytes)) found.push(`${file}: ${needle.encoding} ${needle.text}`);
      }
    }
  }
  return found;
};

/** How many files are below the folders: a search of nothing proves nothing. */
export const countFiles = async (folders: readonly string[]): Promise<number> => {
  let count = 0;
  for (const folder of folders) count += (await filesBelow(folder)).length;
  return count;
};

const filesBelow = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
};

/** The part of a string's base64 that does not depend on what stands around it at a three-byte boundary. */
const base64Core = (text: string): string => Buffer.from(text, 'utf8').toString('base64').slice(0, -4);
