import { expect, it } from 'vitest';
import { sharedFacets, sharedList, sharedRows } from '../../../../src/renderer/state/search-share.ts';
import { NO_FACETS, row } from './desk-data.ts';

it('keeps a row that says the same as the same object, wherever it stands now', () => {
  const before = { ...row('a'), tags: ['Refund'] };
  const pages = new Map([[3, [before, row('b')]]]);
  const shared = sharedRows(pages, [row('new'), { ...row('a'), tags: ['Refund'] }]);
  expect(shared[1]).toBe(before);
  const changed = sharedRows(pages, [{ ...row('a'), tags: ['Refund', 'Late'] }]);
  expect(changed[0]).not.toBe(before);
  expect(changed[0]?.tags).toHaveLength(2);
});

it('keeps the facets whose counts did not change', () => {
  const before = { ...NO_FACETS, source: [{ value: 'api', count: 1 }], tag: [{ value: 'x', count: 1 }] };
  const next = { ...NO_FACETS, source: [{ value: 'api', count: 1 }], tag: [{ value: 'x', count: 2 }] };
  const shared = sharedFacets(before, next);
  expect(shared.source).toBe(before.source);
  expect(shared.tag).toBe(next.tag);
});

it('keeps a list that says the same', () => {
  const terms = ['refund'];
  expect(sharedList(terms, ['refund'])).toBe(terms);
  expect(sharedList(terms, ['late'])).toEqual(['late']);
});
