import { describe, expect, it } from 'vitest';
import {
  askedFor,
  brought,
  reportFacts,
  windowStanding,
  windowWords,
} from '../../../../../src/renderer/features/sync/report-words.ts';
import { formatNumber } from '../../../../../src/renderer/ui/format.ts';
import { WHOLE_SCOPE } from '../../../../../src/shared/domain/scope.ts';
import type { RunReport, WindowCheckpoint } from '../../../../../src/shared/domain/sync.ts';
import { DAY } from '../../../../../src/shared/domain/workspace.ts';
import { WHOLE_WINDOW } from '../../../../support/whole-window.ts';

const now = new Date(2026, 7, 2, 15, 30).getTime();
const agentName = (id: string): string => (id === 'a1' ? 'Billing' : id);

const report = (changed: Partial<RunReport> = {}): RunReport => ({
  runId: 'r',
  workspaceId: 'w',
  state: 'complete',
  error: null,
  startedAt: now,
  endedAt: now + 65_000,
  period: { since: now - 90 * DAY, until: now },
  openEnded: true,
  floor: null,
  scope: WHOLE_SCOPE,
  windows: [],
  pages: 12,
  rows: 1_200,
  added: 1_204,
  changed: 0,
  unchanged: 0,
  quarantined: 0,
  requests: 13,
  retries: 0,
  rateLimited: 0,
  waitedForLimit: 0,
  waitedAfterFailure: 0,
  finalCursor: null,
  reachedAt: null,
  ...changed,
});

const window = (changed: Partial<WindowCheckpoint> = {}): WindowCheckpoint => ({
  id: 'w',
  ...WHOLE_WINDOW,
  since: 0,
  until: DAY,
  cursor: null,
  complete: true,
  pages: 3,
  rows: 250,
  quarantined: 0,
  reachedAt: null,
  updatedAt: 0,
  ...changed,
});

const factsOf = (given: RunReport): ReadonlyMap<string, string> =>
  new Map(reportFacts(given, agentName).flatMap(({ facts }) => facts.map(({ name, value }) => [name, value])));

describe('a run in the list', () => {
  it('names its period, or that it fetched what was new', () => {
    expect(askedFor(report())).toMatch(/^90 days, /u);
    expect(askedFor(report({ floor: now - 7 * DAY }))).toBe('What was new or changed');
    expect(askedFor(report({ windows: [window({ floor: now - 7 * DAY })] }))).toBe('What was new or changed');
    expect(askedFor(report({ windows: [window({ floor: now }), window()] }))).toMatch(/^90 days, /u);
  });

  it('names what it brought, leaving out what did not happen', () => {
    expect(brought(report())).toBe(`${formatNumber(1204)} new`);
    expect(brought(report({ added: 0, changed: 2, quarantined: 1 }))).toBe('0 new · 2 changed · 1 set aside');
  });
});

describe('a report', () => {
  it('tells filters, rows, requests, waits and where it ended', () => {
    const facts = factsOf(
      report({
        scope: { ...WHOLE_SCOPE, sources: ['zendesk'], agentIds: ['a1'], attributeAgents: true },
        retries: 3,
        rateLimited: 1,
        waitedForLimit: 61_000,
        finalCursor: 'abc',
        reachedAt: now - 3 * DAY,
      }),
    );
    expect(facts.get('Scope')).toBe('zendesk · agent Billing');
    expect(facts.get('Agents')).toBe('asked for one by one');
    expect(facts.get('New')).toBe(formatNumber(1204));
    expect(facts.get('Requests')).toBe('13');
    expect(facts.get('Made again')).toBe('3');
    expect(facts.get('Refused (429)')).toBe('1');
    expect(facts.get('Waited for the limit')).toBe('1 min 1 s');
    expect(facts.get('Took')).toBe('1 min 5 s');
    expect(facts.get('Final cursor')).toBe('abc');
    expect(facts.get('Oldest message')).not.toBe('none seen');
  });

  it('says so when it saw nothing and took no time', () => {
    const facts = factsOf(report({ endedAt: now + 10 }));
    expect(facts.get('Oldest message')).toBe('none seen');
    expect(facts.get('Took')).toBe('less than a second');
  });
});

describe('a window of a run', () => {
  it('is complete only when it was walked to its end', () => {
    expect(windowStanding(window())).toBe('Complete');
    expect(windowStanding(window({ complete: false }))).toBe('Unfinished');
    expect(windowStanding(window({ caughtUp: false }))).toBe('To be looked at again');
    expect(windowStanding(window({ complete: false, pages: 0 }))).toBe('Not begun');
  });

  it('names its scope only when that leaves something out', () => {
    expect(windowWords(window(), agentName)).toBe('3 pages · 250 rows');
    const narrow = window({ scope: { sources: [], channels: ['email'], agentId: 'a1' }, quarantined: 2 });
    expect(windowWords(narrow, agentName)).toBe('email · agent Billing · 3 pages · 250 rows · 2 set aside');
  });
});
