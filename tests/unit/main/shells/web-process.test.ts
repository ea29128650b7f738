/** The web shell as a process of its own: what it prints, how it ends, and what a second one is told. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';

const entry = fileURLToPath(new URL('../../../../src/main/web.ts', import.meta.url));
const READY = /^READY (http:\/\/127\.0\.0\.1:(\d+)\/)#token=([\w-]{43})$/u;

let root: string;
let data: string;
let running: ChildProcess[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'fini-web-'));
  data = join(root, 'data');
  running = [];
});
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL');
  await rm(root, { recursive: true, force: true, maxRetries: 10 });
});

const spawnShell = (args: readonly string[], environment: Record<string, string> = {}) => {
  const child = spawn(process.execPath, ['--import', 'tsx', entry, '--no-open', ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  return child;
};

const start = async (args: readonly string[] = []) => {
  const child = spawnShell(['--data-dir', data, '--exports-dir', root, ...args]);
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  await once(reader, 'line');
  const [, origin = '', port = '', token = ''] = READY.exec(lines[0] ?? '') ?? [];
  return { child, lines, origin, port: Number(port), token };
};

/** Runs one that is expected to end by itself. */
const end = async (args: readonly string[], environment?: Record<string, string>) => {
  const child = spawnShell(args, environment);
  const [[code], out, error] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]);
  return { code, out, error };
};

describe('the web shell as a process', () => {
  it('prints one line, serves the page, and ends cleanly when asked', async () => {
    const shell = await start(['--port', '0']);
    const response = await fetch(shell.origin);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<title>Fini Reviewer</title>');
    shell.child.kill('SIGTERM');
    expect(await once(shell.child, 'exit')).toEqual(process.platform === 'win32' ? [null, 'SIGTERM'] : [0, null]);
    expect(shell.lines).toHaveLength(1);
  });

  it('connects a page that has the token to the host', async () => {
    const shell = await start(['--port', '0']);
    const socket = new WebSocket(
      `${shell.origin.replace('http', 'ws')}host`,
      ['fini-reviewer', `token.${shell.token}`],
      {
        origin: shell.origin.slice(0, -1),
      },
    );
    await once(socket, 'open');
    socket.send(JSON.stringify({ t: 'q', i: '1', m: 'appInfo', a: [null] }));
    const [message] = await once(socket, 'message');
    expect(JSON.parse(String(message))).toMatchObject({
      i: '1',
      r: { ok: true, value: { shell: 'web', saveDialog: false, dataFolder: data, exportFolder: root } },
    });
    const closed = once(socket, 'close');
    shell.child.kill('SIGTERM');
    await closed;
  });

  it('makes a data folder that only its owner can open', async () => {
    await start(['--port', '0']);
    if (process.platform !== 'win32') expect((await stat(data)).mode & 0o777).toBe(0o700);
  });

  it('keeps its port, and changes its token, from one start to the next', async () => {
    const first = await start();
    first.child.kill('SIGTERM');
    await once(first.child, 'exit');
    const second = await start();
    expect(second.port).toBe(first.port);
    expect(second.token).not.toBe(first.token);
    expect(JSON.parse(await readFile(join(data, 'web-port.json'), 'utf8'))).toEqual({ port: first.port });
  });

  it('says in a sentence that another instance is running, and ends with 3', async () => {
    await start(['--port', '0']);
    const second = await end(['--data-dir', data]);
    expect(second).toMatchObject({ code: 3, out: '' });
    expect(second.error).toMatch(/already running/u);
    expect(second.error.trim().split('\n')).toHaveLength(1);
  });

  it('starts again after it was killed', async () => {
    const first = await start(['--port', '0']);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    expect((await start(['--port', '0'])).port).toBeGreaterThan(0);
  });

  it('says that its port is taken, and leaves everything as it was', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const refused = await end(['--data-dir', data, '--port', String(port)]);
    other.close();
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.error).toContain(`Port ${port} is in use`);
    expect(await readdir(data)).not.toContain('web-port.json');
  });

  it.each([
    ['an unknown flag', ['--wrong'], {}, /--wrong/u],
    ['an address that is not https', [], { FINI_API_BASE_URL: 'http://example.com' }, /https/u],
  ])('refuses %s in a sentence', async (_, args, environment, sentence) => {
    const refused = await end(['--data-dir', data, '--port', '0', ...args], environment);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.error).toMatch(sentence);
    expect(refused.error).not.toMatch(/^\s+at /mu);
  });
});
