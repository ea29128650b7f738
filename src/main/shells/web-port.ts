/**
 * Which port the page is served on. IndexedDB belongs to the origin, and the port is part of it: the first start
 * chooses, later starts keep.
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import { PortTakenError } from './shell-errors.ts';

const FIRST_PORT = 47_615;
const CANDIDATES = 20;
export const LOOPBACK = '127.0.0.1';

const rememberedSchema = z.object({ port: z.number().int().min(1024).max(65_535) });

const fileIn = (dataDirectory: string): string => join(dataDirectory, 'web-port.json');

/** The port of the first start, or null. A file that cannot be understood counts as none. */
export const readRememberedPort = async (dataDirectory: string): Promise<number | null> => {
  try {
    const parsed = rememberedSchema.safeParse(JSON.parse(await readFile(fileIn(dataDirectory), 'utf8')));
    return parsed.success ? parsed.data.port : null;
  } catch {
    return null;
  }
};

const remember = async (dataDirectory: string, port: number): Promise<void> => {
  const temporary = `${fileIn(dataDirectory)}.${process.pid}`;
  await writeFile(temporary, `${JSON.stringify({ port })}\n`, { mode: 0o600 });
  await rename(temporary, fileIn(dataDirectory));
};

/**
 * Binds the server to 127.0.0.1 and answers the port it got.
 *
 * @param asked `--port`, or null
 * @param first where the search for a free port begins when none is asked for or remembered
 * @throws PortTakenError
 */
export const listenOnRememberedPort = async (
  server: Server,
  dataDirectory: string,
  asked: number | null,
  first = FIRST_PORT,
): Promise<number> => {
  const remembered = await readRememberedPort(dataDirectory);
  const fixed = asked ?? remembered;
  if (fixed !== null) {
    const port = await listen(server, fixed);
    if (port === null) throw new PortTakenError(fixed, asked === null);
    // A port given by hand becomes the folder's own only when it has none yet.
    if (remembered === null && asked !== 0) await remember(dataDirectory, port);
    return port;
  }
  for (let candidate = first; candidate < first + CANDIDATES; candidate += 1) {
    const port = await listen(server, candidate);
    if (port === null) continue;
    await remember(dataDirectory, port);
    return port;
  }
  throw new PortTakenError(first, false);
};

/** Null when the port is taken. */
const listen = (server: Server, port: number): Promise<number | null> =>
  new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      server.off('listening', onListening);
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(null);
      else reject(error);
    };
    const onListening = (): void => {
      server.off('error', onError);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    };
    server.once('error', onError);
    server.once('listening', onListening);
    server.listen({ host: LOOPBACK, port, exclusive: true });
  });
