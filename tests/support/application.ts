/** Runs the built application's host, as `npm start -- --web --no-open` does, for tests that drive it in a browser. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const builtEntry = fileURLToPath(new URL('../../out/main/web.js', import.meta.url));

export interface Folders {
  readonly root: string;
  readonly data: string;
  readonly exports: string;
  readonly profile: string;
  remove(): Promise<void>;
}

/** Fresh folders for one installation: data, exports and browser profile, side by side. */
export const makeFolders = async (): Promise<Folders> => {
  const root = await mkdtemp(join(tmpdir(), 'fini-reviewer-'));
  return {
    root,
    data: join(root, 'data'),
    exports: join(root, 'exports'),
    profile: join(root, 'profile'),
    remove: () => rm(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
  };
};

export interface HostOptions {
  readonly folders: Folders;
  /** Where the stand-in API is. */
  readonly apiUrl: string;
  readonly port: number;
  /** The keychain's environment, or null to run without any keychain. */
  readonly keychain: Readonly<Record<string, string>> | null;
  readonly environment?: Readonly<Record<string, string>>;
  /** The program; the built application's when left out. */
  readonly entry?: string;
}

export interface RunningHost {
  /** The address with its token. */
  readonly url: string;
  readonly process: ChildProcess;
  /** Everything it printed, both streams. */
  output(): string;
  /** SIGKILL: what a crash or a power cut leaves. */
  kill(): Promise<void>;
  /** SIGTERM: what quitting does. */
  stop(): Promise<void>;
}

/** Starts a host and waits until it serves. */
export const startHost = async (options: HostOptions): Promise<RunningHost> => {
  const environment: Record<string, string | undefined> = {
    ...process.env,
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
    FINI_API_BASE_URL: options.apiUrl,
    ...options.keychain,
    ...options.environment,
  };
  const child = spawn(
    process.execPath,
    [
      options.entry ?? builtEntry,
      '--no-open',
      '--port',
      String(options.port),
      '--data-dir',
      options.folders.data,
      '--exports-dir',
      options.folders.exports,
    ],
    { env: environment, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const printed: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => printed.push(chunk.toString('utf8')));
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      printed.push(`${line}\n`);
      const ready = /^READY (http:\/\/127\.0\.0\.1:\d+\/#token=\S+)$/u.exec(line);
      if (ready?.[1]) resolve(ready[1]);
    });
    child.once('error', reject);
    void exited.then(() => reject(new Error(`The host ended before it was ready:\n${printed.join('')}`)));
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
  };
  return {
    url,
    process: child,
    output: () => printed.join(''),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
};

/** A port nobody listens on now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('No port.')),
      );
    });
  });
