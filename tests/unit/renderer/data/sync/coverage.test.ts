import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WindowScope } from '#shared/domain/scope.ts';
import type { WindowCheckpoint } from '#shared/domain/sync.ts';
import { coverageOf, isWholeScope, spansOf } from '../../../../../src/renderer/data/sync/coverage.ts';
import { checkpoint } from '../interactions.ts';

const scope: fc.Arbitrary<WindowScope> = fc.record({
  sources: fc.constantFrom<readonly string[]>([], [], ['zendesk'], ['zendesk', 'intercom']),
  channels: fc.constantFrom<readonly string[]>([], [], ['chat']),
  agentId: fc.constantFrom(null, null, 'a1'),
});

const anyCheckpoint: fc.Arbitrary<WindowCheckpoint> = fc
  .record({
    from: fc.integer({ min: 0, max: 60 }),
    length: fc.integer({ min: 1, max: 40 }),
    complete: fc.boolean(),
    reached: fc.option(fc.integer({ min: 0, max: 100 })),
    floor: fc.option(fc.integer({ min: 0, max: 100 })),
    openEnded: fc.boolean(),
    startedAt: fc.integer({ min: 0, max: 120 }),
    scope,
  })
  .map(({ from, length, reached, ...rest }) =>
    checkpoint({ ...rest, id: `${from} ${length}`, since: from, until: from + length, reachedAt: reached }),
  );

/** What is known of one moment: the naive way, window by window. */
const naive = (checkpoints: readonly WindowCheckpoint[], moment: number) => {
  const known = checkpoints
    .flatMap(spansOf)
    .filter(({ since, until }) => since <= moment && moment < until)
    .map(({ state, asOf }) => ({ state, asOf }));
  for (const state of ['complete', 'unfinished', 'part'] as const) {
    const having = known.filter((one) => one.state === state);
    if (having.length > 0) return { state, asOf: Math.max(...having.map(({ asOf }) => asOf)) };
  }
  return null;
};

describe('coverage', () => {
  it('says of every moment the best that any window knows of it', () => {
    fc.assert(
      fc.property(fc.array(anyCheckpoint, { maxLength: 8 }), (checkpoints) => {
        const spans = coverageOf(checkpoints);
        for (let moment = 0; moment <= 101; moment += 1) {
          const span = spans.find(({ since, until }) => since <= moment && moment < until);
          expect(span ? { state: span.state, asOf: span.asOf } : null).toEqual(naive(checkpoints, moment));
        }
      }),
    );
  });

  it('is in order, without overlap, and with no two neighbours alike', () => {
    fc.assert(
      fc.property(fc.array(anyCheckpoint, { maxLength: 8 }), (checkpoints) => {
        const spans = coverageOf(checkpoints);
        for (const [index, span] of spans.entries()) {
          expect(span.since).toBeLessThan(span.until);
          const before = spans[index - 1];
          if (!before) continue;
          expect(before.until).toBeLessThanOrEqual(span.since);
          if (before.until !== span.since) continue;
          expect([before.state, before.asOf, before.scope]).not.toEqual([span.state, span.asOf, span.scope]);
        }
      }),
    );
  });

  it('does not depend on the order of the windows, and a window told twice says nothing new', () => {
    fc.assert(
      fc.property(fc.array(anyCheckpoint, { maxLength: 6 }), (checkpoints) => {
        const plain = (list: readonly WindowCheckpoint[]) =>
          Array.from({ length: 102 }, (_, moment) => {
            const span = coverageOf(list).find(({ since, until }) => since <= moment && moment < until);
            return span ? [span.state, span.asOf] : null;
          });
        expect(plain([...checkpoints].reverse())).toEqual(plain(checkpoints));
        expect(plain([...checkpoints, ...checkpoints])).toEqual(plain(checkpoints));
      }),
    );
  });

  it('never calls complete what was asked for in part, or what no walk has come past', () => {
    fc.assert(
      fc.property(fc.array(anyCheckpoint, { maxLength: 8 }), (checkpoints) => {
        for (const span of coverageOf(checkpoints)) {
          if (span.state !== 'complete') continue;
          const middle = (span.since + span.until) / 2;
          const walked = checkpoints.some(
            (one) =>
              isWholeScope(one.scope) &&
              one.since <= middle &&
              middle < one.until &&
              middle >= (one.floor ?? one.since) &&
              (one.complete || (one.reachedAt !== null && one.reachedAt < middle)),
          );
          // A floor above the window leaves nothing that was asked for.
          expect(walked).toBe(true);
        }
      }),
    );
  });

  it('of a window that ends at a floor begins there', () => {
    const window = checkpoint({ since: 0, until: 100, floor: 70, complete: true, openEnded: true, startedAt: 100 });
    expect(coverageOf([window])).toMatchObject([{ since: 70, until: 100, state: 'complete', asOf: 100 }]);
  });

  it('of an unfinished window tells what was walked from what was not', () => {
    const window = checkpoint({ since: 0, until: 100, reachedAt: 60 });
    expect(coverageOf([window])).toMatchObject([
      { since: 0, until: 61, state: 'unfinished' },
      { since: 61, until: 100, state: 'complete' },
    ]);
  });
});
