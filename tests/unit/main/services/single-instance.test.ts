import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lockDataDirectory } from '../../../../src/main/services/single-instance.ts';
import { failureOf, temporaryFolder } from './support.ts';

const module = fileURLToPath(new URL('../../../../src/main/services/single-instance.ts', import.meta.url));

/** Another process that holds the lock of a folder. */
const holder = async (folder: string): Promise<ChildProcess> => {
  const code = `const { lockDataDirectory } = await import(${JSON.stringify(module)});
    await lockDataDirectory(${JSON.stringify(folder)});
    console.log('held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  if (child.stdout) await once(child.stdout, 'data');
  return child;
};

describe('the lock of a data folder', () => {
  it('is held by one, and free again once released', async () => {
    const folder = temporaryFolder();
    const lock = await lockDataDirectory(folder);
    expect(await failureOf(lockDataDirectory(folder))).toMatchObject({ code: 'second-instance' });
    await lock.release();
    await (await lockDataDirectory(folder)).release();
  });

  it('is of the folder, whatever path leads to it', async () => {
    const folder = temporaryFolder();
    const other = join(temporaryFolder(), 'link');
    symlinkSync(folder, other);
    const lock = await lockDataDirectory(folder);
    expect(await failureOf(lockDataDirectory(other))).toMatchObject({ code: 'second-instance' });
    await lock.release();
  });

  it('is held by another process until that is killed', async () => {
    const folder = temporaryFolder();
    const child = await holder(folder);
    expect(await failureOf(lockDataDirectory(folder))).toMatchObject({ code: 'second-instance' });
    child.kill('SIGKILL');
    await once(child, 'exit');
    await (await lockDataDirectory(folder)).release();
  });
});
