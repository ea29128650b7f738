import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAtomically, readIfThere, writeAtomically } from '../../../../../src/main/services/disk/atomic-write.ts';
import { failureOf, temporaryFolder } from '../support.ts';

describe('writing a whole file', () => {
  it('replaces it, readable by its owner alone, and leaves nothing beside it', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'list.json');
    writeFileSync(path, 'old', { mode: 0o644 });
    await writeAtomically(path, 'new', 'the list');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['list.json']);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('says what could not be saved where, without quoting the path', async () => {
    const folder = join(temporaryFolder(), 'gone');
    const error = await failureOf(writeAtomically(join(folder, 'secret-name.json'), 'new', 'the list'));
    expect(error).toMatchObject({ code: 'file-access', details: { what: 'the list', system: 'ENOENT' } });
    expect(error.message).not.toContain('secret-name');
  });

  it('never replaces a file that is to be new', async () => {
    const path = join(temporaryFolder(), 'vault.json');
    expect(await createAtomically(path, 'first', 'the keys')).toBe(true);
    expect(await createAtomically(path, 'second', 'the keys')).toBe(false);
    expect(readFileSync(path, 'utf8')).toBe('first');
    expect(readdirSync(join(path, '..'))).toEqual(['vault.json']);
  });

  it('makes a new file for one of many at the same time', async () => {
    const path = join(temporaryFolder(), 'vault.json');
    const made = await Promise.all(Array.from({ length: 10 }, (_, n) => createAtomically(path, String(n), 'the keys')));
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(readFileSync(path, 'utf8')).toBe(String(made.indexOf(true)));
  });

  it('reads nothing where there is nothing', async () => {
    const folder = temporaryFolder();
    expect(await readIfThere(join(folder, 'none'), 'the list')).toBeNull();
    expect(await failureOf(readIfThere(folder, 'the list'))).toMatchObject({ code: 'file-access' });
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });
});
