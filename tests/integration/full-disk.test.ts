import { spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createFiles } from '../../src/main/services/files/files.ts';
import { createJournal } from '../../src/main/services/journal/journal.ts';
import { createPassphraseVault, unlockPassphraseVault } from '../../src/main/services/vault/passphrase-vault.ts';
import { failureOf, judgementEvent } from '../unit/main/services/support.ts';

/** A disk of one megabyte, or null where none can be mounted. */
const smallDisk = (): string | null => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), 'fini-full-disk-'));
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' }).status === 0)
    return folder;
  rmdirSync(folder);
  return null;
};

const disk = smallDisk();
if (disk === null)
  console.warn('SKIPPED: a full disk is not tested, because no small disk can be mounted (needs root on Linux).');

describe.skipIf(disk === null)('a full disk', () => {
  const folder = disk ?? '';
  const filler = join(folder, 'filler');
  /** Leaves so many bytes free, in whole blocks. */
  const leaveFree = (bytes: number): void => {
    const { bavail, bsize } = statfsSync(folder);
    writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - bytes)), { flag: 'a' });
  };

  afterEach(() => {
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
  });
  afterAll(() => {
    spawnSync('umount', [folder]);
    rmdirSync(folder);
  });

  it('loses no judgement that was saved, acknowledges none that was not, and goes on once there is room', async () => {
    const path = join(folder, 'reviews.journal');
    const options = { path, workspaceId: randomUUID(), journalKey: randomBytes(32) };
    const journal = createJournal(options);
    const [early, late] = [judgementEvent(), judgementEvent(undefined, 'x'.repeat(20_000))];
    await journal.append([early]);
    // Room for a part of the line, so that the write breaks off in its middle.
    leaveFree(8192);
    expect(await failureOf(journal.append([late]))).toMatchObject({ code: 'disk-full', retryable: true });
    expect(await journal.read(0, 10)).toEqual({ events: [early], next: null, damaged: 0 });

    rmSync(filler);
    expect(await journal.append([late])).toEqual({ saved: 1 });
    await journal.close();
    const again = createJournal(options);
    expect(await again.read(0, 10)).toEqual({ events: [early, late], next: null, damaged: 0 });
    await again.close();
  });

  it('ends an export with a sentence and leaves nothing of it', async () => {
    const files = createFiles({ exportDirectory: folder, chooseSavePath: null, revealFile: async () => undefined });
    leaveFree(65_536);
    const fileId = await files.begin('export.csv', false);
    const write = files.write(fileId ?? '', 'x'.repeat(200_000));
    expect(await failureOf(write)).toMatchObject({ code: 'disk-full' });
    expect(readdirSync(folder)).toEqual(['filler']);
    expect(await failureOf(files.commit(fileId ?? ''))).toMatchObject({ code: 'invalid-request' });
  });

  it('leaves the sealed keys as they were', async () => {
    const path = join(folder, 'vault.json');
    const vault = await createPassphraseVault(path, 'long enough', new Map([['w:api-key', 'fini_1']]));
    leaveFree(0);
    expect(await failureOf(vault.set('w', 'data-key', 'y'.repeat(9000)))).toMatchObject({ code: 'disk-full' });
    expect(await vault.get('w', 'data-key')).toBeNull();
    expect(await (await unlockPassphraseVault(path, 'long enough')).get('w', 'api-key')).toBe('fini_1');
    expect(readdirSync(folder).sort()).toEqual(['filler', 'vault.json']);
  });
});
