/** Trying the keychain again without piling up calls that never return: each would hold a thread for good. */
import { NoKeychainError } from './errors.ts';
import { importKeytar, type KeychainTimeouts, type Keytar, openKeychainVault } from './keychain-vault.ts';
import type { Vault } from './vault.ts';

/** Makes the function that tries the keychain; while an earlier call is unanswered it refuses at once. */
export const createKeychainOpener = (
  load: () => Promise<Keytar> = importKeytar,
  timeouts?: KeychainTimeouts,
): (() => Promise<Vault>) => {
  let unanswered = 0;
  const counted = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    unanswered += 1;
    try {
      return await answer;
    } finally {
      unanswered -= 1;
    }
  };
  const loadCounted = async (): Promise<Keytar> => {
    const keytar = await load();
    return {
      setPassword: (...given) => counted(keytar.setPassword(...given)),
      getPassword: (...given) => counted(keytar.getPassword(...given)),
      deletePassword: (...given) => counted(keytar.deletePassword(...given)),
    };
  };
  return async () => {
    if (unanswered > 0) throw new NoKeychainError('The system keychain cannot be used: it does not answer.');
    return openKeychainVault(loadCounted, timeouts);
  };
};
