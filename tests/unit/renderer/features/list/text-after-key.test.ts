import { describe, expect, it } from 'vitest';
import { textAfterKey } from '../../../../../src/renderer/features/list/text-after-key.ts';

const field = (value: string, selectionStart: number | null = value.length, selectionEnd = selectionStart) => ({
  value,
  selectionStart,
  selectionEnd,
});

describe('what a key is about to make of the text', () => {
  it.each([
    ['a letter at the end', field('refun'), 'd', 'refund'],
    ['a letter in the middle', field('rfund', 1), 'e', 'refund'],
    ['a letter for a selection', field('refund', 0, 6), 'x', 'x'],
    ['a letter of another script', field('退'), '款', '退款'],
    ['a deletion', field('refund'), 'Backspace', 'refun'],
    ['a deletion of a selection', field('refund', 2, 4), 'Backspace', 'rend'],
  ])('%s', (_, typed, key, text) => {
    expect(textAfterKey(typed, key)).toBe(text);
  });

  it.each([
    ['a key that writes nothing', field('refund'), 'ArrowLeft'],
    ['a deletion at the beginning', field('refund', 0), 'Backspace'],
    ['a deletion of half an emoji', field('👍'), 'Backspace'],
    ['a deletion of an accent of its own', field('e\u0301'), 'Backspace'],
    ['a field that tells no selection', field('refund', null), 'd'],
  ])('says nothing of %s', (_, typed, key) => {
    expect(textAfterKey(typed, key)).toBeNull();
  });
});
