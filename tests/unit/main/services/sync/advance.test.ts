import { describe, expect, it } from 'vitest';
import { WHOLE_WINDOW_SCOPE } from '#shared/domain/scope.ts';
import type { WindowCheckpoint } from '#shared/domain/sync.ts';
import { advance, beginAgain, questionOf, trailFrom } from '../../../../../src/main/services/sync/advance.ts';
import { freshWindow } from '../../../../../src/main/services/sync/plan-windows.ts';
import { interactionAt } from '../support.ts';

const window = freshWindow(
  { since: 1000, until: 9000, openEnded: false, floor: null, scope: WHOLE_WINDOW_SCOPE },
  9000,
);
const at = (cursor: string | null, reachedAt: number | null): WindowCheckpoint => ({
  ...window,
  cursor,
  reachedAt,
  newestAt: 8000,
  pages: 1,
  rows: 1,
});
const page = (times: readonly number[], nextCursor: string | null, hasMore = nextCursor !== null) => ({
  rows: times.map((time) => interactionAt(time)),
  quarantined: 0,
  hasMore,
  nextCursor,
});
const step = (from: WindowCheckpoint, ...args: Parameters<typeof page>) =>
  advance(from, page(...args), trailFrom(from), 9500);

describe('a step of a walk', () => {
  it('takes the cursor on and remembers how far it came and what was newest', () => {
    expect(step(window, [8000, 7000], 'a').checkpoint).toMatchObject({
      cursor: 'a',
      pages: 1,
      rows: 2,
      newestAt: 8000,
      reachedAt: 7000,
      complete: false,
    });
    expect(step(at('a', 7000), [6000], 'b').checkpoint).toMatchObject({ cursor: 'b', newestAt: 8000, reachedAt: 6000 });
  });

  it('ends where Fini says so, or once it is below the floor', () => {
    expect(step(at('a', 7000), [6000], null).checkpoint).toMatchObject({ complete: true, cursor: null });
    const floored = { ...at('a', 7000), floor: 6500 };
    expect(step(floored, [6600, 6400], 'b').checkpoint).toMatchObject({ complete: true, reachedAt: 6400 });
    expect(step(floored, [6600, 6500], 'b').checkpoint.complete).toBe(false);
  });

  it('is not led astray by a record whose latest message is not among its events', () => {
    const floored = { ...at('a', 7000), floor: 6500 };
    const times = Array.from({ length: 12 }, (_, index) => 6990 - index * 10);
    for (let place = 0; place < times.length; place += 1) {
      const { checkpoint } = step(floored, times.with(place, 10), 'b');
      expect(checkpoint).toMatchObject({ complete: false, cursor: 'b' });
      expect(checkpoint.reachedAt).toBeGreaterThanOrEqual(6880);
    }
  });

  it('takes "more" without a cursor for the end once it begins again there and comes to the same row each time', () => {
    for (const length of [3, 30]) {
      let from = at('a', 7000);
      const trail = trailFrom(from);
      let pages = 0;
      // Where the window tests the creation, a record that went on comes first again.
      const times = [8800, ...Array.from({ length }, (_, index) => 6400 - index)];
      for (; !from.complete && pages < 20; pages += 1) {
        const { checkpoint, failure } = advance(from, page(times, null, true), trail, 9500);
        expect(failure).toBeNull();
        from = checkpoint;
      }
      expect(from.complete).toBe(true);
      expect(pages).toBeGreaterThan(4);
    }
  });

  it.each([
    ['the same cursor again', [6000], 'a', true],
    ['more without a cursor', [6000], null, true],
    ['a list that begins anew', [8500, 6000 + 1500], 'b', true],
    ['an empty page that leads to itself', [], 'a', true],
  ] as const)('begins again at the oldest time it reached after %s', (_name, times, cursor, hasMore) => {
    const { checkpoint } = step(at('a', 7000), times, cursor, hasMore);
    const reached = times.length === 1 ? 6000 : 7000;
    expect(checkpoint).toMatchObject({ cursor: null, anchor: reached + 1, complete: false });
    expect(questionOf(checkpoint, 100)).toMatchObject({ since: 1000, until: reached + 1, cursor: null });
  });

  it('asks for nothing beyond the end of its window, also where records come first that went on after it', () => {
    expect(step(at('a', 9700), [9600], 'a').checkpoint.anchor).toBe(9000);
    expect(beginAgain(at('a', 9700), trailFrom(at('a', 9700)))?.anchor).toBe(9000);
  });

  it('begins again only where that may help: not twice at one place', () => {
    const from = at('gone', 7000);
    const trail = trailFrom(from);
    expect(beginAgain(from, trail)).toMatchObject({ cursor: null, anchor: 7001 });
    expect(beginAgain({ ...from, cursor: 'gone too' }, trail)).toBeNull();
    expect(beginAgain({ ...from, cursor: null }, trailFrom(from))).toBeNull();
  });

  it('asks without an end for a window that has none, until it has to begin again', () => {
    expect(questionOf({ ...window, openEnded: true }, 100).until).toBeNull();
    expect(questionOf({ ...window, openEnded: true, anchor: 7001 }, 100).until).toBe(7001);
  });

  it('gives up with the reason when a page leads nowhere time and again', () => {
    let from = at('a', 7000);
    const trail = trailFrom(from);
    let failure = null;
    let pages = 0;
    for (; failure === null && pages < 20; pages += 1)
      ({ checkpoint: from, failure } = advance(from, page([7500], null, true), trail, 9500));
    expect(failure?.code).toBe('repeated-cursor');
    expect(from.complete).toBe(false);
    expect(pages).toBeLessThan(10);
  });
});
