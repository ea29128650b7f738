import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { WHOLE_WINDOW_SCOPE } from '#shared/domain/scope.ts';
import type { RequestLimits } from '../../../../../src/main/services/fini/get-json.ts';
import { createHttpClient } from '../../../../../src/main/services/fini/http-client.ts';
import { answerJson, failureOf, interactionAt, serve } from '../support.ts';

const KEY = 'fini_secret_key_0123456789';
const query = { ...WHOLE_WINDOW_SCOPE, since: 1000, until: 2000, limit: 100, cursor: null };
const never = new AbortController().signal;

const list = (
  baseUrl: URL,
  limits: Partial<RequestLimits> = {},
  signal: AbortSignal = never,
  cursor: string | null = null,
) => createHttpClient({ baseUrl, apiKey: KEY, limits }).list({ ...query, cursor }, signal);

describe('the Fini client', () => {
  it('asks for the window with the key in the Authorization header and nowhere else', async () => {
    const { origin, requests } = await serve((_request, response) =>
      answerJson(response, 200, { interactions: [interactionAt(1500, 'a')], hasMore: true, nextCursor: 'c1' }),
    );
    const page = await list(origin, {}, never, 'id & more');
    expect(page).toMatchObject({ hasMore: true, nextCursor: 'c1', quarantined: 0 });
    const [request] = requests;
    expect(request?.method).toBe('GET');
    expect(request?.url).toBe('/v2/hc-interactions/public?since=1000&until=2000&limit=100&cursor=id+%26+more');
    expect(request?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(request?.headers.cookie).toBeUndefined();
  });

  it.each([
    [400, 'bad-request', false],
    [401, 'invalid-key', false],
    [403, 'missing-scope', false],
    [404, 'bad-request', false],
    [408, 'timeout', true],
    [429, 'rate-limited', true],
    [500, 'server-error', true],
    [503, 'server-error', true],
  ])('answers %i with %s', async (status, code, retryable) => {
    const { origin } = await serve((_request, response) =>
      answerJson(response, status, { statusCode: status, message: 'since must be before until', error: 'Error' }),
    );
    expect(await failureOf(list(origin))).toMatchObject({ code, retryable });
  });

  it('quotes what Fini says about a refused request, word for word', async () => {
    const message = 'Time range cannot exceed 90 days';
    const { origin } = await serve((_request, response) => answerJson(response, 400, { statusCode: 400, message }));
    expect((await failureOf(list(origin))).message).toContain(message);
  });

  it('strikes out the key should a server echo it', async () => {
    const { origin } = await serve((request, response) =>
      answerJson(response, 400, { message: `bad header ${request.headers.authorization}` }),
    );
    const error = await failureOf(list(origin));
    expect(error.message).toContain('bad header Bearer [key]');
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain(KEY);
  });

  it.each(['7', new Date(Date.now() + 7000).toUTCString()])('hears Retry-After: %s', async (value) => {
    const { origin } = await serve((_request, response) => answerJson(response, 429, {}, { 'retry-after': value }));
    const { retryAfter } = (await failureOf(list(origin))).details;
    expect(retryAfter).toBeGreaterThan(4000);
    expect(retryAfter).toBeLessThanOrEqual(7000);
  });

  it.each([301, 302, 303, 307, 308])('does not follow a %i, so that the key goes nowhere else', async (status) => {
    const elsewhere = await serve((_request, response) => answerJson(response, 200, { interactions: [] }));
    const { origin } = await serve((_request, response) => {
      response.writeHead(status, { location: elsewhere.origin.href });
      response.end();
    });
    expect(await failureOf(list(origin))).toMatchObject({ code: 'redirect-refused' });
    expect(elsewhere.requests).toHaveLength(0);
  });

  it.each([
    [200, 'text/html', '<html><body>Sign in to the hotel</body></html>'],
    [200, 'application/json', '{"interactions": ['],
    [200, 'application/json', ''],
    [403, 'text/html; charset=utf-8', '<html>Blocked by the firewall</html>'],
  ])('knows that %i %s is not an answer of Fini', async (status, type, body) => {
    const { origin } = await serve((_request, response) => {
      response.writeHead(status, { 'content-type': type });
      response.end(body);
    });
    expect(await failureOf(list(origin))).toMatchObject({ code: 'not-json' });
  });

  it.each([
    ['{"interactions": [{"id": "a"', true],
    ['', true],
    ['<html>Sign in</html>', false],
  ])('may ask again for what came incomplete, not for something else: %s', async (body, retryable) => {
    const { origin } = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(body);
    });
    expect(await failureOf(list(origin))).toMatchObject({ code: 'not-json', retryable });
  });

  it.each([
    [403, 'missing-scope'],
    [404, 'bad-request'],
  ])('tells agents that are refused with %i apart from interactions', async (status, code) => {
    const { origin } = await serve((_request, response) => answerJson(response, status, { message: 'no' }));
    const client = createHttpClient({ baseUrl: origin, apiKey: KEY });
    const failure = await failureOf(client.agents(new AbortController().signal));
    expect(failure).toMatchObject({ code, message: expect.stringContaining('agents and tags') });
  });

  it('says so when nobody listens', async () => {
    const { origin } = await serve((request) => request.socket.destroy());
    expect(await failureOf(list(origin))).toMatchObject({ code: 'network-unreachable', retryable: true });
    expect(await failureOf(list(new URL('http://127.0.0.1:9')))).toMatchObject({
      code: 'network-unreachable',
      details: { host: '127.0.0.1:9' },
    });
  });

  it('waits for an answer only so long', async () => {
    const { origin } = await serve(() => undefined);
    expect(await failureOf(list(origin, { response: 100 }))).toMatchObject({
      code: 'timeout',
      details: { phase: 'response', milliseconds: 100 },
    });
  });

  it('waits for the rest of a body only so long', async () => {
    const { origin } = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"interactions":');
    });
    expect(await failureOf(list(origin, { idle: 100 }))).toMatchObject({ code: 'timeout', details: { phase: 'body' } });
  });

  it('is not kept busy by a body that drips for ever', async () => {
    const { origin } = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    });
    expect(await failureOf(list(origin, { idle: 1000, body: 200 }))).toMatchObject({ code: 'timeout' });
  });

  it('does not read more than its limit, and says how much that is', async () => {
    const { origin } = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(`{"interactions": ["${'x'.repeat(100_000)}"]}`);
    });
    expect(await failureOf(list(origin, { bytes: 50_000 }))).toMatchObject({
      code: 'unexpected-shape',
      details: { largest: 50_000 },
    });
  });

  it('still tells the status when the error’s body is huge', async () => {
    const huge = await serve((_request, response) => answerJson(response, 400, { message: 'x'.repeat(200_000) }));
    expect(await failureOf(list(huge.origin))).toMatchObject({ code: 'bad-request' });
  });

  it('ends at once when it is cancelled, before or in the middle of a body', async () => {
    const { origin } = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{');
    });
    expect(await failureOf(list(origin, {}, AbortSignal.abort()))).toMatchObject({ code: 'cancelled' });
    expect(await failureOf(list(origin, {}, AbortSignal.timeout(50)))).toMatchObject({ code: 'cancelled' });
  });

  it.each([
    ['a refusal', (base: URL) => list(base)],
    ['no connection', () => list(new URL('http://127.0.0.1:9'))],
    [
      'a key that no header can carry',
      (base: URL) => createHttpClient({ baseUrl: base, apiKey: `${KEY}\n` }).list(query, never),
    ],
  ])('keeps the key out of the whole error on %s', async (_name, ask) => {
    const { origin } = await serve((_request, response) => answerJson(response, 401, {}));
    const error = await failureOf(ask(origin));
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain(KEY);
    expect(JSON.stringify(error.serialize())).not.toContain(KEY);
  });
});
