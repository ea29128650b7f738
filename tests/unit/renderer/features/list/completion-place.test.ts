import { expect, it } from 'vitest';
import { isCompletable } from '../../../../../src/renderer/features/list/completion-place.ts';

const at = (text: string): boolean => isCompletable(text, text.length);

it('completes names of clauses from their second letter on', () => {
  expect(at('so')).toBe(true);
  expect(at('refund -sta')).toBe(true);
  expect(at('(cha')).toBe(true);
  expect(at('s')).toBe(false);
  expect(at('refund')).toBe(false);
});

it('completes values, also those in quotation marks and lists', () => {
  expect(at('source:')).toBe(true);
  expect(at('source:zendesk,int')).toBe(true);
  expect(at('status:"Escalated to Hu')).toBe(true);
  expect(at('user.plan:')).toBe(true);
});

it('leaves phrases and addresses alone', () => {
  expect(at('"source of')).toBe(false);
  expect(at('https://exam')).toBe(false);
});
