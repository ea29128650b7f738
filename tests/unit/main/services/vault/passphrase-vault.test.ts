import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  createPassphraseVault,
  unlockPassphraseVault,
} from '../../../../../src/main/services/vault/passphrase-vault.ts';
import { failureOf, temporaryFolder } from '../support.ts';

const PASSPHRASE = 'correct horse battery';

describe('the passphrase file', () => {
  it('keeps secrets for whoever has the passphrase, and from everybody else', async () => {
    const path = join(temporaryFolder(), 'vault.json');
    const vault = await createPassphraseVault(path, PASSPHRASE, new Map([['w:data-key', 'moved-in']]));
    await Promise.all([vault.set('w', 'api-key', 'fini_secret'), vault.set('v', 'api-key', 'fini_other')]);
    await vault.delete('v', 'api-key');

    const text = readFileSync(path, 'utf8');
    for (const secret of ['fini_secret', 'moved-in', PASSPHRASE]) expect(text).not.toContain(secret);
    expect(Buffer.from(JSON.parse(text).sealed, 'base64').toString('latin1')).not.toContain('fini_secret');
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(path, '..'))).toEqual(['vault.json']);

    const again = await unlockPassphraseVault(path, PASSPHRASE);
    expect(await again.get('w', 'api-key')).toBe('fini_secret');
    expect(await again.get('w', 'data-key')).toBe('moved-in');
    expect(await again.get('v', 'api-key')).toBeNull();
    expect(await failureOf(unlockPassphraseVault(path, `${PASSPHRASE}!`))).toMatchObject({ code: 'wrong-passphrase' });
  });

  it('is stretched with scrypt as strongly as is usual, and says so in the file', async () => {
    const path = join(temporaryFolder(), 'vault.json');
    await createPassphraseVault(path, PASSPHRASE);
    const { kdf } = JSON.parse(readFileSync(path, 'utf8'));
    expect(kdf).toMatchObject({ name: 'scrypt', r: 8 });
    expect(kdf.N).toBeGreaterThanOrEqual(2 ** 17);
  });

  it('takes a passphrase however its letters were composed', async () => {
    const path = join(temporaryFolder(), 'vault.json');
    await createPassphraseVault(path, 'cafe\u0301 society');
    await expect(unlockPassphraseVault(path, 'caf\u00e9 society')).resolves.toMatchObject({ kind: 'passphrase' });
  });

  it('is never written over', async () => {
    const path = join(temporaryFolder(), 'vault.json');
    await createPassphraseVault(path, PASSPHRASE, new Map([['w:api-key', 'fini_secret']]));
    await expect(createPassphraseVault(path, 'another one')).rejects.toMatchObject({ code: 'vault-locked' });
    expect(await (await unlockPassphraseVault(path, PASSPHRASE)).get('w', 'api-key')).toBe('fini_secret');
  });

  it('refuses weakened parameters and says when it is damaged', async () => {
    const path = join(temporaryFolder(), 'vault.json');
    await createPassphraseVault(path, PASSPHRASE);
    const whole = JSON.parse(readFileSync(path, 'utf8'));
    const damaged = [
      '',
      '{',
      '[]',
      JSON.stringify({ ...whole, kdf: { ...whole.kdf, N: 1024 } }),
      JSON.stringify({ ...whole, kdf: { ...whole.kdf, N: 2 ** 17 + 1 } }),
      JSON.stringify({ ...whole, version: 2 }),
    ];
    for (const content of damaged) {
      writeFileSync(path, content);
      expect(await failureOf(unlockPassphraseVault(path, PASSPHRASE))).toMatchObject({ code: 'file-access' });
    }
    writeFileSync(path, JSON.stringify({ ...whole, kdf: { ...whole.kdf, N: 2 ** 18 } }));
    expect(await failureOf(unlockPassphraseVault(path, PASSPHRASE))).toMatchObject({ code: 'wrong-passphrase' });
  });
});
