import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WindowScope } from '#shared/domain/scope.ts';
import type { WindowCheckpoint } from '#shared/domain/sync.ts';
import { DAY } from '#shared/domain/workspace.ts';
import { consolidate } from '../../../../../src/renderer/data/sync/consolidate.ts';
import { coverageOf } from '../../../../../src/renderer/data/sync/coverage.ts';
import { checkpoint } from '../interactions.ts';

const scope: fc.Arbitrary<WindowScope> = fc.record({
  sources: fc.constantFrom<readonly string[]>([], [], ['zendesk']),
  channels: fc.constant<readonly string[]>([]),
  agentId: fc.constantFrom(null, null, 'a1'),
});
const windows = (most: number): fc.Arbitrary<readonly WindowCheckpoint[]> =>
  fc
    .array(
      fc.record({
        from: fc.integer({ min: 0, max: 150 }),
        days: fc.integer({ min: 1, max: 90 }),
        floor: fc.option(fc.integer({ min: 0, max: 240 })),
        startedAt: fc.integer({ min: 1, max: 1000 }),
        complete: fc.constantFrom(true, true, true, false),
        openEnded: fc.boolean(),
        scope,
      }),
      { maxLength: most },
    )
    .map((all) =>
      all.map(({ from, days, floor, startedAt, ...rest }, index) =>
        checkpoint({
          ...rest,
          id: `w${index}`,
          since: from * DAY,
          until: (from + days) * DAY,
          floor: floor === null ? null : floor * DAY,
          startedAt: (startedAt * DAY) / 10,
          reachedAt: null,
        }),
      ),
    );

const applied = (before: readonly WindowCheckpoint[]): readonly WindowCheckpoint[] => {
  const { put, remove } = consolidate(before);
  const after = new Map(before.map((one) => [one.id, one]));
  for (const id of remove) after.delete(id);
  for (const one of put) after.set(one.id, one);
  return [...after.values()];
};
const at = (checkpoints: readonly WindowCheckpoint[], moment: number) =>
  coverageOf(checkpoints).find(({ since, until }) => since <= moment && moment < until) ?? null;

describe('consolidating windows', () => {
  it('changes no day’s state, and says of none that it is known better than it is', () => {
    fc.assert(
      fc.property(windows(12), (before) => {
        const after = applied(before);
        for (let day = 0; day <= 241; day += 1) {
          const [was, is] = [at(before, (day + 0.5) * DAY), at(after, (day + 0.5) * DAY)];
          expect(is?.state).toBe(was?.state);
          expect(is?.asOf ?? 0).toBeLessThanOrEqual(was?.asOf ?? 0);
        }
      }),
    );
  });

  it('keeps what is unfinished as it is, and no window longer than the API takes', () => {
    fc.assert(
      fc.property(windows(12), (before) => {
        const after = applied(before);
        const unfinished = (list: readonly WindowCheckpoint[]) => list.filter(({ complete }) => !complete);
        expect(unfinished(after)).toEqual(unfinished(before));
        for (const { since, until } of after) expect(until - since).toBeLessThanOrEqual(90 * DAY);
      }),
    );
  });

  it('makes one of the parts a window was split into', () => {
    const part = (id: string, from: number, to: number) =>
      checkpoint({ id, since: from * DAY, until: to * DAY, complete: true, startedAt: 90 * DAY, pages: 4, rows: 7 });
    const newer = { ...part('w', 0, 90), floor: 45 * DAY };
    expect(consolidate([newer, part('older', 0, 46)])).toEqual({
      put: [{ ...newer, floor: null, pages: 8, rows: 14 }],
      remove: ['older'],
    });
  });

  it('leaves windows alone that their run did not look at once more', () => {
    const left = checkpoint({ id: 'left', since: 0, until: 50 * DAY, complete: true, caughtUp: false, startedAt: DAY });
    const other = checkpoint({ id: 'other', since: 0, until: 50 * DAY, complete: true, startedAt: 2 * DAY });
    expect(consolidate([left, other])).toEqual({ put: [], remove: [] });
  });

  it('keeps a year of syncing several times a day to a few dozen', () => {
    let list: readonly WindowCheckpoint[] = [];
    for (let hour = 0; hour < 365 * 24; hour += 6) {
      const now = 100 * DAY + hour * (DAY / 24);
      const floor = hour === 0 ? null : now - 7.25 * DAY;
      const window = checkpoint({
        id: `${hour}`,
        since: now - 85 * DAY,
        until: now,
        floor,
        startedAt: now,
        openEnded: true,
        complete: true,
      });
      list = applied([...list, window]);
      expect(list.length).toBeLessThanOrEqual(100);
    }
    // Nothing was forgotten: the days lie behind one another from the first to the last.
    const spans = coverageOf(list);
    expect(spans[0]?.since).toBe(15 * DAY);
    for (const [index, span] of spans.entries()) expect(span.since).toBe(spans[index - 1]?.until ?? 15 * DAY);
  });
});
