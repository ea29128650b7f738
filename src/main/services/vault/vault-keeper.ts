/** Which vault is in use. A keychain is never silently replaced: what an installation used is written down. */
import { join } from 'node:path';
import { z } from 'zod';
import type { VaultKind, VaultStatus } from '#shared/contract/common.ts';
import { readIfThere, writeAtomically } from '../disk/atomic-write.ts';
import { NoKeychainError, VaultLockedError, VaultNotChosenError } from './errors.ts';
import { createMemoryVault, type MemoryVault } from './memory-vault.ts';
import { createPassphraseVault, unlockPassphraseVault } from './passphrase-vault.ts';
import type { Vault } from './vault.ts';

export type VaultChoice = { readonly kind: 'passphrase'; readonly passphrase: string } | { readonly kind: 'memory' };

export interface VaultKeeper {
  status(): Promise<VaultStatus>;
  /**
   * Puts a substitute in the keychain's place. What memory held moves into a new passphrase file.
   *
   * @throws PassphraseFileExistsError, DiskFullError, FileAccessError
   */
  choose(choice: VaultChoice): Promise<VaultStatus>;
  /** @throws WrongPassphraseError, DamagedVaultFileError, FileAccessError */
  unlock(passphrase: string): Promise<VaultStatus>;
  /**
   * The vault in use.
   *
   * @throws VaultLockedError, VaultNotChosenError
   */
  current(): Promise<Vault>;
}

const usedSchema = z.object({ version: z.literal(1), kind: z.enum(['keychain', 'passphrase']) });
const WHAT = 'the note of where keys are kept';

/**
 * Makes the keeper of an installation's vault.
 *
 * @param openKeychain tries the keychain; throws NoKeychainError with why it cannot be used
 */
export const createVaultKeeper = (dataDirectory: string, openKeychain: () => Promise<Vault>): VaultKeeper => {
  const vaultPath = join(dataDirectory, 'vault.json');
  const usedPath = join(dataDirectory, 'vault-used.json');
  let vault: Vault | null = null;
  let memory: MemoryVault | null = null;
  let looking: Promise<VaultStatus> | null = null;

  const usedBefore = async (): Promise<'keychain' | 'passphrase' | null> => {
    const content = await readIfThere(usedPath, WHAT);
    if (content === null) return null;
    try {
      return usedSchema.parse(JSON.parse(content)).kind;
    } catch {
      return null;
    }
  };
  const noteUse = async (kind: VaultKind): Promise<void> => {
    if (kind === 'memory' || (await usedBefore()) === kind) return;
    await writeAtomically(usedPath, `${JSON.stringify({ version: 1, kind })}\n`, WHAT);
  };

  /** The keychain is noted as used once it holds something, not when it is only found to work. */
  const noting = (keychain: Vault): Vault => ({
    ...keychain,
    set: async (workspaceId, name, secret) => {
      await noteUse(keychain.kind);
      await keychain.set(workspaceId, name, secret);
    },
  });

  const look = async (): Promise<VaultStatus> => {
    const used = await usedBefore();
    const hasFile = (await readIfThere(vaultPath, 'the file of sealed keys')) !== null;
    // A reviewer who chose a passphrase has the keys in that file, whether or not a keychain has come since.
    if (used === 'passphrase' && hasFile) return { state: 'locked', kind: 'passphrase' };
    try {
      vault = noting(await openKeychain());
      return { state: 'ready', kind: 'keychain' };
    } catch (error) {
      if (!(error instanceof NoKeychainError)) throw error;
      if (used === 'keychain')
        return {
          state: 'unavailable',
          reason: `${error.message} This installation’s keys are in it: they can be used again once it works.`,
        };
      return hasFile ? { state: 'locked', kind: 'passphrase' } : { state: 'unavailable', reason: error.message };
    }
  };

  const status = async (): Promise<VaultStatus> => {
    if (vault) return { state: 'ready', kind: vault.kind };
    // Several askers share one trial; the next asker tries again, for a keychain may have been started.
    looking ??= look().finally(() => {
      looking = null;
    });
    const found = await looking;
    // Meanwhile the reviewer may have chosen or unlocked one.
    return vault ? { state: 'ready', kind: (vault as Vault).kind } : found;
  };

  return {
    status,
    choose: async (choice) => {
      if (choice.kind === 'memory') {
        memory ??= createMemoryVault();
        vault = memory;
      } else {
        vault = await createPassphraseVault(vaultPath, choice.passphrase, memory?.entries());
        await noteUse('passphrase');
      }
      return { state: 'ready', kind: vault.kind };
    },
    unlock: async (passphrase) => {
      vault = await unlockPassphraseVault(vaultPath, passphrase);
      return { state: 'ready', kind: vault.kind };
    },
    current: async () => {
      const found = await status();
      if (vault) return vault;
      throw found.state === 'locked' ? new VaultLockedError() : new VaultNotChosenError();
    },
  };
};
