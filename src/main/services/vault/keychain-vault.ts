/** Keys in the operating system's keychain, through keytar, which can fail at import, at call, or never answer. */
import { randomBytes, randomUUID } from 'node:crypto';
import { KeychainDeniedError, NoKeychainError } from './errors.ts';
import { accountOf, type Vault } from './vault.ts';

/** The name the keys stand under in the keychain. */
export const KEYCHAIN_SERVICE = 'Fini Reviewer';

/** The part of keytar that is used. */
export interface Keytar {
  setPassword(service: string, account: string, password: string): Promise<void>;
  getPassword(service: string, account: string): Promise<string | null>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

export interface KeychainTimeouts {
  /** For the trial round trip: a keychain may ask the reviewer to unlock it, in ms. */
  readonly probe: number;
  /** For every other call, in ms. */
  readonly call: number;
}

const DEFAULT_TIMEOUTS: KeychainTimeouts = { probe: 30_000, call: 60_000 };

class UnansweredError extends Error {}

/** Loads the native module. Kept apart so that its failure is an answer and not a crash at start. */
export const importKeytar = async (): Promise<Keytar> => {
  const module: unknown = await import('keytar');
  // A CommonJS module's exports may or may not be seen as named ones; `default` is always all of them.
  const keytar = isRecord(module) && isKeytar(module['default']) ? module['default'] : module;
  if (!isKeytar(keytar)) throw new Error('unknown module');
  return keytar;
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isKeytar = (value: unknown): value is Keytar =>
  isRecord(value) &&
  typeof value['setPassword'] === 'function' &&
  typeof value['getPassword'] === 'function' &&
  typeof value['deletePassword'] === 'function';

/** What a keychain said, without quoting it: its text is foreign and may name accounts. */
const reasonOf = (error: unknown): string => {
  if (error instanceof UnansweredError) return 'it did not answer in time';
  const text = error instanceof Error ? error.message : '';
  if (/autolaunch|D-?Bus|X11|\$DISPLAY|Could not connect|org\.freedesktop\.DBus/iu.test(text))
    return 'no keychain service is running (D-Bus cannot be reached)';
  if (/org\.freedesktop\.secrets|ServiceUnknown|not provided by any/iu.test(text))
    return 'no keychain service is installed';
  if (/denied|cancel|dismiss|not allowed|interaction is not/iu.test(text)) return 'access was denied';
  if (/locked/iu.test(text)) return 'it is locked';
  return 'the system refused';
};

/**
 * Opens the keychain after a trial: a secret is written, read back and deleted.
 *
 * @throws NoKeychainError when any of it fails or is not answered in time
 */
export const openKeychainVault = async (
  load: () => Promise<Keytar> = importKeytar,
  timeouts: KeychainTimeouts = DEFAULT_TIMEOUTS,
): Promise<Vault> => {
  let keytar: Keytar;
  try {
    keytar = await within(load(), timeouts.probe);
  } catch {
    throw new NoKeychainError('The system keychain cannot be used: its module does not load on this computer.');
  }

  const account = `probe:${randomUUID()}`;
  const written = randomBytes(16).toString('base64');
  const trial = async (): Promise<boolean> => {
    await keytar.setPassword(KEYCHAIN_SERVICE, account, written);
    const read = await keytar.getPassword(KEYCHAIN_SERVICE, account);
    const deleted = await keytar.deletePassword(KEYCHAIN_SERVICE, account);
    return read === written && deleted;
  };
  let works = false;
  try {
    works = await within(trial(), timeouts.probe);
  } catch (error) {
    throw new NoKeychainError(`The system keychain cannot be used: ${reasonOf(error)}.`);
  }
  if (!works) throw new NoKeychainError('The system keychain cannot be used: it does not give back what it was given.');

  const call = async <Answer>(doing: 'read' | 'saved' | 'deleted', answer: Promise<Answer>): Promise<Answer> => {
    try {
      return await within(answer, timeouts.call);
    } catch (error) {
      throw new KeychainDeniedError(doing, reasonOf(error));
    }
  };
  return {
    kind: 'keychain',
    set: (id, name, secret) => call('saved', keytar.setPassword(KEYCHAIN_SERVICE, accountOf(id, name), secret)),
    get: (id, name) => call('read', keytar.getPassword(KEYCHAIN_SERVICE, accountOf(id, name))),
    delete: async (id, name) => {
      await call('deleted', keytar.deletePassword(KEYCHAIN_SERVICE, accountOf(id, name)));
    },
  };
};

const within = async <Answer>(answer: Promise<Answer>, milliseconds: number): Promise<Answer> => {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new UnansweredError()), milliseconds);
  });
  try {
    return await Promise.race([answer, expired]);
  } finally {
    clearTimeout(timer);
  }
};
