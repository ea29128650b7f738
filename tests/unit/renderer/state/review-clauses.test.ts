import { expect, it } from 'vitest';
import { canMove } from '../../../../src/renderer/state/review-clauses.ts';
import { noReview } from './desk-data.ts';

it('holds a list still only for judgements that can take the interaction out of it', () => {
  const passed = { ...noReview, verdict: 'pass' as const };
  const labelled = { ...noReview, labels: ['tone'] };
  const noted = { ...noReview, note: 'x' };
  expect(canMove('refund source:zendesk', noReview, passed)).toBe(false);
  expect(canMove('review:none', noReview, passed)).toBe(true);
  expect(canMove('review:none', noReview, labelled)).toBe(false);
  expect(canMove('-label:tone', noReview, labelled)).toBe(true);
  expect(canMove('review:noted', noReview, noted)).toBe(true);
  expect(canMove('verdict:none', noReview, noted)).toBe(false);
});
