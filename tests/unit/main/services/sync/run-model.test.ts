/** Whole runs against a model of Fini, in virtual time: whatever happens, the cache holds what the server holds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastMessageAt } from '#shared/domain/interaction.ts';
import { WHOLE_SCOPE } from '#shared/domain/scope.ts';
import type { SyncRequest } from '#shared/domain/sync.ts';
import { DAY } from '#shared/domain/workspace.ts';
import { createUnpaced } from '../../../../../src/main/services/sync/key-pacer.ts';
import { runSync } from '../../../../../src/main/services/sync/run.ts';
import { interactionAt } from '../support.ts';
import { createModel, createStore, type Misdeed, type ModelOptions, virtualClock, withoutDeleted } from './model.ts';

const START = 1_790_000_000_000;

/** A small generator, so that a counterexample can be run again. */
const randomFrom = (seed: number) => {
  let state = seed + 1;
  return (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

const corpus = (count: number, days: number, random: () => number) =>
  Array.from({ length: count }, (_, index) => {
    // Some share their time.
    const grain = random() < 0.2 ? DAY / 4 : 1;
    const createdAt = START - DAY + Math.floor((DAY - 1000 - random() * days * DAY) / grain) * grain;
    const row = interactionAt(createdAt, `i-${String(index).padStart(4, '0')}`);
    if (random() < 0.5) return row;
    const answeredAt = Math.round(createdAt + random() * Math.min(START - 1000 - createdAt, 20 * DAY));
    const answer = interactionAt(answeredAt, `${row.id}-later`).events;
    return { ...row, events: [...row.events, ...answer] };
  });

interface Life {
  readonly seed: number;
  readonly count: number;
  readonly days: number;
  readonly wrongBy: number;
  readonly latency: number;
  readonly storing: number;
  readonly pageSize: number;
  readonly windowTests: ModelOptions['windowTests'];
  readonly cursorNames: ModelOptions['cursorNames'];
  /** Share of requests before which a record moves or appears. */
  readonly moves: number;
  /** Share of requests that go wrong. */
  readonly misdeeds: number;
  /** Share of records whose latest message was deleted, and counts all the same in the list's order. */
  readonly deletions: number;
  /** Runs that are stopped before the one that may end. */
  readonly stops: number;
  /** Whether that one only goes on with what was left, and asks for nothing else. */
  readonly resumed: boolean;
}

const lives = fc.record({
  seed: fc.nat(1e6),
  count: fc.integer({ min: 0, max: 300 }),
  days: fc.integer({ min: 1, max: 250 }),
  wrongBy: fc.integer({ min: -2 * DAY, max: 2 * DAY }),
  latency: fc.constantFrom(1, 100, 300, 2000),
  storing: fc.constantFrom(0, 20, 400),
  pageSize: fc.constantFrom(3, 10, 25, 100),
  windowTests: fc.constantFrom('creation' as const, 'last-message' as const),
  cursorNames: fc.constantFrom('place' as const, 'record' as const),
  moves: fc.constantFrom(0, 0.05, 0.3),
  misdeeds: fc.constantFrom(0, 0.1),
  deletions: fc.constantFrom(0, 0.02),
  stops: fc.integer({ min: 0, max: 3 }),
  resumed: fc.boolean(),
});

const MISDEEDS: readonly Misdeed[] = ['network', '500', '429', 'repeated', 'empty', 'no-cursor'];

const live = async (life: Life, unfinishedOnly = false) => {
  const random = randomFrom(life.seed);
  const clock = virtualClock(START, life.wrongBy);
  let moves = 40;
  let stopAt = Number.POSITIVE_INFINITY;
  let stop = new AbortController();
  const rows = corpus(life.count, life.days, random);
  // Of a page of a few rows nobody could tell which of them is out of place.
  const deletions = life.pageSize < 10 ? 0 : life.deletions;
  const latest = rows.flatMap(({ events }) => (events.length > 1 && random() < deletions ? events.slice(-1) : []));
  const deleted = new Set(latest.map(({ id }) => id));
  const model = createModel({
    ...life,
    clock,
    rows,
    deleted,
    latency: () => life.latency * (0.5 + random()),
    onRequest: (_query, _index, { queries, rows, touch }) => {
      if (queries.length >= stopAt) stop.abort();
      if (moves > 0 && random() < life.moves) {
        moves -= 1;
        const ids = [...rows.keys()];
        touch(random() < 0.2 ? `new-${moves}` : (ids[Math.floor(random() * ids.length)] ?? 'first'));
      }
      return random() < life.misdeeds ? MISDEEDS[Math.floor(random() * MISDEEDS.length)] : null;
    },
  });
  const store = createStore(clock, () => life.storing * random());
  const now = clock.now();
  const request: SyncRequest = {
    period: { since: now - life.days * DAY - 5 * DAY, until: now },
    openEnded: true,
    floor: null,
    scope: WHOLE_SCOPE,
    unfinished: [],
    recheck: [],
    older: [],
    unfinishedOnly: false,
  };
  const run = (changes: Partial<SyncRequest>) => {
    stop = new AbortController();
    return runSync({
      runId: 'run',
      workspaceId: 'workspace',
      request: { ...request, ...changes },
      client: model,
      pacer: createUnpaced(),
      store,
      clock,
      random,
      signal: stop.signal,
    });
  };
  for (let stops = 0; stops < life.stops; stops += 1) {
    stopAt = model.queries.length + Math.ceil(random() * 20);
    await run(stops === 0 ? {} : { unfinished: store.unfinished(), recheck: store.recheck(), unfinishedOnly: true });
    await clock.wait(random() * 40 * 60_000, new AbortController().signal);
  }
  stopAt = Number.POSITIVE_INFINITY;
  const before = model.queries.length;
  const last = await run({
    unfinished: store.unfinished(),
    recheck: store.recheck(),
    unfinishedOnly,
    period: { ...request.period, until: clock.now() },
  });
  return { model, store, last, since: request.period.since, before, deleted };
};

/** Records that the store lacks or holds in an older version, of those that had not changed when the end was looked at. */
const missing = ({ model, store, since, before, deleted }: Awaited<ReturnType<typeof live>>): readonly string[] => {
  const lookedAt = model.queries.slice(before).find(({ limit }) => limit === 10)?.at ?? 0;
  return [...model.rows.values()]
    .filter((row) => Math.min(row.createdAt, lastMessageAt(row)) >= since + 3 * DAY)
    .filter((row) => (model.changedAt.get(row.id) ?? 0) < lookedAt)
    .filter((row) => store.rows.get(row.id)?.events.length !== withoutDeleted(row, deleted).events.length)
    .map(({ id }) => id);
};

describe('a run against a model of Fini', () => {
  it('loses nothing: moving records, failures, stops, wrong clocks, either reading of the window', async () => {
    await fc.assert(
      fc.asyncProperty(lives, async (life) => {
        const lived = await live(life, life.stops > 0 && life.resumed);
        const { last, store } = lived;
        expect(last.state, JSON.stringify(last.error)).toBe('complete');
        expect(missing(lived)).toEqual([]);
        expect(store.unfinished()).toEqual([]);
        expect(store.recheck()).toEqual([]);
      }),
      { numRuns: 150, endOnFailure: true },
    );
  }, 120_000);

  it('asks for no acknowledged page again while nothing moves or fails, however often it is stopped', async () => {
    await fc.assert(
      fc.asyncProperty(lives, async (life) => {
        const { model, store } = await live({ ...life, moves: 0, misdeeds: 0 }, life.stops > 0);
        const acknowledged = store.pages.length;
        const asked = model.queries.filter(({ cursor }) => cursor !== null);
        // A request whose answer was not stored when the run was stopped is made again, and only that.
        const places = new Set(asked.map(({ since, until, cursor }) => `${since} ${until} ${cursor}`));
        expect(asked.length - places.size).toBeLessThanOrEqual(life.stops * 6);
        expect(acknowledged).toBeLessThanOrEqual(model.queries.length);
      }),
      { numRuns: 25, endOnFailure: true },
    );
  }, 60_000);

  it.each(['creation', 'last-message'] as const)(
    'brings what records of long ago got since, where the window tests the %s, for one request a window',
    async (windowTests) => {
      const random = randomFrom(11);
      const clock = virtualClock(START);
      const model = createModel({
        clock,
        rows: corpus(400, 300, random),
        windowTests,
        pageSize: 100,
        cursorNames: 'record',
        latency: () => 10,
      });
      const store = createStore(clock, () => 1);
      const sync = async (request: Partial<SyncRequest>) => {
        const asked = model.queries.length;
        const { state } = await runSync({
          runId: 'run',
          workspaceId: 'workspace',
          request: {
            period: { since: clock.now() - 310 * DAY, until: clock.now() },
            openEnded: true,
            floor: null,
            scope: WHOLE_SCOPE,
            unfinished: [],
            recheck: [],
            older: [],
            unfinishedOnly: false,
            ...request,
          },
          client: model,
          pacer: createUnpaced(),
          store,
          clock,
          random,
          signal: new AbortController().signal,
        });
        expect(state).toBe('complete');
        return model.queries.slice(asked);
      };
      const latest = () => {
        const since = clock.now() - 85 * DAY;
        const older = [...store.windows.values()].filter((window) => window.since < since);
        return sync({ period: { since, until: clock.now() }, floor: clock.now() - 8 * DAY, older });
      };
      const lacking = () =>
        [...model.rows.values()].filter((row) => store.rows.get(row.id)?.events.length !== row.events.length);

      await sync({});
      const windows = [...store.windows.values()];
      await clock.wait(DAY, new AbortController().signal);
      for (const row of [...model.rows.values()].filter(({ createdAt }) => createdAt < START - 100 * DAY).slice(0, 30))
        model.touch(row.id);
      await latest();
      expect(lacking()).toEqual([]);

      const asked = await latest();
      expect(asked.filter(({ until, limit }) => until !== null && limit === 10).length).toBeLessThan(windows.length);
      expect(asked.filter(({ until, limit }) => until !== null && limit > 10)).toEqual([]);
      for (const { id, rows } of windows) expect(store.windows.get(id)?.rows).toBeGreaterThanOrEqual(rows);
    },
  );

  it.each([300, 600])(
    'is at least 4 times as quick as one cursor at %i ms a request without a limit',
    async (latency) => {
      const random = randomFrom(7);
      const rows = corpus(6_000, 80, random);
      const walk = async (walks: number) => {
        const clock = virtualClock(START);
        const model = createModel({
          clock,
          rows,
          windowTests: 'last-message',
          pageSize: 35,
          cursorNames: 'record',
          latency: () => latency,
        });
        const store = createStore(clock, () => 25);
        const pacer = createUnpaced();
        await runSync({
          runId: 'run',
          workspaceId: 'workspace',
          request: {
            period: { since: START - 85 * DAY, until: START },
            openEnded: true,
            floor: null,
            scope: WHOLE_SCOPE,
            unfinished: [],
            recheck: [],
            older: [],
            unfinishedOnly: false,
          },
          client: model,
          // One cursor alone, as with a limit that is used up.
          pacer: walks === 1 ? { ...pacer, free: () => 0, costOfRequest: latency } : pacer,
          store,
          clock,
          random,
          signal: new AbortController().signal,
        });
        expect(store.rows.size).toBe(rows.length);
        return { took: clock.monotonic(), model, store };
      };
      const one = await walk(1);
      const several = await walk(6);
      expect(one.model.mostAtOnce).toBe(1);
      expect(several.model.mostAtOnce).toBeLessThanOrEqual(6);
      expect(several.model.queries.length - one.model.queries.length).toBeLessThan(0.12 * one.model.queries.length);
      expect(one.took / several.took).toBeGreaterThan(4);
    },
    60_000,
  );
});
