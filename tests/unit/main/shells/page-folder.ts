/** A small built page on disk, with things beside it that must never be served. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface PageFolder {
  readonly directory: string;
  remove(): Promise<void>;
}

export const SECRET = 'not for the page';

export const makePageFolder = async (): Promise<PageFolder> => {
  const root = await mkdtemp(join(tmpdir(), 'fini-page-'));
  const directory = join(root, 'renderer');
  await mkdir(join(directory, 'assets'), { recursive: true });
  await mkdir(join(root, 'main'));
  await writeFile(join(root, 'main', 'web.js'), SECRET);
  await writeFile(join(directory, 'index.html'), '<!doctype html><title>Page</title>');
  await writeFile(join(directory, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(directory, 'assets', 'index-a1b2.js'), 'export {};');
  await writeFile(join(directory, 'assets', 'index-a1b2.js.map'), SECRET);
  await writeFile(join(directory, 'assets', 'style-c3d4.css'), 'body{}');
  await writeFile(join(directory, '.hidden.js'), SECRET);
  if (process.platform !== 'win32') await symlink(join(root, 'main', 'web.js'), join(directory, 'assets', 'link.js'));
  return { directory, remove: () => rm(root, { recursive: true, force: true }) };
};
