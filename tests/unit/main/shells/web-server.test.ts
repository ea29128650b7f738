/** The loopback server against everything another program or page on this machine may try. */
import { once } from 'node:events';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Port } from '#shared/rpc/port.ts';
import { listPageFiles } from '../../../../src/main/shells/page-files.ts';
import { newToken } from '../../../../src/main/shells/web-access.ts';
import { createWebServer, REPLACED, type WebServer } from '../../../../src/main/shells/web-server.ts';
import { makePageFolder, type PageFolder, SECRET } from './page-folder.ts';

let folder: PageFolder;
let server: WebServer;
let token: string;
let port: number;
let connected: Port[];

beforeEach(async () => {
  folder = await makePageFolder();
  token = newToken();
  connected = [];
  server = createWebServer({
    files: await listPageFiles(folder.directory),
    token,
    onConnect: (page) => connected.push(page),
  });
  server.http.listen(0, '127.0.0.1');
  await once(server.http, 'listening');
  const address = server.http.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});

afterEach(async () => {
  await server.close();
  await folder.remove();
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const ask = async (
  path: string,
  options: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> => {
  const asked = request({
    host: '127.0.0.1',
    port,
    path,
    method: options.method ?? 'GET',
    headers: options.headers ?? {},
    agent: false,
  });
  asked.end();
  const [response] = await once(asked, 'response');
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
};

/** The first line of the answer to bytes sent as they are. */
const askRaw = async (bytes: string): Promise<string> => {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.end(bytes);
  return (await text(socket)).split('\r\n')[0] ?? '';
};

describe('the page’s files', () => {
  it('are served with their type and the page’s policy', async () => {
    const answer = await ask('/');
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('<title>Page</title>');
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(answer.headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
        `connect-src 'self' ws://127.0.0.1:${port}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
  });

  it('are served whatever the query is', async () => {
    expect((await ask('/index.html?utm=1')).status).toBe(200);
  });

  it('may be kept by the browser only when their name holds their hash', async () => {
    expect((await ask('/assets/index-a1b2.js')).headers['cache-control']).toContain('immutable');
    expect((await ask('/icon.svg')).headers['cache-control']).toBe('no-store');
  });

  it('answer HEAD without a body', async () => {
    const answer = await ask('/index.html', { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-length']).toBe('34');
    expect(answer.body).toBe('');
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])('refuse %s', async (method) => {
    const answer = await ask('/', { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('GET, HEAD');
    expect(answer.body).toBe('');
  });

  it.each([
    '/../main/web.js',
    '/assets/../../main/web.js',
    '/assets/..%2f..%2fmain/web.js',
    '/%2e%2e/main/web.js',
    '/%252e%252e/main/web.js',
    '/..\\main\\web.js',
    '/assets/..%5c..%5cmain%5cweb.js',
    '//main/web.js',
    '/./index.html',
    '/assets/',
    '/assets',
    '/assets/index-a1b2.js.map',
    '/assets/index-a1b2.js/',
    '/assets/index-a1b2.js%00.html',
    '/assets/link.js',
    '/.hidden.js',
    '/INDEX.HTML',
    '/host',
    '/__proto__',
    '/constructor',
  ])('do not include %s', async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain(SECRET);
  });

  it('are not served for an absolute address of elsewhere', async () => {
    const line = await askRaw(
      `GET http://example.com/ HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`,
    );
    expect(line).toContain('404');
  });
});

describe('the Host header', () => {
  it.each(['localhost', 'example.com', '127.0.0.1', '[::1]', '127.0.0.1.example.com', '0.0.0.0'])(
    'is refused when it is %s',
    async (name) => {
      expect((await ask('/', { headers: { Host: name } })).status).toBe(421);
      expect((await ask('/', { headers: { Host: `${name}:${name === '127.0.0.1' ? port + 1 : port}` } })).status).toBe(
        421,
      );
    },
  );

  it('has to be there', async () => {
    expect(await askRaw('GET / HTTP/1.0\r\n\r\n')).toContain('421');
  });
});

describe('the Origin header', () => {
  it('may be the page’s own', async () => {
    expect((await ask('/', { headers: { Origin: `http://127.0.0.1:${port}` } })).status).toBe(200);
  });

  it.each(['https://example.com', 'null', 'http://127.0.0.1', 'http://localhost', 'file://'])(
    'is refused when it is %s',
    async (origin) => {
      expect((await ask('/', { headers: { Origin: origin } })).status).toBe(403);
    },
  );
});

interface Attempt {
  readonly path?: string;
  readonly host?: string;
  readonly origin?: string | null;
  readonly protocols?: string[];
}

const dial = (attempt: Attempt = {}): WebSocket => {
  const origin = attempt.origin === undefined ? `http://127.0.0.1:${port}` : attempt.origin;
  return new WebSocket(
    `ws://127.0.0.1:${port}${attempt.path ?? '/host'}`,
    attempt.protocols ?? ['fini-reviewer', `token.${token}`],
    {
      ...(origin === null ? {} : { origin }),
      ...(attempt.host === undefined ? {} : { headers: { Host: attempt.host } }),
    },
  );
};

const statusOf = async (attempt: Attempt): Promise<number> => {
  const socket = dial(attempt);
  socket.on('error', () => undefined);
  const [, response] = await once(socket, 'unexpected-response');
  socket.terminate();
  return response.statusCode;
};

describe('the WebSocket', () => {
  it('opens for the page with the token, and never sends the token back', async () => {
    const socket = dial();
    const [[response]] = await Promise.all([once(socket, 'upgrade'), once(socket, 'open')]);
    expect(socket.protocol).toBe('fini-reviewer');
    expect(JSON.stringify(response.headers)).not.toContain(token);
    expect(response.headers['sec-websocket-extensions']).toBeUndefined();
    expect(connected).toHaveLength(1);
    expect(server.connected()).toBe(true);
    socket.close();
  });

  it.each<[string, () => Attempt, number]>([
    ['another page asks', () => ({ origin: 'https://example.com' }), 403],
    ['a sandboxed page asks', () => ({ origin: 'null' }), 403],
    ['a page on another port asks', () => ({ origin: `http://127.0.0.1:${port + 1}` }), 403],
    ['a page by another name asks', () => ({ origin: `http://localhost:${port}` }), 403],
    ['no page asks', () => ({ origin: null }), 403],
    ['the host is another name', () => ({ host: `localhost:${port}` }), 421],
    ['the path is another', () => ({ path: '/' }), 404],
    ['the path goes on', () => ({ path: '/host/more' }), 404],
    ['there is no token', () => ({ protocols: ['fini-reviewer'] }), 401],
    ['there is no subprotocol at all', () => ({ protocols: [] }), 401],
    ['the token is wrong', () => ({ protocols: ['fini-reviewer', `token.${newToken()}`] }), 401],
    ['the token is empty', () => ({ protocols: ['fini-reviewer', 'token.'] }), 401],
    ['the token is cut short', () => ({ protocols: ['fini-reviewer', `token.${token.slice(0, -1)}`] }), 401],
    ['the token is longer', () => ({ protocols: ['fini-reviewer', `token.${token}A`] }), 401],
    [
      'several tokens are tried at once',
      () => ({ protocols: ['fini-reviewer', `token.${newToken()}`, `token.${token}`] }),
      401,
    ],
    ['only the token is offered', () => ({ protocols: [`token.${token}`] }), 401],
    ['the token is in the address', () => ({ path: `/host?token=${token}`, protocols: ['fini-reviewer'] }), 401],
  ])('is refused when %s', async (_, attempt, status) => {
    expect(await statusOf(attempt())).toBe(status);
    expect(connected).toHaveLength(0);
    expect(server.connected()).toBe(false);
  });

  it('gives its place to a newer page', async () => {
    const first = dial();
    await once(first, 'open');
    const closed = once(first, 'close');
    const second = dial();
    await once(second, 'open');
    const [code, reason] = await closed;
    expect(code).toBe(REPLACED);
    expect(String(reason)).toBe('replaced');
    expect(second.readyState).toBe(WebSocket.OPEN);
    expect(server.connected()).toBe(true);
    second.close();
    await expect.poll(() => server.connected()).toBe(false);
  });

  it('is not taken over by someone without the token', async () => {
    const first = dial();
    await once(first, 'open');
    expect(await statusOf({ protocols: ['fini-reviewer', 'token.guess'] })).toBe(401);
    expect(first.readyState).toBe(WebSocket.OPEN);
    first.close();
  });

  it.each([
    ['bytes', Buffer.from([1, 2, 3])],
    ['text that is not JSON', '{"t":'],
  ])('is closed by %s', async (_, data) => {
    const socket = dial();
    await once(socket, 'open');
    connected[0]?.onMessage(() => undefined);
    socket.send(data);
    const [code] = await once(socket, 'close');
    expect(code).toBe(1003);
  });

  it('is closed by a message too large to be one of ours', async () => {
    const socket = dial();
    await once(socket, 'open');
    connected[0]?.onMessage(() => undefined);
    socket.on('error', () => undefined);
    socket.send(Buffer.alloc(65 * 1024 * 1024, 0x20));
    const [code] = await once(socket, 'close');
    expect([1006, 1009]).toContain(code);
    await expect.poll(() => server.connected()).toBe(false);
  });

  it('is told when the server goes', async () => {
    const socket = dial();
    await once(socket, 'open');
    const closed = once(socket, 'close');
    await server.close();
    expect((await closed)[0]).toBe(1001);
  });
});

describe('the token', () => {
  it('holds 256 random bits in characters a subprotocol may hold', () => {
    const tokens = new Set(Array.from({ length: 100 }, newToken));
    expect(tokens.size).toBe(100);
    for (const value of tokens) expect(value).toMatch(/^[\w-]{43}$/u);
  });
});
