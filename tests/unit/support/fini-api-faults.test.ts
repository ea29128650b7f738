import { createConnection } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { FAULT_KINDS, type Fault, type FaultRule, type FiniApi, startFiniApi } from '../../support/fini-api/index.ts';
import { get, idsOf, interactionsBefore, LIST, type ListAnswer, list, walk } from './make-interactions.ts';

let api: FiniApi | null = null;
afterEach(async () => {
  await api?.stop();
  api = null;
});

/** A server with 25 interactions that makes this fault on its first request. */
const withFault = async (fault: Fault, on: FaultRule['on'] = 0): Promise<FiniApi> => {
  api = await startFiniApi({ interactions: interactionsBefore(Date.now(), 25) });
  api.setFaults({ fault, on });
  return api;
};

const PAGE = { limit: 10 };
const causeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'nothing went wrong';
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    return cause instanceof Error
      ? `${'code' in cause ? String(cause.code) : cause.name} ${cause.message}`
      : String(cause);
  }
};
const soon = (milliseconds: number) => ({ signal: AbortSignal.timeout(milliseconds) });
const rowsAs = (page: ListAnswer): readonly unknown[] => page.interactions;

const tested = new Set<Fault['kind']>();
const fault = (kind: Fault['kind'], what: string, test: () => Promise<void>): void => {
  tested.add(kind);
  it(`${kind}: ${what}`, test);
};

describe('faults of the connection', () => {
  fault('latency', 'answers, but later', async () => {
    const server = await withFault({ kind: 'latency', milliseconds: 200 });
    const before = performance.now();
    await list(server, PAGE);
    expect(performance.now() - before).toBeGreaterThan(190);
  });
  fault('truncated-body', 'ends the connection before all of it came', async () => {
    const server = await withFault({ kind: 'truncated-body' });
    const response = await get(server, LIST, PAGE);
    expect(response.status).toBe(200);
    expect(await causeOf(response.text())).toMatch(/UND_ERR_SOCKET|ECONNRESET|terminated/u);
  });
  fault('slow-body', 'sends so many bytes a second', async () => {
    const server = await withFault({ kind: 'slow-body', bytesPerSecond: 10_000 });
    const before = performance.now();
    const text = await (await get(server, LIST, PAGE)).text();
    expect(JSON.parse(text)).toMatchObject({ hasMore: true });
    const seconds = (performance.now() - before) / 1000;
    expect(text.length / seconds).toBeLessThan(13_000);
  });
  fault('hang-before-headers', 'never answers', async () => {
    const server = await withFault({ kind: 'hang-before-headers' });
    expect(await causeOf(get(server, LIST, PAGE, soon(200)))).toMatch(/TimeoutError|timeout/u);
    expect(server.requests[0]?.status).toBeNull();
  });
  fault('hang-in-body', 'begins the body and never ends it', async () => {
    const server = await withFault({ kind: 'hang-in-body' });
    const response = await get(server, LIST, PAGE, soon(300));
    expect(response.status).toBe(200);
    expect(await causeOf(response.text())).toMatch(/TimeoutError|timeout/u);
  });
  fault('reset', 'resets before the answer', async () => {
    const server = await withFault({ kind: 'reset' });
    expect(await causeOf(get(server, LIST, PAGE))).toContain('ECONNRESET');
  });
  fault('reset-in-body', 'resets in the middle of the answer', async () => {
    const server = await withFault({ kind: 'reset-in-body' });
    const response = await get(server, LIST, PAGE);
    expect(await causeOf(response.text())).toContain('ECONNRESET');
  });
  fault('half-open', 'neither answers nor closes, even after the client has closed its side', async () => {
    const server = await withFault({ kind: 'half-open' });
    const socket = createConnection({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
    let heard = false;
    for (const event of ['data', 'end', 'close', 'error']) socket.on(event, () => (heard = true));
    const request = `GET ${LIST} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${server.key}\r\n\r\n`;
    socket.write(request);
    await new Promise((resolve) => setTimeout(resolve, 150));
    socket.end(request);
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(heard).toBe(false);
    expect(server.requests).toHaveLength(1);
    await server.stop();
    await expect.poll(() => heard).toBe(true);
  });
});

describe('faults of the answer', () => {
  fault('status', 'answers any status in the API’s own shape', async () => {
    const server = await withFault({ kind: 'status', status: 503, message: 'Maintenance', retryAfter: '7' });
    const response = await get(server, LIST, PAGE);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('7');
    expect(await response.json()).toEqual({ statusCode: 503, message: 'Maintenance', error: 'Service Unavailable' });
  });
  fault('html', 'answers a web page with 200', async () => {
    const response = await get(await withFault({ kind: 'html' }), LIST, PAGE);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('<!doctype html>');
  });
  fault('content-type', 'sends the right JSON under another type', async () => {
    const response = await get(await withFault({ kind: 'content-type' }), LIST, PAGE);
    expect(response.headers.get('content-type')).toBe('text/plain');
    expect(await response.json()).toMatchObject({ hasMore: true });
  });
  fault('truncated-json', 'sends a whole body of half the JSON', async () => {
    const text = await (await get(await withFault({ kind: 'truncated-json' }), LIST, PAGE)).text();
    expect(text.length).toBeGreaterThan(100);
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });
  fault('empty-body', 'sends nothing with 200', async () => {
    const response = await get(await withFault({ kind: 'empty-body' }), LIST, PAGE);
    expect([response.status, await response.text()]).toEqual([200, '']);
  });
  fault('redirect', 'leads to another origin, which writes down who follows', async () => {
    const server = await withFault({ kind: 'redirect', status: 301 }, 'every');
    const held = await get(server, LIST, PAGE, { redirect: 'manual' });
    expect(held.status).toBe(301);
    expect(new URL(held.headers.get('location') ?? '').origin).not.toBe(server.url);
    expect(server.violations).toEqual([]);
    await get(server, LIST, PAGE);
    expect(server.violations).toMatchObject([{ reason: 'redirect-followed', path: LIST }]);
  });
  fault('gzip', 'sends the same JSON packed, or damaged', async () => {
    const server = await withFault({ kind: 'gzip' });
    const response = await get(server, LIST, PAGE);
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(await response.json()).toMatchObject({ hasMore: true });
    server.setFaults({ fault: { kind: 'gzip', corrupt: true }, on: 0 });
    expect(await causeOf(get(server, LIST, PAGE).then((broken) => broken.text()))).toMatch(/Z_DATA_ERROR|terminated/u);
  });
  fault('clock-skew', 'dates its answers two days off', async () => {
    const response = await get(await withFault({ kind: 'clock-skew', milliseconds: 172_800_000 }), LIST, PAGE);
    const skew = Date.parse(response.headers.get('date') ?? '') - Date.now();
    expect(Math.abs(skew - 172_800_000)).toBeLessThan(5000);
  });
});

describe('faults of the page', () => {
  fault('repeated-cursor', 'gives the cursor that it was asked with', async () => {
    const server = await withFault({ kind: 'repeated-cursor' }, 1);
    const first = await list(server, PAGE);
    const second = await list(server, { ...PAGE, cursor: first.nextCursor ?? '' });
    expect(second).toMatchObject({ hasMore: true, nextCursor: first.nextCursor });
  });
  fault('empty-with-more', 'has no rows and says there is more', async () => {
    const page = await list(await withFault({ kind: 'empty-with-more' }), PAGE);
    expect(page).toMatchObject({ interactions: [], hasMore: true });
  });
  fault('more-without-cursor', 'says there is more and not where', async () => {
    const page = await list(await withFault({ kind: 'more-without-cursor' }), PAGE);
    expect(page).toMatchObject({ hasMore: true, nextCursor: null });
  });
  fault('rows-not-a-list', 'sends an object in place of the list', async () => {
    const page = await list(await withFault({ kind: 'rows-not-a-list' }), PAGE);
    expect(Array.isArray(page.interactions)).toBe(false);
  });
  fault('rows-move-to-top', 'moves rows that are still to come, which then stand at the top', async () => {
    const server = await withFault({ kind: 'rows-move-to-top', rows: 2 });
    const until = Date.now() + 60_000;
    const seen = idsOf(await walk(server, { ...PAGE, until }));
    expect(seen).toHaveLength(23);
    const again = idsOf(await walk(server, { ...PAGE, until }));
    expect(new Set(again.slice(0, 2))).toEqual(new Set(['row-10', 'row-11']));
    expect(new Set([...seen, ...again]).size).toBe(25);
  });
});

describe('faults of the rows', () => {
  const badRows = [
    ['wrong-types', 1],
    ['missing-id', 1],
    ['date-out-of-range', 5],
    ['not-objects', 4],
  ] as const;
  for (const [kind, count] of badRows) {
    fault(kind, 'adds rows that are nobody’s, beside all the right ones', async () => {
      const server = await withFault({ kind });
      const page = await list(server, PAGE);
      expect(page.interactions).toHaveLength(10 + count);
      const right = rowsAs(page).filter(
        (one) => typeof one === 'object' && one !== null && 'id' in one && String(one.id).startsWith('row-'),
      );
      expect(right).toHaveLength(10);
      expect(server.size).toBe(25);
    });
  }
  fault('duplicate-in-page', 'has every row twice', async () => {
    const page = await list(await withFault({ kind: 'duplicate-in-page' }), PAGE);
    expect(page.interactions).toHaveLength(20);
    expect(new Set(page.interactions.map(({ id }) => id)).size).toBe(10);
  });
  fault('duplicate-across-pages', 'repeats the last rows of the page before', async () => {
    const server = await withFault({ kind: 'duplicate-across-pages', rows: 2 }, 1);
    const pages = await walk(server, PAGE);
    expect(pages[1]?.interactions.slice(0, 3).map(({ id }) => id)).toEqual(['row-8', 'row-9', 'row-10']);
    expect(new Set(idsOf(pages)).size).toBe(25);
  });
  fault('proto-keys', 'makes treacherous keys part of the data', async () => {
    const server = await withFault({ kind: 'proto-keys' });
    const text = await (await get(server, LIST, PAGE)).text();
    expect(text).toContain('"userAttributes":{"__proto__":{"admin":true}');
    expect([...server.lines()][0]).toContain('"__proto__":{"polluted":"yes"}');
    expect(server.size).toBe(25);
  });
  fault('huge-row', 'makes a row of five megabytes part of the data', async () => {
    const server = await withFault({ kind: 'huge-row' });
    const page = await list(server, PAGE);
    expect(JSON.stringify(page.interactions[0]).length).toBeGreaterThan(5_000_000);
    expect(server.size).toBe(25);
  });
  fault('unknown-enums', 'makes unknown values part of the data', async () => {
    const server = await withFault({ kind: 'unknown-enums' });
    const page = await list(server, PAGE);
    expect(page.interactions[0]).toMatchObject({ source: 'carrier-pigeon', status: 'Snoozed until Tuesday' });
    expect(await list(server, PAGE)).toEqual(page);
  });
});

describe('when faults happen', () => {
  it('has a test above for every kind of fault', () => {
    expect([...tested].sort()).toEqual([...FAULT_KINDS].sort());
  });

  it('counts list requests from setFaults on, and takes lists and predicates', async () => {
    const server = await withFault({ kind: 'status', status: 500 }, [0, 2]);
    const status = async (): Promise<number> => (await get(server, LIST, PAGE)).status;
    expect([await status(), await status(), await status(), await status()]).toEqual([500, 200, 500, 200]);
    server.setFaults({ fault: { kind: 'status', status: 502 }, on: ({ endpoint }) => endpoint === 'bots' });
    expect(await status()).toBe(200);
    expect((await get(server, '/v2/bots/public')).status).toBe(502);
  });

  it.each([
    ['first', 0],
    ['middle', 1],
    ['last', 2],
    ['newest', 0],
    ['median', 1],
    ['oldest', 2],
  ] as const)('strikes the %s page once', async (on, index) => {
    const server = await withFault({ kind: 'status', status: 500 }, on);
    let cursor: string | null = null;
    const statuses: number[] = [];
    for (let page = 0; page < 3; page += 1) {
      const response: Response = await get(server, LIST, cursor === null ? PAGE : { ...PAGE, cursor });
      statuses.push(response.status);
      const answer: ListAnswer = response.ok
        ? ((await response.json()) as ListAnswer)
        : await list(server, cursor === null ? PAGE : { ...PAGE, cursor });
      cursor = answer.nextCursor;
    }
    expect(statuses.indexOf(500)).toBe(index);
    expect(statuses.filter((status) => status === 500)).toHaveLength(1);
    expect(cursor).toBeNull();
  });

  it('can make two faults on one answer', async () => {
    const server = await withFault({ kind: 'gzip' });
    server.setFaults({ fault: { kind: 'gzip' }, on: 0 }, { fault: { kind: 'duplicate-in-page' }, on: 0 });
    const response = await get(server, LIST, PAGE);
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(((await response.json()) as ListAnswer).interactions).toHaveLength(20);
  });
});
