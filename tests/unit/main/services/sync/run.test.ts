import { describe, expect, it } from 'vitest';
import { WHOLE_WINDOW_SCOPE } from '#shared/domain/scope.ts';
import { DAY } from '#shared/domain/workspace.ts';
import { systemClock } from '../../../../../src/main/services/clock.ts';
import {
  BadRequestError,
  InvalidKeyError,
  NetworkError,
  PageTooLargeError,
  ServerError,
} from '../../../../../src/main/services/fini/errors.ts';
import { EMPTY_PAGES_TOLERATED } from '../../../../../src/main/services/sync/advance.ts';
import { planWindows } from '../../../../../src/main/services/sync/plan-windows.ts';
import { DEFAULT_RETRY_POLICY } from '../../../../../src/main/services/sync/retry.ts';
import { WHOLE_WINDOW } from '../../../../support/whole-window.ts';
import { interactionAt } from '../support.ts';
import {
  asking,
  clientOf,
  impatientClock,
  isCatchUp,
  pageAt,
  period,
  recordingStore,
  run,
  window,
} from './run-harness.ts';

describe('a run', () => {
  it('walks the window to its end and delivers every page once, in order', async () => {
    const client = clientOf(({ cursor }) => pageAt(cursor));
    const store = recordingStore();
    const last = await run({ client, store });
    expect(last).toMatchObject({
      state: 'complete',
      fraction: 1,
      pages: 10,
      rows: 30,
      added: 30,
      quarantined: 1,
      requests: 11,
      error: null,
    });
    expect(store.kept.map(({ checkpoint }) => checkpoint.cursor)).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      '9',
      null,
    ]);
    expect(store.kept.at(-1)?.checkpoint).toMatchObject({
      id: window.id,
      complete: true,
      pages: 10,
      rows: 30,
      reachedAt: 0,
    });
    expect(client.queries[0]).toEqual({
      ...WHOLE_WINDOW_SCOPE,
      since: 0,
      until: period.until,
      limit: 100,
      cursor: null,
    });
  });

  it('tells its first and its last state, and grows in between', async () => {
    const store = recordingStore();
    await run({ client: clientOf(({ cursor }) => pageAt(cursor)), store });
    expect(store.told[0]).toMatchObject({ state: 'running', pages: 0, fraction: 0 });
    expect(store.told.at(-1)).toMatchObject({ state: 'complete', pages: 10 });
  });

  it('tells its progress about five times a second, however many pages come', async () => {
    const store = recordingStore();
    const client = clientOf(({ cursor }, request) => ({
      ...pageAt(null),
      hasMore: request < 400,
      nextCursor: `${cursor}+`,
    }));
    const began = performance.now();
    await run({
      client,
      store: {
        ...store,
        putPage: async (page) => {
          await systemClock.wait(2, new AbortController().signal);
          return store.putPage(page);
        },
      },
    });
    const seconds = (performance.now() - began) / 1000;
    expect(store.told.length).toBeLessThanOrEqual(seconds * 5.5 + 3);
    expect(store.told.length).toBeGreaterThan(3);
  });

  it('fetches the next page while one is being stored, and no further', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const client = clientOf(({ cursor }) => pageAt(cursor));
    const store = recordingStore(() => held);
    const running = run({ client, store });
    await systemClock.wait(100, new AbortController().signal);
    expect(client.queries).toHaveLength(2);
    release();
    expect((await running).state).toBe('complete');
  });

  it('never hands over a page while the one before it is not acknowledged', async () => {
    let open = 0;
    let most = 0;
    const store = recordingStore(async () => {
      open += 1;
      most = Math.max(most, open);
      await systemClock.wait(5, new AbortController().signal);
      open -= 1;
    });
    await run({ client: clientOf(({ cursor }) => pageAt(cursor)), store });
    expect(most).toBe(1);
  });

  it('goes on from a checkpoint and counts on from it', async () => {
    const resume = {
      ...window,
      ...WHOLE_WINDOW,
      cursor: '6',
      complete: false,
      pages: 6,
      rows: 18,
      quarantined: 1,
      newestAt: 9 * DAY,
      reachedAt: 4 * DAY,
      updatedAt: 1,
    };
    const client = clientOf(({ cursor }) => pageAt(cursor));
    const store = recordingStore();
    const last = await run({ client, store, request: asking({ unfinished: [resume] }) });
    expect(client.queries.map(({ cursor }) => cursor)).toEqual(['6', '7', '8', '9', null]);
    expect(last).toMatchObject({ state: 'complete', pages: 10, rows: 30, requests: 5, added: 12 });
    expect(store.told[0]?.fraction).toBeCloseTo(0.6);
  });

  it('goes on from the oldest time it reached when Fini no longer knows the place it left off', async () => {
    const resume = {
      ...window,
      ...WHOLE_WINDOW,
      cursor: 'gone',
      complete: false,
      pages: 6,
      rows: 18,
      quarantined: 0,
      reachedAt: 4 * DAY,
      updatedAt: 1,
    };
    const client = clientOf((query) => {
      if (query.cursor === 'gone') throw new BadRequestError(400, 'Invalid cursor');
      return pageAt(query.cursor ?? (isCatchUp(query) ? '0' : '5'));
    });
    expect(await run({ client, store: recordingStore(), request: asking({ unfinished: [resume] }) })).toMatchObject({
      state: 'complete',
    });
    expect(client.queries.slice(0, 3).map(({ cursor, until }) => [cursor, until])).toEqual([
      ['gone', period.until],
      [null, 4 * DAY + 1],
      ['6', 4 * DAY + 1],
    ]);
  });

  it('walks a longer period window by window', async () => {
    const long = { since: 0, until: 200 * DAY };
    const client = clientOf(({ since, until }) => ({
      rows: [interactionAt((until ?? 0) - DAY, `of ${since}`)],
      quarantined: 0,
      hasMore: false,
      nextCursor: null,
    }));
    const store = recordingStore();
    expect(await run({ client, store, request: asking({ period: long }) })).toMatchObject({
      state: 'complete',
      pages: 3,
      rows: 3,
      fraction: 1,
    });
    expect(store.kept.map(({ checkpoint }) => checkpoint.id)).toEqual(
      planWindows(asking({ period: long }), [], 0).map(({ id }) => id),
    );
  });

  it('takes “more” without a cursor for the end once asking again from there brings nothing older', async () => {
    const client = clientOf(() => ({ ...pageAt(null), nextCursor: null }));
    expect(await run({ client, store: recordingStore() })).toMatchObject({ state: 'complete', pages: 3 });
    expect(client.queries[1]).toMatchObject({ cursor: null, until: 9 * DAY + 1 });
  });

  it('begins again where it came to when a page points back, and does not say complete if that leads nowhere', async () => {
    const client = clientOf(({ cursor }) => (cursor === '3' ? { ...pageAt('3'), nextCursor: '1' } : pageAt(cursor)));
    const store = recordingStore();
    const last = await run({ client, store });
    expect(last).toMatchObject({ state: 'interrupted', pages: 25, error: { code: 'repeated-cursor' } });
    expect(store.kept.at(-1)?.checkpoint).toMatchObject({ cursor: '3', complete: false });
  });

  it('asks once more for a page that leads nowhere on the way back, before it goes that way anew', async () => {
    const asked: (string | null)[] = [];
    const client = clientOf(({ cursor }) => {
      asked.push(cursor);
      // The first page that points back makes the walk begin again; the second one stands on the way back.
      const pointsBack =
        (cursor === '3' && !asked.slice(0, -1).includes('3')) || (cursor === '2' && asked.length === 7);
      return pointsBack ? { ...pageAt(cursor), nextCursor: '1' } : pageAt(cursor);
    });
    expect(await run({ client, store: recordingStore() })).toMatchObject({ state: 'complete', error: null });
    expect(asked.slice(0, 9)).toEqual([null, '1', '2', '3', null, '1', '2', '2', '3']);
  });

  it('walks over an empty page, but not over empty pages for ever', async () => {
    const empty = { rows: [], quarantined: 0, hasMore: true };
    const once = clientOf(({ cursor }) => (cursor === '3' ? { ...empty, nextCursor: '4' } : pageAt(cursor)));
    expect(await run({ client: once, store: recordingStore() })).toMatchObject({ state: 'complete', rows: 27 });
    const always = clientOf((_query, request) => ({ ...empty, nextCursor: `c${request}` }));
    expect(await run({ client: always, store: recordingStore() })).toMatchObject({
      state: 'interrupted',
      error: { code: 'unexpected-shape' },
    });
    expect(always.queries).toHaveLength(EMPTY_PAGES_TOLERATED);
  });

  it('waits and asks for the same page again when the network fails, and says so', async () => {
    const client = clientOf(({ cursor }, request) => {
      if (request === 3 || request === 4) throw new NetworkError('fini.example', 'ECONNRESET');
      return pageAt(cursor);
    });
    const store = recordingStore();
    const clock = impatientClock();
    expect(await run({ client, store, clock })).toMatchObject({
      state: 'complete',
      rows: 30,
      requests: 13,
      error: null,
      retryAt: null,
    });
    expect(client.queries.slice(2, 5).map(({ cursor }) => cursor)).toEqual(['2', '2', '2']);
    expect(clock.waits).toEqual([500, 1000]);
    const waiting = store.told.find(({ state }) => state === 'waiting');
    expect(waiting?.error?.code).toBe('network-unreachable');
    expect(waiting?.retryAt).toBeGreaterThan(Date.now() - 10_000);
  });

  it('gives up after a bounded number of failures, keeping what it has', async () => {
    const client = clientOf(({ cursor }) => {
      if (cursor === '5') throw new ServerError(503, null);
      return pageAt(cursor);
    });
    const store = recordingStore();
    const last = await run({ client, store, random: () => 0.3 });
    expect(last).toMatchObject({ state: 'interrupted', pages: 5, error: { code: 'server-error' } });
    expect(client.queries).toHaveLength(5 + DEFAULT_RETRY_POLICY.attempts);
    expect(store.kept.at(-1)?.checkpoint.cursor).toBe('5');
  });

  it('does not try a refused key again', async () => {
    const client = clientOf(() => {
      throw new InvalidKeyError();
    });
    expect(await run({ client, store: recordingStore() })).toMatchObject({
      state: 'interrupted',
      requests: 1,
      error: { code: 'invalid-key' },
    });
  });

  it('asks for fewer rows when a page is too large, and for more again later', async () => {
    const client = clientOf(({ cursor, limit }) => {
      if (cursor === null && limit > 10) throw new PageTooLargeError(1000);
      return pageAt(cursor);
    });
    expect(await run({ client, store: recordingStore() })).toMatchObject({ state: 'complete', rows: 30 });
    expect(client.queries.map(({ limit }) => limit)).toEqual([100, 25, 7, 7, 7, 7, 7, 7, 7, 7, 14, 14, 10]);
  });
});
