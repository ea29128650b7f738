import { expect, it } from 'vitest';
import { lineOf, rowText } from '../../../../../src/renderer/features/list/row-text.ts';
import { row } from '../../state/desk-data.ts';

it('leaves a plain line as it is, and makes one line of any other text', () => {
  expect(lineOf('Where is my refund?')).toBe('Where is my refund?');
  expect(lineOf('  two\n\nlines\tand  blanks ')).toBe('two lines and blanks');
  expect(lineOf('Größe: 38 – 日本語')).toBe('Größe: 38 – 日本語');
});

it('has nothing for a text that would draw nothing, and turns no direction round', () => {
  expect(lineOf('')).toBe('');
  expect(lineOf(' \u{200b}\u{3164}\n')).toBe('');
  expect(lineOf('a\u{202e}b')).toBe('ab');
});

it('is worked out once for each row', () => {
  const one = { ...row('one'), subject: 'a\nb', labels: ['good', 'two\nlines'] };
  expect(rowText(one)).toMatchObject({ subject: 'a b', source: 'zendesk', labels: 'good, two lines' });
  expect(rowText(one)).toBe(rowText(one));
});
