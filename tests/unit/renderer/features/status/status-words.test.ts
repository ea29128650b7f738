import { describe, expect, it } from 'vitest';
import { freshnessOf, lastSyncedAt, leftOff } from '../../../../../src/renderer/features/status/status-words.ts';
import type { CacheSummary } from '../../../../../src/shared/contract/data.ts';
import type { SyncProgress } from '../../../../../src/shared/domain/sync.ts';
import { WHOLE_WINDOW } from '../../../../support/whole-window.ts';

const summaryOf = (
  windows: readonly { since: number; until: number; complete: boolean; pages?: number; updatedAt?: number }[],
): CacheSummary => ({
  workspace: {
    id: '0198c000-0000-7000-8000-000000000001',
    name: 'Acme',
    kind: 'fini',
    reviewer: { id: '0198c000-0000-7000-8000-000000000002', name: 'Dana' },
    createdAt: 0,
  },
  interactions: 0,
  oldest: null,
  newest: null,
  windows: windows.map((window, index) => ({
    id: String(index),
    ...WHOLE_WINDOW,
    cursor: null,
    pages: 1,
    rows: 100,
    quarantined: 0,
    reachedAt: null,
    updatedAt: 0,
    ...window,
  })),
  damagedPages: 0,
  damagedJournalLines: 0,
  journalEvents: 0,
});

describe('the last sync', () => {
  it('is the last acknowledged page of any window', () => {
    const summary = summaryOf([
      { since: 0, until: 1, complete: true, updatedAt: 5 },
      { since: 0, until: 1, complete: false, updatedAt: 9 },
      { since: 0, until: 1, complete: false, updatedAt: 99, pages: 0 },
    ]);
    expect(lastSyncedAt(summary)).toBe(9);
  });
});

describe('how fresh the cache is', () => {
  const run = (state: SyncProgress['state']): SyncProgress => ({
    runId: 'r',
    workspaceId: 'w',
    state,
    since: 0,
    until: 1,
    fraction: 0.74,
    pages: 1,
    rows: 1,
    added: 1,
    changed: 0,
    unchanged: 0,
    quarantined: 0,
    requests: 1,
    retries: 0,
    rateLimited: 0,
    windows: { planned: 1, complete: 0 },
    waited: 0,
    startedAt: 0,
    elapsed: 1,
    speed: 1,
    remaining: null,
    retryAt: null,
    error: null,
  });

  it.each([
    ['running', 'Fetching · 74% · not all there yet'],
    ['waiting', 'Waiting · 74% · not all there yet'],
    ['interrupted', 'Interrupted at 74%'],
    ['stopped', 'Stopped at 74%'],
    ['complete', 'Synced just now'],
  ] as const)('is told of a %s run as “%s”', (state, words) => {
    expect(freshnessOf(run(state), 5, 10)).toBe(words);
  });

  it('is nothing before the first page', () => {
    expect(freshnessOf(null, null, 10)).toBe('Nothing fetched yet');
  });
});

describe('what was left off', () => {
  const noon = (day: number): number => new Date(2026, 7, day, 12).getTime();

  it('is nothing when every window was walked to its end', () => {
    expect(leftOff([])).toBeNull();
    expect(leftOff(summaryOf([{ since: 0, until: 1, complete: true }]).windows)).toBeNull();
  });

  it('is what may have changed when the windows were walked and not looked at once more', () => {
    const [window] = summaryOf([{ since: 0, until: 1, complete: true }]).windows;
    expect(leftOff([{ ...window!, caughtUp: false }])).toBe(
      'What changed while it was being fetched may not be all there.',
    );
  });

  it('names the days and what is there of them', () => {
    const windows = summaryOf([
      { since: noon(1), until: noon(10), complete: false },
      { since: noon(20), until: noon(25), complete: true },
      { since: noon(10), until: noon(20), complete: false },
    ]).windows;
    expect(leftOff(windows)).toMatch(
      /^[^–]*\b1\b[^–]* – [^–]*\b20\b.* is not whole: 200 interactions of it were fetched so far\.$/u,
    );
  });

  it('is told of a refresh as what it is: what was there before is there still', () => {
    const [window] = summaryOf([{ since: noon(1), until: noon(20), complete: false }]).windows;
    expect(leftOff(window ? [{ ...window, floor: noon(15), rows: 0 }] : [])).toMatch(
      /^What is new or changed since .*15.* is not all there\.$/u,
    );
  });
});
