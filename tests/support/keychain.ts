/**
 * A real OS keychain for tests: a private D-Bus session with an unlocked gnome-keyring whose files live in a temporary
 * folder. On macOS and Windows the machine's own keychain is used as it is.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Keychain {
  /** Environment a process needs to reach this keychain. */
  readonly environment: Readonly<Record<string, string>>;
  /** Folder the keyring's files are in; null where the system's own keychain is used. */
  readonly folder: string | null;
  stop(): Promise<void>;
}

const has = (command: string): boolean => spawnSync('which', [command], { stdio: 'ignore' }).status === 0;

/** Why there is no keychain to test with, or null when there is one. */
export const keychainUnavailable = (): string | null => {
  if (process.platform !== 'linux') return null;
  const missing = ['dbus-daemon', 'gnome-keyring-daemon'].filter((command) => !has(command));
  return missing.length === 0 ? null : `${missing.join(' and ')} not installed`;
};

/** Starts a keychain, or reaches the one of the system. `folder` lets a second start find what the first one kept. */
export const startKeychain = async (folder?: string): Promise<Keychain> => {
  if (process.platform !== 'linux') return { environment: {}, folder: null, stop: async () => {} };

  const home = folder ?? (await mkdtemp(join(tmpdir(), 'fini-keychain-')));
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const address = await firstLine(bus);
  const environment = { DBUS_SESSION_BUS_ADDRESS: address, XDG_DATA_HOME: home, XDG_RUNTIME_DIR: home };
  // Not in the foreground: the starting process then ends once the daemon serves, and the daemon ends itself when the
  // bus it serves goes away.
  const keyring = spawn('gnome-keyring-daemon', ['--unlock', '--components=secrets'], {
    env: { ...process.env, ...environment },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  keyring.stdin?.end('test\n');
  await new Promise<void>((resolve, reject) => {
    keyring.once('error', reject);
    keyring.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`The keyring did not start: ${code}.`))));
  });

  return {
    environment,
    folder: home,
    stop: async () => {
      await ended(bus);
      if (folder === undefined) await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};

const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    if (!child.stdout) throw new Error('The process has no output to wait for.');
    const lines = createInterface({ input: child.stdout });
    const timer = setTimeout(() => reject(new Error(`${child.spawnfile} said nothing for 10 s.`)), 10_000);
    lines.once('line', (line) => {
      clearTimeout(timer);
      resolve(line.trim());
    });
    child.once('error', reject);
    lines.once('close', () => reject(new Error(`${child.spawnfile} ended without a word.`)));
  });

const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGKILL');
  await exit;
};
