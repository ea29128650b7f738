import type { VaultKind, VaultStatus } from '#shared/contract/common.ts';

/** Where keys are kept, in the few words of the status bar. */
export const keptIn = (kind: VaultKind): string => {
  switch (kind) {
    case 'keychain':
      return 'key in the system keychain';
    case 'passphrase':
      return 'key in a file sealed with your passphrase';
    case 'memory':
      return 'key in memory until you quit';
  }
};

/** Where a key that is given now will be kept, as a sentence. */
export const willBeKept = (vault: VaultStatus | null): string => {
  if (vault === null || vault.state !== 'ready') return 'The key is kept where you choose next.';
  switch (vault.kind) {
    case 'keychain':
      return 'The key is kept in your system keychain.';
    case 'passphrase':
      return 'The key is kept in a file on this machine, sealed with your passphrase.';
    case 'memory':
      return 'The key is kept in memory and forgotten when you quit.';
  }
};

/** What keeping keys in memory costs, for the status bar's tooltip and the settings. */
export const MEMORY_COST =
  'After quitting, the key, the cached interactions and your judgements cannot be read again. Export before you quit.';
