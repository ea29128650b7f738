import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenOnRememberedPort, readRememberedPort } from '../../../../src/main/shells/web-port.ts';

/** Ports of this process, below those that systems give out: another run of these tests beside this one has others. */
const FIRST_PORT = 10_000 + (process.pid % 1000) * 20;

let folder: string;
let servers: Server[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fini-port-'));
  servers = [];
});
afterEach(async () => {
  for (const server of servers) server.close();
  await rm(folder, { recursive: true, force: true });
});

const start = async (asked: number | null): Promise<number> => {
  const server = createServer();
  servers.push(server);
  return listenOnRememberedPort(server, folder, asked, FIRST_PORT);
};

const stop = async (): Promise<void> => {
  const server = servers.pop();
  server?.close();
  if (server) await once(server, 'close');
};

/** Another program on a port. */
const occupy = async (port: number): Promise<number> => {
  const server = createServer();
  servers.push(server);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

describe('the port of the page', () => {
  it('is chosen at the first start and kept at later ones', async () => {
    const first = await start(null);
    expect(await readRememberedPort(folder)).toBe(first);
    await stop();
    expect(await start(null)).toBe(first);
  });

  it('is the next free one when another program has it at the first start', async () => {
    const first = await start(null);
    await rm(join(folder, 'web-port.json'));
    expect(await start(null)).toBeGreaterThan(first);
  });

  it('is never changed silently once workspaces belong to it', async () => {
    const first = await start(null);
    await stop();
    await occupy(first);
    await expect(start(null)).rejects.toMatchObject({
      code: 'already-running',
      message: expect.stringContaining(`Port ${first} is in use`),
      nextStep: expect.stringContaining('--port'),
    });
    expect(await readRememberedPort(folder)).toBe(first);
  });

  it('can be given by hand without changing the one that is kept', async () => {
    const first = await start(null);
    await stop();
    const other = await occupy(0);
    await stop();
    expect(await start(other)).toBe(other);
    expect(await readRememberedPort(folder)).toBe(first);
  });

  it('is kept when it was given at the first start', async () => {
    const free = await occupy(0);
    await stop();
    await start(free);
    expect(await readRememberedPort(folder)).toBe(free);
  });

  it('is any free one, and not kept, when 0 is given', async () => {
    expect(await start(0)).toBeGreaterThan(0);
    expect(await readRememberedPort(folder)).toBeNull();
  });

  it('is refused when it was given and is taken', async () => {
    const taken = await occupy(0);
    await expect(start(taken)).rejects.toMatchObject({ code: 'already-running' });
  });

  it('is chosen anew when what was kept cannot be understood', async () => {
    await writeFile(join(folder, 'web-port.json'), '{"port":"80; rm"}');
    const port = await start(null);
    expect(JSON.parse(await readFile(join(folder, 'web-port.json'), 'utf8'))).toEqual({ port });
  });

  it('is bound on the loopback address alone', async () => {
    await start(0);
    const address = servers.at(-1)?.address();
    expect(typeof address === 'object' ? address?.address : address).toBe('127.0.0.1');
  });
});
