import { describe, expect, it } from 'vitest';
import {
  announcementOf,
  countsOf,
  effortOf,
  headlineOf,
  paceOf,
  toneOf,
} from '../../../../../src/renderer/features/sync/sync-words.ts';
import type { SyncProgress } from '../../../../../src/shared/domain/sync.ts';
import { DisconnectedError } from '../../../../../src/shared/errors.ts';

const run = (changed: Partial<SyncProgress>): SyncProgress => ({
  runId: 'r',
  workspaceId: 'w',
  state: 'running',
  since: 0,
  until: 1,
  fraction: 0.42,
  pages: 1,
  rows: 100,
  added: 5_103,
  changed: 0,
  quarantined: 0,
  unchanged: 0,
  requests: 1,
  retries: 0,
  rateLimited: 0,
  windows: { planned: 1, complete: 0 },
  waited: 0,
  startedAt: 0,
  elapsed: 1_000,
  speed: 163,
  remaining: 74_000,
  retryAt: null,
  error: null,
  ...changed,
});

describe('the headline of a run', () => {
  it('tells how far it is', () => {
    expect(headlineOf(run({}), 0)).toBe('Fetching… 42%');
  });

  it('counts down to the next attempt', () => {
    const failed = run({ state: 'waiting', retryAt: 24_000, error: new DisconnectedError().serialize() });
    expect(headlineOf(failed, 500)).toBe('That did not work: trying again in 24 s');
    expect(headlineOf(failed, 25_000)).toBe('Trying again…');
  });

  it.each([
    ['network-unreachable', true, 'Fini cannot be reached: trying again in 9 s'],
    ['network-unreachable', false, 'No network: trying again in 9 s'],
    ['timeout', true, 'No answer in time: trying again in 9 s'],
    ['rate-limited', true, 'Fini asks to wait: trying again in 9 s'],
    ['server-error', true, 'Fini has a problem: trying again in 9 s'],
  ] as const)('names the reason of a wait (%s, online %s)', (code, online, words) => {
    const error = { ...new DisconnectedError().serialize(), code };
    expect(headlineOf(run({ state: 'waiting', retryAt: 9_000, error }), 0, online)).toBe(words);
  });

  it('calls it no failure when only the key’s limit is kept', () => {
    const kept = run({ state: 'waiting', retryAt: 24_000 });
    expect(headlineOf(kept, 500)).toBe('Keeping to the key’s limit: next request in 24 s');
    expect(headlineOf(kept, 25_000)).toBe('Going on…');
    expect(toneOf(kept)).toBe('accent');
  });

  it.each(['stopped', 'interrupted'] as const)('says that a %s run is incomplete', (state) => {
    expect(headlineOf(run({ state, fraction: 0.999 }), 0)).toMatch(/99%: the period is incomplete$/u);
    expect(headlineOf(run({ state, fraction: 1, windows: { planned: 2, complete: 1 } }), 0)).toMatch(/at 99%: /u);
    expect(headlineOf(run({ state, fraction: 1, windows: { planned: 2, complete: 2 } }), 0)).toMatch(
      /^(?:Stopped|Interrupted) before the last look: what changed meanwhile may be missing$/u,
    );
  });
});

describe('the counts of a run', () => {
  it('leave out what is zero, but for the new ones', () => {
    expect(countsOf(run({ added: 0 }))).toEqual(['0 new']);
    expect(countsOf(run({ added: 1, changed: 2, quarantined: 3 }))).toEqual(['1 new', '2 changed', '3 set aside']);
  });
});

describe('the effort of a run', () => {
  it('leaves out what did not happen', () => {
    expect(effortOf(run({ windows: { planned: 1, complete: 0 } }))).toEqual(['1 request']);
  });

  it('names windows, failures and waits', () => {
    const hard = run({
      windows: { planned: 5, complete: 2 },
      requests: 134,
      retries: 3,
      rateLimited: 1,
      waited: 65_000,
    });
    expect(effortOf(hard)).toEqual([
      '2 of 5 windows',
      '134 requests',
      '3 made again',
      '1 refused for the limit',
      'waited 1 min 5 s',
    ]);
  });
});

describe('the pace of a run', () => {
  it('is told while it goes on', () => {
    expect(paceOf(run({}))).toBe('163 a second · about a minute left');
  });

  it('is not made up while it is unknown', () => {
    expect(paceOf(run({ speed: 0, remaining: null }))).toBeNull();
  });
});

describe('what a screen reader hears', () => {
  it('changes with the quarters, not with every page', () => {
    expect(announcementOf(run({ fraction: 0.26 }))).toBe(announcementOf(run({ fraction: 0.49 })));
    expect(announcementOf(run({ fraction: 0.26 }))).not.toBe(announcementOf(run({ fraction: 0.51 })));
  });

  it('says why it waits', () => {
    const { message, ...rest } = new DisconnectedError().serialize();
    const failed = run({ state: 'waiting', error: { message, ...rest } });
    expect(announcementOf(failed)).toBe(`Fetching waits and will be tried again. ${message}`);
    expect(announcementOf(run({ state: 'waiting' }))).toBe(
      'Fetching keeps to the key’s limit (100 requests a minute) and goes on by itself.',
    );
  });
});
