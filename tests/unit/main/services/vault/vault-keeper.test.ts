import { describe, expect, it } from 'vitest';
import { NoKeychainError } from '../../../../../src/main/services/vault/errors.ts';
import { createMemoryVault } from '../../../../../src/main/services/vault/memory-vault.ts';
import type { Vault } from '../../../../../src/main/services/vault/vault.ts';
import { createVaultKeeper } from '../../../../../src/main/services/vault/vault-keeper.ts';
import { failureOf, temporaryFolder } from '../support.ts';

const REASON = 'The system keychain cannot be used: no keychain service is running.';
const working = (): (() => Promise<Vault>) => {
  const secrets = createMemoryVault();
  return async () => ({ ...secrets, kind: 'keychain' });
};
const broken = async (): Promise<Vault> => {
  throw new NoKeychainError(REASON);
};

describe('which vault is in use', () => {
  it('is the keychain where it works', async () => {
    const keeper = createVaultKeeper(temporaryFolder(), working());
    expect(await keeper.status()).toEqual({ state: 'ready', kind: 'keychain' });
    expect((await keeper.current()).kind).toBe('keychain');
  });

  it('is none without a keychain until the reviewer has chosen, and says why', async () => {
    const keeper = createVaultKeeper(temporaryFolder(), broken);
    expect(await keeper.status()).toEqual({ state: 'unavailable', reason: REASON });
    expect(await failureOf(keeper.current())).toMatchObject({ code: 'vault-not-chosen' });
  });

  it('is memory when chosen, and that choice ends with the application', async () => {
    const folder = temporaryFolder();
    const keeper = createVaultKeeper(folder, broken);
    expect(await keeper.choose({ kind: 'memory' })).toEqual({ state: 'ready', kind: 'memory' });
    await (await keeper.current()).set('w', 'api-key', 'fini_1');
    expect(await createVaultKeeper(folder, broken).status()).toMatchObject({ state: 'unavailable' });
  });

  it('is the passphrase file once made: locked at the next start, whether or not a keychain has come', async () => {
    const folder = temporaryFolder();
    const first = createVaultKeeper(folder, broken);
    await first.choose({ kind: 'memory' });
    await (await first.current()).set('w', 'api-key', 'fini_1');
    expect(await first.choose({ kind: 'passphrase', passphrase: 'long enough' })).toEqual({
      state: 'ready',
      kind: 'passphrase',
    });

    for (const keychain of [broken, working()]) {
      const next = createVaultKeeper(folder, keychain);
      expect(await next.status()).toEqual({ state: 'locked', kind: 'passphrase' });
      expect(await failureOf(next.current())).toMatchObject({ code: 'vault-locked' });
      expect(await failureOf(next.unlock('not this one'))).toMatchObject({ code: 'wrong-passphrase' });
      expect(await next.status()).toMatchObject({ state: 'locked' });
      expect(await next.unlock('long enough')).toEqual({ state: 'ready', kind: 'passphrase' });
      // What memory held has moved in.
      expect(await (await next.current()).get('w', 'api-key')).toBe('fini_1');
    }
  });

  it('says so when the keychain that holds its keys cannot be reached any more', async () => {
    const folder = temporaryFolder();
    await (await createVaultKeeper(folder, working()).current()).set('w', 'data-key', 'x');
    const status = await createVaultKeeper(folder, broken).status();
    expect(status).toMatchObject({
      state: 'unavailable',
      reason: expect.stringContaining('This installation’s keys are in it'),
    });
  });

  it('is looked for again when a keychain has been started meanwhile', async () => {
    let open = broken;
    const keeper = createVaultKeeper(temporaryFolder(), () => open());
    expect((await keeper.status()).state).toBe('unavailable');
    open = working();
    expect(await keeper.status()).toEqual({ state: 'ready', kind: 'keychain' });
  });

  it('is tried once for many who ask at the same time', async () => {
    let tries = 0;
    const keeper = createVaultKeeper(temporaryFolder(), async () => {
      tries += 1;
      return working()();
    });
    await Promise.all([keeper.status(), keeper.status(), keeper.current()]);
    expect(tries).toBe(1);
  });
});
