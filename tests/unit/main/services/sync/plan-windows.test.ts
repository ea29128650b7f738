import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Scope, WHOLE_SCOPE } from '#shared/domain/scope.ts';
import type { SyncRequest, WindowCheckpoint } from '#shared/domain/sync.ts';
import { DAY } from '#shared/domain/workspace.ts';
import {
  bottomOf,
  CLOCK_DOUBT,
  freshWindow,
  LONGEST_OPEN_WINDOW,
  LONGEST_WINDOW,
  planWindows,
  SHORTEST_OPEN_WINDOW,
  scopeKey,
  scopesOf,
  WINDOW_OVERLAP,
} from '../../../../../src/main/services/sync/plan-windows.ts';

const NOW = 1_790_000_000_000;
const agents = ['agent-1', 'agent-2'];

const asking = (changes: Partial<SyncRequest>): SyncRequest => ({
  period: { since: NOW - 90 * DAY, until: NOW },
  openEnded: false,
  floor: null,
  scope: WHOLE_SCOPE,
  unfinished: [],
  recheck: [],
  older: [],
  unfinishedOnly: false,
  ...changes,
});
const plan = (changes: Partial<SyncRequest>, now = NOW) => planWindows(asking(changes), agents, now);

const lengths = fc.integer({ min: 1, max: 900 * DAY });
const scopes: fc.Arbitrary<Scope> = fc.record({
  sources: fc.uniqueArray(fc.constantFrom('zendesk', 'intercom', 'widget')),
  channels: fc.uniqueArray(fc.constantFrom('email', 'chat')),
  agentIds: fc.uniqueArray(fc.constantFrom('agent-1', 'agent-2', 'agent-3')),
  attributeAgents: fc.boolean(),
});
/** Periods that end now or earlier. */
const requests = fc
  .record({ length: lengths, openEnded: fc.boolean(), ago: fc.integer({ min: 0, max: 400 * DAY }), scope: scopes })
  .map(({ length, openEnded, ago, scope }) => {
    const until = openEnded ? NOW : NOW - ago;
    return asking({ period: { since: until - length, until }, openEnded, scope });
  });

/** A window that an earlier run, on a clock of its own, left off somewhere. */
const leftOff = (scope: Scope): fc.Arbitrary<WindowCheckpoint> =>
  fc
    .record({
      ago: fc.integer({ min: 0, max: 500 * DAY }),
      length: fc.integer({ min: 1, max: LONGEST_OPEN_WINDOW }),
      openEnded: fc.boolean(),
      clock: fc.integer({ min: -CLOCK_DOUBT, max: CLOCK_DOUBT }),
      walked: fc.double({ min: 0, max: 1, noNaN: true }),
      place: fc.constantFrom('fresh', 'cursor', 'anchor'),
      of: fc.constantFrom(...scopesOf(scope, agents)),
    })
    .map(({ ago, length, openEnded, clock, walked, place, of }) => {
      const startedAt = NOW - ago;
      const until = startedAt + clock;
      const window = freshWindow({ since: until - length, until, openEnded, floor: null, scope: of }, startedAt);
      if (place === 'fresh') return window;
      const newestAt = Math.max(window.since, Math.min(until, startedAt) - 1);
      const reachedAt = Math.round(newestAt - walked * (newestAt - window.since));
      const placed = { ...window, newestAt, reachedAt, pages: 3, rows: 300 };
      return place === 'cursor' ? { ...placed, cursor: 'c' } : { ...placed, anchor: reachedAt + 1 };
    });
const requestsWithLeftOvers = requests.chain((request) =>
  fc
    .uniqueArray(leftOff(request.scope), { maxLength: 4, selector: ({ id }) => id })
    .map((unfinished) => ({ ...request, unfinished })),
);

/** What the windows of one scope will know when they were walked, by Fini's clock. */
const knownAfter = (windows: readonly WindowCheckpoint[]): readonly (readonly [number, number])[] =>
  windows
    .map((window): readonly [number, number] => {
      const begun = window.cursor !== null || window.anchor !== null;
      const top = window.openEnded ? (begun ? (window.newestAt ?? 0) : Number.POSITIVE_INFINITY) : window.until;
      return [bottomOf(window), top];
    })
    .sort((one, other) => one[0] - other[0]);

const uncovered = (windows: readonly WindowCheckpoint[], since: number, until: number): number => {
  let at = since;
  for (const [from, to] of knownAfter(windows)) {
    if (from > at) break;
    at = Math.max(at, to);
  }
  return Math.max(0, until - at);
};

/** How long a window is for Fini, whose clock may be ahead of ours. */
const lengthForFini = (window: WindowCheckpoint): number => {
  const until = window.anchor ?? (window.openEnded ? NOW + CLOCK_DOUBT : window.until);
  return until - window.since;
};

describe('the plan of windows', () => {
  it.each([1, 7, 30, 90])('is one window for %i days', (days) => {
    const period = { since: NOW - days * DAY, until: NOW };
    expect(plan({ period })).toMatchObject([{ ...period, openEnded: false, floor: null, cursor: null, pages: 0 }]);
  });

  it('is two windows for 90 days and the hour that a clock change adds', () => {
    expect(plan({ period: { since: NOW - 90 * DAY - 3_600_000, until: NOW } })).toHaveLength(2);
  });

  it('asks for the newest part of a period that goes on to now without an end, and for no shorter one than a wrong clock allows', () => {
    const [newest, older] = plan({ openEnded: true });
    expect(newest).toMatchObject({ since: NOW - LONGEST_OPEN_WINDOW, until: NOW, openEnded: true });
    expect(older).toMatchObject({ since: NOW - 90 * DAY, openEnded: false });
    expect(plan({ openEnded: true, period: { since: NOW - DAY, until: NOW } })).toMatchObject([
      { since: NOW - SHORTEST_OPEN_WINDOW },
    ]);
  });

  it('covers any period for every scope without a gap, newest first, no window too long even on a clock two days off', () => {
    fc.assert(
      fc.property(requestsWithLeftOvers, (request) => {
        const windows = planWindows(request, agents, NOW);
        for (const [index, window] of windows.entries()) {
          expect(lengthForFini(window)).toBeLessThanOrEqual(LONGEST_WINDOW);
          expect(window.anchor ?? window.until).toBeGreaterThan(window.since);
          const older = windows[index + 1];
          if (older && older.openEnded === window.openEnded) expect(older.until).toBeLessThanOrEqual(window.until);
          if (older?.openEnded) expect(window.openEnded).toBe(true);
        }
        for (const scope of scopesOf(request.scope, agents)) {
          const own = windows.filter((window) => scopeKey(window.scope) === scopeKey(scope));
          expect(uncovered(own, request.period.since, request.period.until)).toBe(0);
          if (request.openEnded)
            expect(own.some((window) => window.openEnded && window.cursor === null && window.anchor === null)).toBe(
              true,
            );
        }
      }),
      { numRuns: 500 },
    );
  });

  it('overlaps a day at every seam it plans', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const [scope] = scopesOf(request.scope, agents);
        const windows = planWindows(request, agents, NOW).filter(
          (window) => scope && scopeKey(window.scope) === scopeKey(scope),
        );
        for (const [index, { since }] of windows.entries()) {
          const older = windows[index + 1];
          if (older) expect(older.until).toBe(since + WINDOW_OVERLAP);
        }
      }),
    );
  });

  it('gives the same period, scope and agents the same ids in any order, and no two windows one id', () => {
    fc.assert(
      fc.property(requestsWithLeftOvers, (request) => {
        const ids = planWindows(request, agents, NOW).map(({ id }) => id);
        const { sources, channels, agentIds } = request.scope;
        const scope = {
          ...request.scope,
          sources: sources.toReversed(),
          channels: channels.toReversed(),
          agentIds: agentIds.toReversed(),
        };
        expect(
          planWindows({ ...request, scope }, agents, NOW)
            .map(({ id }) => id)
            .toSorted(),
        ).toEqual(ids.toSorted());
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it('goes on with every window that was left off, at its place, and covers what it has not begun only once', () => {
    const period = { since: NOW - 60 * DAY, until: NOW };
    const [window] = plan({ period });
    const left = { ...window!, cursor: 'c', newestAt: NOW - 1, reachedAt: NOW - 10 * DAY, pages: 4, rows: 400 };
    expect(plan({ period, unfinished: [left] })).toEqual([left]);
    expect(plan({ period, openEnded: true, unfinished: [left] })).toMatchObject([
      { since: NOW - SHORTEST_OPEN_WINDOW },
      left,
    ]);
    const [rest, middle, first] = plan({
      period: { since: NOW - 80 * DAY, until: NOW + 20 * DAY },
      unfinished: [left],
    });
    expect(rest).toMatchObject({ since: NOW - WINDOW_OVERLAP, until: NOW + 20 * DAY });
    expect(middle).toEqual(left);
    expect(first).toMatchObject({ since: NOW - 80 * DAY, until: NOW - 60 * DAY + WINDOW_OVERLAP });
  });

  it('plans nothing beside the windows that were left off when only they are asked for', () => {
    const [window] = plan({ openEnded: true });
    const left = { ...window!, cursor: 'c', newestAt: NOW - 1, reachedAt: NOW - DAY };
    expect(plan({ unfinishedOnly: true, unfinished: [left, { ...left, id: 'done', complete: true }] })).toEqual([left]);
  });

  it('asks from where it came to, with an end, once a window without one has become too long', () => {
    const [window] = plan({ openEnded: true });
    const left = { ...window!, cursor: 'c', newestAt: NOW - 1, reachedAt: NOW - 40 * DAY, pages: 4, rows: 400 };
    const later = NOW + 20 * DAY;
    expect(plan({ unfinishedOnly: true, unfinished: [left] }, later)).toEqual([
      { ...left, cursor: null, anchor: NOW - 40 * DAY + 1 },
    ]);
  });

  it('walks the latest down to the floor, and nothing that lies below it', () => {
    const floor = NOW - 12 * DAY;
    const period = { since: NOW - 200 * DAY, until: NOW };
    expect(plan({ openEnded: true, floor, period })).toMatchObject([{ openEnded: true, floor }]);
  });

  it('makes one set of windows for every agent, and one for none where agents are attributed', () => {
    const agentsOf = (scope: Partial<Scope>) =>
      plan({ scope: { ...WHOLE_SCOPE, ...scope } }).map((one) => one.scope.agentId);
    expect(agentsOf({})).toEqual([null]);
    expect(agentsOf({ attributeAgents: true })).toEqual(['agent-1', 'agent-2', null]);
    expect(agentsOf({ agentIds: ['x', 'y'] })).toEqual(['x', 'y']);
    expect(agentsOf({ agentIds: ['x', 'y'], attributeAgents: true })).toEqual(['x', 'y']);
  });

  it('names no source, channel or agent in an id, which is kept in the clear', () => {
    const scope = { sources: ['zendesk'], channels: ['email'], agentIds: ['agent-1'], attributeAgents: false };
    expect(plan({ scope })[0]?.id).not.toMatch(/zendesk|email|agent/u);
  });
});
