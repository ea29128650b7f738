import { describe, expect, it } from 'vitest';
import { WHOLE_SCOPE, WHOLE_WINDOW_SCOPE } from '#shared/domain/scope.ts';
import type { PageDelivery, RunReport, SyncProgress, SyncRequest, WindowCheckpoint } from '#shared/domain/sync.ts';
import { DAY } from '#shared/domain/workspace.ts';
import { CancelledError, DisconnectedError } from '#shared/errors.ts';
import { type Clock, systemClock } from '../../../../../src/main/services/clock.ts';
import type { FetchedPage, FiniClient, ListQuery } from '../../../../../src/main/services/fini/client.ts';
import {
  BadRequestError,
  InvalidKeyError,
  NetworkError,
  PageTooLargeError,
  ServerError,
} from '../../../../../src/main/services/fini/errors.ts';
import { EMPTY_PAGES_TOLERATED } from '../../../../../src/main/services/sync/advance.ts';
import { createUnpaced } from '../../../../../src/main/services/sync/key-pacer.ts';
import { createNewerRows } from '../../../../../src/main/services/sync/newer-rows.ts';
import { planWindows } from '../../../../../src/main/services/sync/plan-windows.ts';
import { DEFAULT_RETRY_POLICY } from '../../../../../src/main/services/sync/retry.ts';
import { type PageStore, type RunOptions, runSync } from '../../../../../src/main/services/sync/run.ts';
import { WHOLE_WINDOW } from '../../../../support/whole-window.ts';
import { interactionAt } from '../support.ts';

const period = { since: 0, until: 10 * DAY };
const asking = (changes: Partial<SyncRequest> = {}): SyncRequest => ({
  period,
  openEnded: false,
  floor: null,
  scope: WHOLE_SCOPE,
  unfinished: [],
  recheck: [],
  older: [],
  unfinishedOnly: false,
  ...changes,
});
const [window] = planWindows(asking(), [], 0);
if (!window) throw new Error('There is always a window.');

/** What a run asks for last: whether anything moved to the top of the window. */
const isCatchUp = ({ limit }: ListQuery): boolean => limit === 10;

/** Ten pages of three rows, one a day, newest first; the cursor is the number of the page. */
const PAGES = 10;
const pageAt = (cursor: string | null): FetchedPage => {
  const index = Number(cursor ?? 0);
  const at = period.until - (index + 1) * DAY;
  const last = index === PAGES - 1;
  return {
    rows: [1, 2, 3].map((n) => interactionAt(at, `${index}-${n}`)),
    quarantined: index === 4 ? 1 : 0,
    hasMore: !last,
    nextCursor: last ? null : String(index + 1),
  };
};

type Answer = (query: ListQuery, request: number, signal: AbortSignal) => FetchedPage | Promise<FetchedPage>;

const clientOf = (answer: Answer): FiniClient & { readonly queries: ListQuery[] } => {
  const queries: ListQuery[] = [];
  return {
    queries,
    list: async (query, signal) => {
      queries.push(query);
      return answer(query, queries.length, signal);
    },
    agents: async () => [],
    tagGroups: async () => [],
    tags: async () => [],
  };
};

/** Keeps what it is given, in order, after as long as `store` takes. */
const recordingStore = (store: (page: PageDelivery) => Promise<void> = async () => undefined) => {
  const kept: PageDelivery[] = [];
  const told: SyncProgress[] = [];
  const reports: RunReport[] = [];
  const windows = new Map<string, WindowCheckpoint>();
  const pages: PageStore = {
    putPage: async (page) => {
      await store(page);
      kept.push(page);
      windows.set(page.checkpoint.id, page.checkpoint);
      return { added: page.rows.length, changed: 0, unchanged: 0 };
    },
    putWindows: async ({ put }) => {
      for (const one of put) windows.set(one.id, one);
    },
    putReport: async ({ report }) => {
      reports.push(report);
    },
    syncProgress: async (progress) => {
      told.push(progress);
    },
  };
  return { ...pages, kept, told, reports, windows };
};

/** Waits pass at once; they are written down. */
const impatientClock = (): Clock & { readonly waits: number[] } => {
  const waits: number[] = [];
  return {
    ...systemClock,
    waits,
    wait: async (milliseconds, signal) => {
      if (milliseconds === 2000) return systemClock.wait(milliseconds, signal);
      waits.push(milliseconds);
      await systemClock.wait(1, signal);
    },
  };
};

const run = (overrides: Partial<RunOptions> & Pick<RunOptions, 'client' | 'store'>): Promise<SyncProgress> =>
  runSync({
    runId: 'run-1',
    workspaceId: 'workspace-1',
    request: asking(),
    pacer: createUnpaced(),
    clock: impatientClock(),
    random: () => 0.5,
    signal: new AbortController().signal,
    ...overrides,
  });

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
    expect(last).toMatchObject({ state: 'interrupted', pages: 24, error: { code: 'repeated-cursor' } });
    expect(store.kept.at(-1)?.checkpoint).toMatchObject({ cursor: '3', complete: false });
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

  it('stops when it is told to, also while it waits to try again', async () => {
    const stop = new AbortController();
    const client = clientOf(() => {
      throw new NetworkError('fini.example', null);
    });
    setTimeout(() => stop.abort(), 50);
    const last = await run({
      client,
      store: recordingStore(),
      clock: systemClock,
      random: () => 0.999,
      signal: stop.signal,
    });
    expect(last).toMatchObject({ state: 'stopped', error: null, retryAt: null });
  });

  it('counts the page that is being stored when it is stopped', async () => {
    const stop = new AbortController();
    const store = recordingStore(async (page) => {
      if (page.checkpoint.pages !== 3) return;
      stop.abort();
      await systemClock.wait(50, new AbortController().signal);
    });
    expect(await run({ client: clientOf(({ cursor }) => pageAt(cursor)), store, signal: stop.signal })).toMatchObject({
      state: 'stopped',
      pages: 3,
      rows: 9,
    });
  });

  it('ends in spite of a worker that never acknowledges, without counting the page', async () => {
    const stop = new AbortController();
    const store = recordingStore(() => new Promise(() => undefined));
    setTimeout(() => stop.abort(), 50);
    const last = await run({ client: clientOf(({ cursor }) => pageAt(cursor)), store, signal: stop.signal });
    expect(last).toMatchObject({ state: 'stopped', pages: 0, rows: 0 });
  });

  it('is interrupted when a page cannot be stored, and stores no later one', async () => {
    const store = recordingStore(async (page) => {
      if (page.checkpoint.pages === 3) throw new DisconnectedError();
    });
    const last = await run({ client: clientOf(({ cursor }) => pageAt(cursor)), store });
    expect(last).toMatchObject({ state: 'interrupted', pages: 2, error: { code: 'disconnected' } });
    expect(store.kept.map(({ checkpoint }) => checkpoint.pages)).toEqual([1, 2]);
  });

  it('is interrupted when the worker goes away', async () => {
    const gone = new AbortController();
    const client = clientOf(async ({ cursor }, request) => {
      if (request === 3) gone.abort(new DisconnectedError());
      return pageAt(cursor);
    });
    expect(await run({ client, store: recordingStore(), signal: gone.signal })).toMatchObject({
      state: 'interrupted',
      error: { code: 'disconnected' },
    });
  });

  it('makes every planned window known before the first page, so that none is forgotten when it ends early', async () => {
    const stop = new AbortController();
    const store = recordingStore();
    const client = clientOf(({ cursor }) => {
      stop.abort();
      return pageAt(cursor);
    });
    const long = asking({ period: { since: 0, until: 200 * DAY } });
    await run({ client, store, request: long, signal: stop.signal });
    expect([...store.windows.keys()]).toEqual(planWindows(long, [], 0).map(({ id }) => id));
  });

  it('looks at what was fetched once more when an earlier run ended before it could, and only then calls it known', async () => {
    const stop = new AbortController();
    const store = recordingStore();
    const moved = interactionAt(period.until - 1, '5-2');
    const client = clientOf((query, request) => {
      if (isCatchUp(query) && request === PAGES + 1) {
        stop.abort();
        throw new CancelledError('The request');
      }
      return isCatchUp(query) ? { ...pageAt(null), rows: [moved, ...pageAt(null).rows] } : pageAt(query.cursor);
    });
    expect(await run({ client, store, signal: stop.signal })).toMatchObject({ state: 'stopped' });
    const left = [...store.windows.values()];
    expect(left).toMatchObject([{ complete: true, caughtUp: false }]);

    const asked = client.queries.length;
    const again = asking({ unfinishedOnly: true, recheck: left });
    expect(await run({ client, store, request: again })).toMatchObject({ state: 'complete' });
    expect(client.queries.slice(asked)).toMatchObject([{ cursor: null, limit: 10 }]);
    expect(store.kept.at(-1)?.rows).toEqual([moved]);
    expect([...store.windows.values()]).toMatchObject([{ complete: true, caughtUp: true }]);
  });

  it('walks from the newest only down to the floor', async () => {
    const client = clientOf(({ cursor }) => pageAt(cursor));
    const store = recordingStore();
    await run({ client, store, request: asking({ floor: 6.5 * DAY }) });
    expect(client.queries.map(({ cursor }) => cursor)).toEqual([null, '1', '2', '3', null]);
    expect(store.kept.at(-1)?.checkpoint).toMatchObject({ complete: true, floor: 6.5 * DAY, since: 0 });
  });

  it('asks for the sources, channels and agents of its scope, agent by agent, and once for none', async () => {
    const empty = { rows: [], quarantined: 0, hasMore: false, nextCursor: null };
    const client = { ...clientOf(() => empty), agents: async () => [{ id: 'a', name: 'A' }] };
    const scope = { sources: ['zendesk'], channels: ['email'], agentIds: [], attributeAgents: true };
    const store = recordingStore();
    await run({ client, store, request: asking({ scope }) });
    const asked = client.queries.slice(0, 2).map(({ sources, channels, agentId }) => ({ sources, channels, agentId }));
    expect(asked).toEqual([
      { sources: ['zendesk'], channels: ['email'], agentId: 'a' },
      { sources: ['zendesk'], channels: ['email'], agentId: null },
    ]);
    expect(store.kept.map(({ checkpoint }) => checkpoint.scope.agentId)).toEqual(['a', null]);
  });

  it('reports what it did, however it ended', async () => {
    const store = recordingStore();
    const client = clientOf(({ cursor }, request) => {
      if (request === 3) throw new ServerError(502, null);
      if (cursor === '6') throw new InvalidKeyError();
      return pageAt(cursor);
    });
    await run({ client, store });
    expect(store.reports).toMatchObject([
      {
        state: 'interrupted',
        error: { code: 'invalid-key' },
        pages: 6,
        rows: 18,
        added: 18,
        quarantined: 1,
        requests: 8,
        retries: 1,
        rateLimited: 0,
        finalCursor: '6',
        reachedAt: 4 * DAY,
        windows: [{ complete: false, cursor: '6' }],
      },
    ]);
    expect(store.reports[0]?.waitedAfterFailure).toBeGreaterThanOrEqual(0);
    const whole = recordingStore();
    await run({ client: clientOf(({ cursor }) => pageAt(cursor)), store: whole });
    expect(whole.reports).toMatchObject([{ state: 'complete', error: null, finalCursor: '9', reachedAt: 0 }]);
  });

  it('stores no older version of a record over a newer one that another walk brought', () => {
    const newer = createNewerRows();
    const [old, fresh] = [interactionAt(1000, 'moved'), interactionAt(2000, 'moved')];
    newer.stored([fresh], 50);
    expect(newer.withoutSuperseded([old, interactionAt(1, 'other')], 40).map(({ id }) => id)).toEqual(['other']);
    expect(newer.withoutSuperseded([old], 60)).toEqual([old]);
    expect(newer.withoutSuperseded([fresh], 40)).toEqual([fresh]);
  });
});
