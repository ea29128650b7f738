import { describe, expect, it } from 'vitest';
import { coverageOf, lastSyncedAt } from '../../../../../src/renderer/features/status/status-words.ts';
import type { CacheSummary } from '../../../../../src/shared/contract/data.ts';
import { DAY } from '../../../../../src/shared/domain/workspace.ts';
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

describe('coverage', () => {
  it('says nothing before anything was fetched', () => {
    expect(coverageOf(summaryOf([]))).toBeNull();
  });

  it('counts days that two windows share once', () => {
    const coverage = coverageOf(
      summaryOf([
        { since: 0, until: 90 * DAY, complete: true },
        { since: 83 * DAY, until: 97 * DAY, complete: true },
      ]),
    );
    expect(coverage).toEqual({ complete: true, words: '97 days complete' });
  });

  it('never calls a period complete that was not walked to its end', () => {
    expect(coverageOf(summaryOf([{ since: 0, until: 90 * DAY, complete: false }]))).toEqual({
      complete: false,
      words: '1 period unfinished',
    });
  });
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
