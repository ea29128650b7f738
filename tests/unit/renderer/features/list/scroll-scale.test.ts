import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  offsetAt,
  offsetShowing,
  positionAfterScroll,
  positionAt,
  rowsAt,
  scaleFor,
  TALLEST,
} from '../../../../../src/renderer/features/list/scroll-scale.ts';

const ROW = 68;
const MILLION = scaleFor(1_000_000, ROW, 700);

describe('a short list', () => {
  const scale = scaleFor(100, ROW, 700);

  it('is as tall as its rows and scrolls one to one', () => {
    expect(scale.elementHeight).toBe(6800);
    expect(positionAfterScroll(scale, { top: 0, base: 0 }, 1234)).toEqual({ top: 1234, base: 0 });
  });
});

describe('a list of a million rows', () => {
  it('stays under the height that browsers lay out', () => {
    expect(MILLION.height).toBe(68_000_000);
    expect(MILLION.elementHeight).toBe(TALLEST);
  });

  it('shows its first and its last row at the ends of the scroll bar', () => {
    const first = positionAfterScroll(MILLION, positionAt(MILLION, 30_000_000), 0);
    expect(rowsAt(MILLION, 1_000_000, ROW, offsetAt(MILLION, first), 0).from).toBe(0);
    const last = positionAfterScroll(MILLION, { top: 0, base: 0 }, TALLEST - 700);
    expect(rowsAt(MILLION, 1_000_000, ROW, offsetAt(MILLION, last), 0).to).toBe(1_000_000);
  });

  it('moves row for row when it is scrolled a little', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 67_000_000 }), fc.integer({ min: -300, max: 300 }), (offset, step) => {
        const before = positionAt(MILLION, offset);
        const after = positionAfterScroll(MILLION, before, before.top + step);
        expect(offsetAt(MILLION, after) - offsetAt(MILLION, before)).toBeCloseTo(step, 3);
      }),
    );
  });

  it('comes back to the offset it was put at, and keeps the scroll bar inside the element', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 68_000_000 - 700 }), (offset) => {
        const position = positionAt(MILLION, offset);
        expect(offsetAt(MILLION, position)).toBe(offset);
        expect(position.top).toBeGreaterThanOrEqual(0);
        expect(position.top).toBeLessThanOrEqual(TALLEST - 700);
      }),
    );
  });
});

it('shows a row whole with the least scrolling', () => {
  const scale = scaleFor(100, ROW, 340);
  expect(offsetShowing(scale, ROW, 680, 12)).toBe(680);
  expect(offsetShowing(scale, ROW, 680, 4)).toBe(4 * ROW);
  expect(offsetShowing(scale, ROW, 680, 20)).toBe(21 * ROW - 340);
});

it('draws every row that is seen, and never one that is not there', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5000 }), fc.nat(400_000), (rows, wanted) => {
      const scale = scaleFor(rows, ROW, 700);
      const offset = offsetAt(scale, positionAt(scale, wanted));
      const range = rowsAt(scale, rows, ROW, offset, 8);
      expect(range.from).toBeGreaterThanOrEqual(0);
      expect(range.to).toBeLessThanOrEqual(rows);
      expect(range.from * ROW <= offset || range.from === 0).toBe(true);
      expect(range.to * ROW >= Math.min(offset + 700, rows * ROW)).toBe(true);
    }),
  );
});
