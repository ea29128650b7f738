import { describe, expect, it } from 'vitest';
import { anchorIndexes, shiftFor } from '../../../../src/renderer/state/search-anchor.ts';

const anchors = (...pairs: readonly (readonly [number, number | null])[]) =>
  pairs.map(([before, after]) => ({ before, after }));

describe('the rows that decide', () => {
  it('are spread over what is seen, each once', () => {
    expect(anchorIndexes(10, 20)).toEqual([10, 13, 16, 19]);
    expect(anchorIndexes(4, 6)).toEqual([4, 5]);
    expect(anchorIndexes(4, 4)).toEqual([]);
  });
});

describe('the shift', () => {
  it('is by as many rows as came above', () => {
    expect(shiftFor(anchors([10, 13], [14, 17], [19, 22]), null, 10)).toBe(3);
  });

  it('does not follow one row of many to the top', () => {
    expect(shiftFor(anchors([10, 0], [14, 15], [19, 20]), null, 10)).toBe(1);
  });

  it('keeps the selected row where it is', () => {
    expect(shiftFor(anchors([10, 12], [14, 17], [19, 22]), { before: 12, after: 14 }, 10)).toBe(2);
  });

  it('lets the selected row go when it moved far away by itself', () => {
    expect(shiftFor(anchors([500, 501], [505, 506], [509, 510]), { before: 503, after: 0 }, 10)).toBe(1);
  });

  it('is none when nothing that is seen is left', () => {
    expect(shiftFor(anchors([10, null], [14, null]), { before: 12, after: null }, 10)).toBe(0);
  });
});
