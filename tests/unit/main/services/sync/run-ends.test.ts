import { describe, expect, it } from 'vitest';
import { DAY } from '#shared/domain/workspace.ts';
import { CancelledError, DisconnectedError } from '#shared/errors.ts';
import { systemClock } from '../../../../../src/main/services/clock.ts';
import { InvalidKeyError, NetworkError, ServerError } from '../../../../../src/main/services/fini/errors.ts';
import { createNewerRows } from '../../../../../src/main/services/sync/newer-rows.ts';
import { planWindows } from '../../../../../src/main/services/sync/plan-windows.ts';
import { interactionAt } from '../support.ts';
import { asking, clientOf, isCatchUp, PAGES, pageAt, period, recordingStore, run } from './run-harness.ts';

describe('the end of a run', () => {
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
