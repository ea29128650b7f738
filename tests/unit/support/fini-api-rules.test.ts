import { afterEach, describe, expect, it } from 'vitest';
import { type FiniApi, type FiniApiOptions, startFiniApi } from '../../support/fini-api/index.ts';
import { createRateLimiter } from '../../support/fini-api/rate-limiter.ts';
import { get, interactionAt, interactionsBefore, LIST, list } from './make-interactions.ts';

const DAY = 86_400_000;

let api: FiniApi | null = null;
const start = async (options: Partial<FiniApiOptions> = {}): Promise<FiniApi> => {
  api = await startFiniApi({ interactions: interactionsBefore(Date.now(), 5), ...options });
  return api;
};
afterEach(async () => {
  await api?.stop();
  api = null;
});

describe('the rules of the list', () => {
  const now = Date.now();
  it.each([
    ['a window that ends before it begins', { since: now, until: now - 1 }, 'since must be less than until'],
    ['an empty window', { since: now, until: now }, 'since must be less than until'],
    ['a window of more than 90 days', { since: now - 90 * DAY - 1, until: now }, 'must not exceed 90 days'],
    ['a limit of 0', { limit: 0 }, 'limit must not be less than 1'],
    ['a limit of 101', { limit: 101 }, 'limit must not be greater than 100'],
    ['a limit in words', { limit: 'ten' }, 'limit must be an integer number'],
    ['a time as text', { since: '2026-08-02' }, 'since must be an integer number'],
    ['another direction', { direction: 'sideways' }, 'direction must be one of the following values'],
    ['a cursor it did not give', { cursor: 'made-up' }, 'cursor must be a nextCursor or prevCursor'],
  ])('refuses %s and quotes the rule', async (_, query, message) => {
    const response = await get(await start(), LIST, query);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      statusCode: 400,
      message: expect.stringContaining(message),
      error: 'Bad Request',
    });
  });

  it('takes a window of exactly 90 days', async () => {
    expect((await get(await start(), LIST, { since: now - 90 * DAY, until: now })).status).toBe(200);
  });

  it('calls the rows conversations when told to', async () => {
    const response = await get(await start({ conversationsKey: true }), LIST);
    expect(Object.keys((await response.json()) as object)).toEqual([
      'conversations',
      'hasMore',
      'nextCursor',
      'prevCursor',
    ]);
  });
});

describe('keys', () => {
  it('answers 401 without a key or with a wrong one', async () => {
    const server = await start();
    for (const authorization of ['', 'Bearer fini_wrong', `Basic ${server.key}`]) {
      const response = await get(server, LIST, {}, { headers: { authorization } });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ statusCode: 401, error: 'Unauthorized' });
    }
  });

  it('answers 403 to a key without the scope and to one of another workspace', async () => {
    const server = await start({
      keys: [
        { key: 'fini_ok' },
        { key: 'fini_scope', access: 'no-scope' },
        { key: 'fini_other', access: 'other-workspace' },
      ],
    });
    const ask = (key: string) => get(server, LIST, {}, { headers: { authorization: `Bearer ${key}` } });
    expect((await ask('fini_ok')).status).toBe(200);
    expect((await ask('fini_scope')).status).toBe(403);
    expect((await ask('fini_other')).status).toBe(403);
    expect(server.requests.map(({ key }) => key)).toEqual([0, 1, 2]);
  });
});

describe('the other endpoints', () => {
  it('answers one interaction, and 500 for an unknown id', async () => {
    const server = await start();
    const one = await get(server, '/v2/hc-interactions/row-2/public');
    expect(await one.json()).toMatchObject({ id: 'row-2' });
    const unknown = await get(server, '/v2/hc-interactions/nobody/public');
    expect(unknown.status).toBe(500);
    expect(await unknown.json()).toMatchObject({ statusCode: 500 });
  });

  it('answers agents, tag groups and tags', async () => {
    const tags = [
      { id: 't1', name: 'Refund', groupId: 'g1' },
      { id: 't2', name: 'Login', groupId: 'g2' },
      { id: 't3', name: 'vip', groupId: null },
    ];
    const at = Date.now() - 1000;
    const event = { id: 'e', createdAt: at, role: 'user', type: 'message', message: 'Hello', tags };
    const server = await start({ interactions: [interactionAt('tagged', at, { events: [event] })] });
    const json = async (path: string, query = {}): Promise<unknown> => (await get(server, path, query)).json();

    expect(await json('/v2/bots/public')).toContainEqual(expect.objectContaining({ name: 'Support' }));
    expect(await json('/v2/tag-groups/public')).toMatchObject([{ id: 'g1' }, { id: 'g2' }]);
    expect(await json('/v2/tag-groups/g1/tags/public')).toMatchObject([
      { id: 't1', tagGroupId: 'g1', tagName: 'Refund' },
    ]);
    expect(await json('/v2/tag-groups/tags/public', { tagGroupIds: ['g1', 'g2'] })).toHaveLength(2);
    // Csv is not a list here: it is one unknown id.
    expect(await json('/v2/tag-groups/tags/public', { tagGroupIds: 'g1,g2' })).toEqual([]);
    expect(server.violations).toEqual([]);
  });
});

describe('what is written down', () => {
  it('records every request without the key', async () => {
    const server = await start();
    await list(server, { limit: 2, source: ['zendesk', 'api'] });
    expect(server.requests).toEqual([
      {
        method: 'GET',
        path: LIST,
        query: { limit: ['2'], source: ['zendesk', 'api'] },
        at: expect.any(Number),
        key: 0,
        status: 200,
        page: { ids: ['row-0', 'row-1'], nextCursor: 'row-1' },
        faults: [],
      },
    ]);
    expect(JSON.stringify(server.requests)).not.toContain(server.key);
  });

  it.each(['DELETE', 'POST', 'PUT', 'PATCH'])(
    'records %s on the list as a violation and changes nothing',
    async (method) => {
      const server = await start();
      expect((await get(server, LIST, {}, { method })).status).toBe(405);
      expect(server.violations).toMatchObject([{ reason: 'not-get', method, path: LIST, withKey: true }]);
      expect(server.size).toBe(5);
    },
  );

  it('records an unknown path and a key in the address', async () => {
    const server = await start();
    await get(server, '/v2/users/public');
    await get(server, LIST, { token: server.key });
    expect(server.violations.map(({ reason }) => reason)).toEqual(['unknown-path', 'key-in-url']);
    expect(JSON.stringify(server.requests)).not.toContain(server.key);
  });
});

describe('the limit', () => {
  it('admits 100 requests in any 60 seconds for each key', () => {
    const limiter = createRateLimiter({});
    for (let index = 0; index < 100; index += 1) expect(limiter.admit('a', 1000 + index)).toBeNull();
    expect(limiter.admit('a', 2000)).toBe(59_000);
    expect(limiter.admit('b', 2000)).toBeNull();
    expect(limiter.admit('a', 60_999)).toBe(1);
    expect(limiter.admit('a', 61_000)).toBeNull();
    expect(limiter.admit('a', 61_000)).toBe(1);
  });

  it('goes on refusing who goes on asking, when refusals count', () => {
    const limiter = createRateLimiter({ requests: 1, windowMs: 1000, countRefused: true });
    expect(limiter.admit('a', 0)).toBeNull();
    expect(limiter.admit('a', 900)).toBe(1000);
    expect(limiter.admit('a', 1100)).toBe(1000);
    expect(limiter.admit('a', 2100)).toBeNull();
  });

  it('answers 429 without Retry-After unless told to send one', async () => {
    const server = await start({ rateLimit: { requests: 1 } });
    expect((await get(server, LIST)).status).toBe(200);
    const refused = await get(server, LIST);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBeNull();
    expect(await refused.json()).toMatchObject({ statusCode: 429, error: 'Too Many Requests' });
  });

  it.each(['seconds', 'date'] as const)('sends Retry-After in %s', async (retryAfter) => {
    const server = await start({ rateLimit: { requests: 1, windowMs: 30_000, retryAfter } });
    await get(server, LIST);
    const header = (await get(server, LIST)).headers.get('retry-after') ?? '';
    const seconds = retryAfter === 'seconds' ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
    expect(seconds).toBeGreaterThan(25);
    expect(seconds).toBeLessThanOrEqual(31);
  });
});

describe('stopping', () => {
  it('comes back on the same port with all it held', async () => {
    const server = await start();
    await list(server);
    await server.stop();
    await expect(get(server, LIST)).rejects.toThrow();
    await server.restart();
    expect((await list(server)).interactions).toHaveLength(5);
    expect(server.requests).toHaveLength(2);
  });
});
