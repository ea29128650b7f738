import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createKeychainOpener } from '../../../../../src/main/services/vault/keychain-once.ts';
import { type Keytar, openKeychainVault } from '../../../../../src/main/services/vault/keychain-vault.ts';
import { failureOf } from '../support.ts';

/** Stands for the operating system, which is the injected edge here; the real keychain is tried in tests/integration. */
const keychainOf = (overrides: Partial<Keytar> = {}): Keytar & { readonly kept: Map<string, string> } => {
  const kept = new Map<string, string>();
  return {
    kept,
    setPassword: async (service, account, password) => {
      kept.set(`${service}/${account}`, password);
    },
    getPassword: async (service, account) => kept.get(`${service}/${account}`) ?? null,
    deletePassword: async (service, account) => kept.delete(`${service}/${account}`),
    ...overrides,
  };
};
const quick = { probe: 50, call: 50 };
const hang = (): Promise<never> => new Promise(() => undefined);

describe('the keychain', () => {
  it('is tried before it is trusted, and the trial leaves nothing behind', async () => {
    const keychain = keychainOf();
    const vault = await openKeychainVault(async () => keychain, quick);
    expect(keychain.kept.size).toBe(0);
    await vault.set('w', 'api-key', 'fini_1');
    expect([...keychain.kept]).toEqual([['Fini Reviewer/w:api-key', 'fini_1']]);
    expect(await vault.get('w', 'api-key')).toBe('fini_1');
    await vault.delete('w', 'api-key');
    await vault.delete('w', 'api-key');
    expect(await vault.get('w', 'api-key')).toBeNull();
  });

  it.each([
    [
      'its module does not load',
      () => Promise.reject(new Error('libsecret-1.so.0: cannot open')),
      'module does not load',
    ],
    [
      'there is no bus',
      async () =>
        keychainOf({ setPassword: () => Promise.reject(new Error('Cannot autolaunch D-Bus without X11 $DISPLAY')) }),
      'D-Bus cannot be reached',
    ],
    [
      'there is no service',
      async () =>
        keychainOf({
          getPassword: () =>
            Promise.reject(new Error('The name org.freedesktop.secrets was not provided by any .service files')),
        }),
      'no keychain service is installed',
    ],
    ['it never answers', async () => keychainOf({ setPassword: hang }), 'did not answer in time'],
    ['loading never ends', hang, 'module does not load'],
    ['it forgets', async () => keychainOf({ getPassword: async () => null }), 'does not give back'],
  ])('is unusable when %s, and says why', async (_when, load, reason) => {
    const error = await failureOf(openKeychainVault(load, quick));
    expect(error).toMatchObject({ code: 'no-keychain' });
    expect(error.message).toContain(reason);
  });

  it('may refuse later, which is another error and does not quote it', async () => {
    const keychain = keychainOf();
    const vault = await openKeychainVault(async () => keychain, quick);
    keychain.setPassword = (_service, _account, password) => Promise.reject(new Error(`denied for ${password}`));
    const error = await failureOf(vault.set('w', 'api-key', 'fini_secret'));
    expect(error).toMatchObject({ code: 'keychain-denied', details: { doing: 'saved', reason: 'access was denied' } });
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain('fini_secret');
    keychain.getPassword = hang;
    expect(await failureOf(vault.get('w', 'api-key'))).toMatchObject({ code: 'keychain-denied' });
  });

  it('is not asked again while it owes an answer', async () => {
    let answer = (): void => undefined;
    let calls = 0;
    const keychain = keychainOf();
    const stuck: Keytar = {
      ...keychain,
      setPassword: (...given) => {
        calls += 1;
        if (calls > 1) return keychain.setPassword(...given);
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
    };
    const open = createKeychainOpener(async () => stuck, quick);
    expect(await failureOf(open())).toMatchObject({ code: 'no-keychain' });
    expect(await failureOf(open())).toMatchObject({ code: 'no-keychain' });
    expect(calls).toBe(1);
    answer();
    await delay(10);
    expect((await open()).kind).toBe('keychain');
  });
});
