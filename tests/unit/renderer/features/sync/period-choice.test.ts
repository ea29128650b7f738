import { describe, expect, it } from 'vitest';
import { choosePeriod, dayOf, estimate, roughly } from '../../../../../src/renderer/features/sync/period-choice.ts';
import type { CacheSummary } from '../../../../../src/shared/contract/data.ts';
import type { WindowCheckpoint } from '../../../../../src/shared/domain/sync.ts';
import { DAY } from '../../../../../src/shared/domain/workspace.ts';
import { WHOLE_WINDOW } from '../../../../support/whole-window.ts';

const now = new Date(2026, 7, 2, 15, 30).getTime();

const window = (changed: Partial<WindowCheckpoint>): WindowCheckpoint => ({
  id: 'w',
  ...WHOLE_WINDOW,
  since: now - 10 * DAY,
  until: now,
  cursor: null,
  complete: true,
  pages: 10,
  rows: 1_000,
  quarantined: 0,
  reachedAt: null,
  updatedAt: now,
  ...changed,
});

const summary = (windows: readonly WindowCheckpoint[]): CacheSummary => ({
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
  windows: [...windows],
  damagedPages: 0,
  damagedJournalLines: 0,
  journalEvents: 0,
});

describe('a preset', () => {
  it('reaches from now back by so many days', () => {
    expect(choosePeriod({ kind: 'preset', days: 90 }, now)).toEqual({
      ok: true,
      period: { since: now - 90 * DAY, until: now },
      days: 90,
      openEnded: true,
    });
  });
});

describe('two dates', () => {
  const custom = (from: string, to: string) => choosePeriod({ kind: 'custom', from, to }, now);

  it('include both days, from local midnight to local midnight', () => {
    expect(custom('2026-07-01', '2026-07-03')).toEqual({
      ok: true,
      period: { since: new Date(2026, 6, 1).getTime(), until: new Date(2026, 6, 4).getTime() },
      days: 3,
      openEnded: false,
    });
  });

  it('end now when the last day is today', () => {
    const chosen = custom('2026-08-01', '2026-08-02');
    expect(chosen.ok && chosen.period.until).toBe(now);
    expect(chosen.ok && chosen.openEnded).toBe(true);
  });

  it('may be further apart than the API gives at a time', () => {
    const chosen = custom('2024-01-01', '2025-12-31');
    expect(chosen.ok && chosen.days).toBe(731);
    expect(chosen.ok && chosen.period).toEqual({
      since: new Date(2024, 0, 1).getTime(),
      until: new Date(2026, 0, 1).getTime(),
    });
  });

  it.each([
    ['', '2026-07-01', 'from'],
    ['2026-07-01', '', 'to'],
    ['2026-07-05', '2026-07-01', 'to'],
    ['2026-08-03', '2026-08-04', 'from'],
    ['0202-01-01', '2026-07-01', 'from'],
  ])('from "%s" to "%s" are refused at the %s field, with a reason', (from, to, field) => {
    const chosen = custom(from, to);
    expect(chosen).toMatchObject({ ok: false, field });
    expect(!chosen.ok && chosen.reason).not.toBe('');
  });

  it('are written as date inputs write them', () => {
    expect(dayOf(now)).toBe('2026-08-02');
  });
});

describe('the estimate', () => {
  it('is not made up while nothing was fetched', () => {
    expect(estimate(null, { since: now - DAY, until: now })).toBeNull();
    expect(estimate(summary([]), { since: now - DAY, until: now })).toBeNull();
  });

  it('follows how busy the fetched days were', () => {
    expect(estimate(summary([window({})]), { since: now - 90 * DAY, until: now })).toEqual({
      interactions: 9_000,
      milliseconds: 54_000,
    });
  });

  it('counts only the part of an unfinished window that was walked', () => {
    const unfinished = window({ complete: false, reachedAt: now - 5 * DAY });
    expect(estimate(summary([unfinished]), { since: now - 10 * DAY, until: now })?.interactions).toBe(2_000);
  });

  it('takes nothing from windows that asked for some sources alone', () => {
    const narrow = window({ rows: 10, scope: { sources: ['zendesk'], channels: [], agentId: null } });
    expect(estimate(summary([narrow]), { since: now - 90 * DAY, until: now })).toBeNull();
    expect(estimate(summary([narrow, window({})]), { since: now - 90 * DAY, until: now })?.interactions).toBe(9_000);
  });

  it('counts of a refresh only the days that were looked at again', () => {
    const refresh = window({ since: now - 85 * DAY, floor: now - 10 * DAY });
    expect(estimate(summary([refresh]), { since: now - 90 * DAY, until: now })?.interactions).toBe(9_000);
  });

  it('is told in two digits', () => {
    expect([7, 99, 123, 12_403, 987_654].map(roughly)).toEqual([7, 99, 120, 12_000, 990_000]);
  });
});
