import { describe, expect, it } from 'vitest';
import { labelOptions } from '../../../../../src/renderer/features/review/label-options.ts';

describe('label options', () => {
  const known = [
    { label: 'Wrong tone', count: 4 },
    { label: 'tone', count: 2 },
  ];

  it('offer what begins with the letters before what holds them', () => {
    expect(labelOptions('to', known, []).map(({ label }) => label)).toEqual(['tone', 'Wrong tone', 'to']);
  });

  it('offer to create only what is not there, whatever its case', () => {
    expect(labelOptions(' TONE ', known, []).some(({ count }) => count === null)).toBe(false);
    expect(labelOptions('new one', known, [])).toEqual([{ label: 'new one', count: null, chosen: false }]);
  });

  it('hold every label the interaction has', () => {
    expect(labelOptions('', [], ['mine'])).toEqual([{ label: 'mine', count: 1, chosen: true }]);
  });
});
