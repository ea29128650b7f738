import { describe, expect, it } from 'vitest';
import { FOLDED, facetRows } from '../../../../../src/renderer/features/filters/facet-order.ts';
import { setClause, toggleClause } from '../../../../../src/renderer/features/filters/toggle-clause.ts';
import { remembered } from '../../../../../src/renderer/state/search-facets.ts';

describe('a facet', () => {
  it('keeps every value in its place while counts come and go', () => {
    const known = remembered(['zendesk', 'slack'], [{ value: 'api', count: 1 }]);
    expect(facetRows(known, [{ value: 'slack', count: 9 }], []).map(({ value, count }) => [value, count])).toEqual([
      ['zendesk', 0],
      ['slack', 9],
      ['api', 0],
    ]);
  });

  it('shows a chosen value that the query finds none of', () => {
    expect(facetRows([], [], ['Front'])).toEqual([{ value: 'Front', count: 0, chosen: true }]);
  });

  it('puts what is chosen, then what is found most, first in a long one', () => {
    const known = Array.from({ length: FOLDED + 5 }, (_, index) => `tag ${index}`);
    const rows = facetRows(known, [{ value: 'tag 9', count: 3 }], ['TAG 4']);
    expect(rows.slice(0, 2).map(({ value }) => value)).toEqual(['tag 4', 'tag 9']);
  });
});

describe('a filter', () => {
  it('is put into the query and taken out again', () => {
    const asked = toggleClause('refund', 'source', 'zendesk');
    expect(asked).toBe('refund source:zendesk');
    expect(toggleClause(asked, 'source', 'zendesk')).toBe('refund');
  });

  it('asked for where it was excluded takes the exclusion away', () => {
    expect(toggleClause('-source:slack', 'source', 'slack')).toBe('source:slack');
  });

  it('of which there can be one stands in for the one before', () => {
    expect(setClause('refund after:7d', 'after', '30d')).toBe('refund after:30d');
    expect(setClause('refund after:30d', 'after', '30d')).toBe('refund');
  });
});
