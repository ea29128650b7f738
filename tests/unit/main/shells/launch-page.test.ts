import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeLaunchPage, writeLaunchPage } from '../../../../src/main/shells/launch-page.ts';

describe('the file that sends the browser on', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fini-launch-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('holds the address, for its owner alone', async () => {
    const address = await writeLaunchPage(folder, 'http://127.0.0.1:1/#token=abc');
    const path = fileURLToPath(address);
    expect(await readFile(path, 'utf8')).toContain('location.replace("http://127.0.0.1:1/#token=abc")');
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('is written anew at each start and removed afterwards', async () => {
    await writeLaunchPage(folder, 'http://127.0.0.1:1/#token=old');
    const path = fileURLToPath(await writeLaunchPage(folder, 'http://127.0.0.1:1/#token=new'));
    expect(await readFile(path, 'utf8')).not.toContain('old');
    await removeLaunchPage(folder);
    expect(await readdir(folder)).toEqual([]);
    await removeLaunchPage(folder);
  });
});
