import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Keychain, keychainUnavailable, startKeychain } from '../support/keychain.ts';

const missing = keychainUnavailable();
if (missing !== null) console.warn(`SKIPPED: the real keychain is not tested, because ${missing}.`);

const script = fileURLToPath(new URL('keychain-script.ts', import.meta.url));

const act = async (environment: Readonly<Record<string, string>>, ...given: readonly string[]): Promise<unknown> => {
  const { DBUS_SESSION_BUS_ADDRESS: _bus, DISPLAY: _display, ...rest } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, ...given], {
    env: { ...rest, ...environment },
    timeout: 60_000,
  });
  return JSON.parse(stdout);
};

describe.skipIf(missing !== null)('the real keychain', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fini-keychain-test-'));
  const workspaceId = randomUUID();
  const secret = `fini_${randomUUID()}`;
  let keychain: Keychain;

  beforeAll(async () => {
    keychain = await startKeychain();
  });
  afterAll(async () => {
    await keychain.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is found to work', async () => {
    expect(await act(keychain.environment, 'status', folder)).toEqual({ state: 'ready', kind: 'keychain' });
  });

  it('keeps a key from one process to the next, and nowhere else', async () => {
    await act(keychain.environment, 'set', folder, workspaceId, secret);
    expect(await act(keychain.environment, 'get', folder, workspaceId)).toBe(secret);
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name), 'latin1')).not.toContain(secret);
    for (const name of keychain.folder === null
      ? []
      : readdirSync(keychain.folder, { recursive: true, encoding: 'utf8' }))
      if (name.endsWith('.keyring'))
        expect(readFileSync(join(keychain.folder ?? '', name), 'latin1')).not.toContain(secret);
  });

  it.skipIf(process.platform !== 'linux')('is missed, and the reviewer told, once it cannot be reached', async () => {
    expect(await act({}, 'status', folder)).toMatchObject({
      state: 'unavailable',
      reason: expect.stringContaining('This installation’s keys are in it'),
    });
    expect(await act({}, 'status', join(folder, 'another installation'))).toMatchObject({
      state: 'unavailable',
      reason: expect.not.stringContaining('This installation’s keys are in it'),
    });
  });

  it('forgets a key that is deleted', async () => {
    expect(await act(keychain.environment, 'delete', folder, workspaceId)).toBeNull();
  });
});
