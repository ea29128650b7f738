/** What can go wrong with the keys, in the reviewer's words. No error here holds a secret. */
import { ReviewerError } from '#shared/errors.ts';

/** There is no keychain that works. */
export class NoKeychainError extends ReviewerError {
  constructor(reason: string) {
    super({
      code: 'no-keychain',
      message: reason,
      nextStep: 'Start or install a keychain, or choose a passphrase, or memory until the application quits.',
      retryable: true,
      details: { reason },
    });
  }
}

/** The keychain is there and refused, or did not answer. */
export class KeychainDeniedError extends ReviewerError {
  constructor(doing: 'read' | 'saved' | 'deleted', reason: string) {
    super({
      code: 'keychain-denied',
      message: `The key could not be ${doing} in the system keychain: ${reason}.`,
      nextStep: 'Unlock the keychain, allow the application to use it, then try again.',
      retryable: true,
      details: { doing, reason },
    });
  }
}

/** A passphrase file waits for its passphrase. */
export class VaultLockedError extends ReviewerError {
  constructor() {
    super({
      code: 'vault-locked',
      message: 'The keys are locked.',
      nextStep: 'Enter the passphrase to unlock them.',
      retryable: true,
      details: {},
    });
  }
}

export class WrongPassphraseError extends ReviewerError {
  constructor() {
    super({
      code: 'wrong-passphrase',
      message: 'This is not the passphrase the keys were sealed with.',
      nextStep: 'Enter it again; check the keyboard’s layout and Caps Lock.',
      retryable: true,
      details: {},
    });
  }
}

/** No keychain works, and the reviewer has not said where to keep keys instead. */
export class VaultNotChosenError extends ReviewerError {
  constructor() {
    super({
      code: 'vault-not-chosen',
      message: 'It is not settled yet where keys are kept.',
      nextStep: 'Choose a passphrase, or memory until the application quits.',
      retryable: true,
      details: {},
    });
  }
}

/** A passphrase file is there already and is never written over. */
export class PassphraseFileExistsError extends ReviewerError {
  constructor() {
    super({
      code: 'vault-locked',
      message: 'There is a passphrase already, and the keys it seals are kept.',
      nextStep: 'Enter that passphrase to unlock them.',
      retryable: false,
      details: {},
    });
  }
}

/** The passphrase file is not one, or was damaged. */
export class DamagedVaultFileError extends ReviewerError {
  constructor(reason: string) {
    super({
      code: 'file-access',
      message: 'The file that holds the sealed keys is damaged.',
      nextStep: 'Put a copy of vault.json back into the data folder, or move it away and connect the workspaces again.',
      retryable: false,
      details: { reason },
    });
  }
}

/** The vault works, and does not hold what is asked for. */
export class KeyNotFoundError extends ReviewerError {
  constructor(what: 'api-key' | 'data-key') {
    super({
      code: 'key-not-found',
      message:
        what === 'api-key'
          ? 'There is no API key for this workspace.'
          : 'The key that opens this workspace’s data is not here, so nothing of it can be read.',
      nextStep:
        what === 'api-key'
          ? 'Enter the workspace’s API key again.'
          : 'Make the place where its keys were kept available again, or remove the workspace and connect it anew.',
      retryable: false,
      details: { what },
    });
  }
}
