import { describe, expect, it } from 'vitest';
import { refreshDaysFrom } from '../../../../../src/renderer/features/settings/refresh-days.ts';

describe('a typed refresh period', () => {
  it.each([
    ['1', 1],
    [' 30 ', 30],
    ['90', 90],
  ])('“%s” is %d days', (typed, days) => {
    expect(refreshDaysFrom(typed)).toBe(days);
  });

  it.each(['', '0', '91', '-7', '7.5', '1e1', 'seven'])('“%s” is none that can be kept', (typed) => {
    expect(refreshDaysFrom(typed)).toBeNull();
  });
});
