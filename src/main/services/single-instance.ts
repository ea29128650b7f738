/**
 * One application per data folder. The lock is a listening socket: the system lets go of it when the process dies,
 * however it dies, which a lock file does not do.
 */
import { createHash } from 'node:crypto';
import { realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReviewerError } from '#shared/errors.ts';
import { systemCodeOf } from './disk/storage-errors.ts';

/** Another running application holds this data folder. */
export class SecondInstanceError extends ReviewerError {
  constructor() {
    super({
      code: 'second-instance',
      message: 'Fini Reviewer is already running with this data folder.',
      nextStep: 'Go to the window that is open, or close it first.',
      retryable: true,
      details: {},
    });
  }
}

export interface InstanceLock {
  release(): Promise<void>;
}

/** Linux's abstract sockets and Windows' named pipes leave nothing behind; elsewhere it is a file that may be stale. */
const addressOf = async (dataDirectory: string): Promise<{ readonly path: string; readonly file: boolean }> => {
  const place = await realpath(dataDirectory);
  const name = `fini-reviewer-${createHash('sha256').update(place).digest('hex').slice(0, 32)}`;
  if (process.platform === 'linux') return { path: `\0${name}`, file: false };
  if (process.platform === 'win32') return { path: `\\\\.\\pipe\\${name}`, file: false };
  // Not in the data folder: a socket's path may hold about a hundred bytes.
  return { path: join(tmpdir(), `${name}.sock`), file: true };
};

const listen = (path: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen({ path, exclusive: true }, () => {
      server.unref();
      resolve(server);
    });
  });

const isAnswered = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/**
 * Takes the lock of an existing data folder.
 *
 * @throws SecondInstanceError when another process holds it
 */
export const lockDataDirectory = async (dataDirectory: string): Promise<InstanceLock> => {
  const { path, file } = await addressOf(dataDirectory);
  const take = async (): Promise<Server> => {
    try {
      return await listen(path);
    } catch (error) {
      if (systemCodeOf(error) !== 'EADDRINUSE') throw error;
      if (!file || (await isAnswered(path))) throw new SecondInstanceError();
      await rm(path, { force: true });
      return await listen(path);
    }
  };
  const server = await take().catch((error: unknown) => {
    throw systemCodeOf(error) === 'EADDRINUSE' ? new SecondInstanceError() : error;
  });
  return {
    release: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
