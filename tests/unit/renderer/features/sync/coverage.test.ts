import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  axisMarks,
  coverageInWords,
  daysWords,
  drawnLine,
  timelineOf,
} from '../../../../../src/renderer/features/sync/coverage.ts';
import type { CoverageSpan } from '../../../../../src/shared/contract/data.ts';
import { WHOLE_WINDOW_SCOPE } from '../../../../../src/shared/domain/scope.ts';
import { DAY } from '../../../../../src/shared/domain/workspace.ts';

const zendesk = { ...WHOLE_WINDOW_SCOPE, sources: ['zendesk'] };

const span = (since: number, until: number, more: Partial<CoverageSpan> = {}): CoverageSpan => ({
  since: since * DAY,
  until: until * DAY,
  state: 'complete',
  asOf: until * DAY,
  scope: WHOLE_WINDOW_SCOPE,
  ...more,
});

const drawn = (spans: readonly CoverageSpan[], now: number) =>
  timelineOf(spans, now * DAY).map(({ since, until, standing }) => [since / DAY, until / DAY, standing]);

describe('the timeline', () => {
  it('is empty before the first fetch', () => {
    expect(timelineOf([], 5 * DAY)).toEqual([]);
    expect(coverageInWords([], false)).toBeNull();
  });

  it('shows gaps, and what came after the last fetch, as not fetched', () => {
    expect(drawn([span(0, 10), span(20, 30)], 32)).toEqual([
      [0, 10, 'complete'],
      [10, 20, 'missing'],
      [20, 30, 'complete'],
      [30, 32, 'missing'],
    ]);
  });

  it('is drawn without the minutes since the last fetch, but with hours', () => {
    const minutes = timelineOf([span(0, 10)], 10 * DAY + 600_000);
    expect(minutes).toHaveLength(2);
    expect(drawnLine(minutes)).toHaveLength(1);
    expect(drawnLine(timelineOf([span(0, 10)], 10 * DAY + 7_200_000))).toHaveLength(2);
  });

  it('draws spans that touch or overlap as one, as old as the older of them', () => {
    const [stretch, ...rest] = timelineOf([span(0, 10), span(8, 20)], 20 * DAY);
    expect(rest).toEqual([]);
    expect(stretch).toMatchObject({ since: 0, until: 20 * DAY, asOf: 10 * DAY });
  });

  it('lets a whole fetch answer for what is fetched again or in part', () => {
    const spans = [span(0, 20), span(10, 30, { state: 'unfinished' }), span(5, 15, { state: 'part', scope: zendesk })];
    expect(drawn(spans, 30)).toEqual([
      [0, 20, 'complete'],
      [20, 30, 'unfinished'],
    ]);
  });

  it('keeps parts of different scopes apart, and names both where they overlap', () => {
    const email = { ...WHOLE_WINDOW_SCOPE, channels: ['email'] };
    const spans = [span(0, 10, { state: 'part', scope: zendesk }), span(5, 15, { state: 'part', scope: email })];
    expect(timelineOf(spans, 15 * DAY).map(({ scopes }) => scopes.length)).toEqual([1, 2, 1]);
  });

  it('has no gap and no overlap, and claims no more than the spans do', () => {
    const spans = fc.array(
      fc
        .tuple(
          fc.integer({ min: 0, max: 50 }),
          fc.integer({ min: 1, max: 50 }),
          fc.constantFrom('complete', 'part', 'unfinished'),
        )
        .map(([since, length, state]) => span(since, since + length, { state })),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(spans, fc.integer({ min: 0, max: 120 }), (given, now) => {
        const line = timelineOf(given, now * DAY);
        for (const [index, stretch] of line.entries()) {
          if (index > 0) expect(stretch.since).toBe(line[index - 1]?.until);
          const middle = (stretch.since + stretch.until) / 2;
          const there = given.filter(({ since, until }) => since <= middle && middle < until);
          if (stretch.standing === 'missing') expect(there).toEqual([]);
          else expect(there.some(({ state }) => state === stretch.standing)).toBe(true);
        }
      }),
    );
  });
});

describe('the coverage in words', () => {
  const words = (spans: readonly CoverageSpan[], now: number, leftOff = false) =>
    coverageInWords(timelineOf(spans, now * DAY), leftOff);

  it('is complete when all that was fetched is whole', () => {
    expect(words([span(0, 90), span(83, 97)], 97.01)).toEqual({ complete: true, words: '97 days complete' });
  });

  it('never calls a period complete that was not walked to its end', () => {
    expect(words([span(0, 90, { state: 'unfinished' })], 90)).toEqual({
      complete: false,
      words: '1 period unfinished',
    });
  });

  it('never calls complete what was not looked at once more for what changed', () => {
    expect(words([span(0, 90)], 90, true)).toEqual({
      complete: false,
      words: '90 days complete, to be looked at again',
    });
    expect(words([span(0, 90, { state: 'unfinished' })], 90, true)?.words).toBe('1 period unfinished');
  });

  it('never calls complete what was fetched of some sources alone', () => {
    expect(words([span(0, 30, { state: 'part', scope: zendesk })], 30)).toEqual({
      complete: false,
      words: '30 days in part',
    });
  });

  it('tells of a gap', () => {
    expect(words([span(0, 30), span(60, 90)], 90)).toEqual({ complete: false, words: '60 days complete, with a gap' });
  });

  it('does not round an hour up to a day', () => {
    expect(daysWords(3_600_000)).toBe('less than a day');
  });
});

describe('the marks of the axis', () => {
  it.each([1, 7, 30, 90, 365, 2_000])('lie inside %d days, in order and few', (days) => {
    const until = new Date(2026, 7, 2, 15).getTime();
    const marks = axisMarks(until - days * DAY, until);
    expect(marks.length).toBeLessThanOrEqual(9);
    expect([...marks].sort((a, b) => a - b)).toEqual(marks);
    for (const mark of marks) expect(mark > until - days * DAY && mark < until).toBe(true);
  });
});
