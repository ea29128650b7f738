import { describe, expect, it } from 'vitest';
import { excludesClause } from '#shared/query/clauses.ts';
import { FOLDED, facetRows, matchingRows } from '../../../../../src/renderer/features/filters/facet-order.ts';
import { excludeClause, setClause } from '../../../../../src/renderer/features/filters/toggle-clause.ts';
import { openGroupsFrom } from '../../../../../src/renderer/features/filters/use-open-groups.ts';
import { remembered } from '../../../../../src/renderer/state/search-facets.ts';

const values = (...names: readonly string[]) => names.map((value) => ({ value }));

describe('a facet', () => {
  it('keeps every value in its place while counts come and go', () => {
    const known = remembered(values('zendesk', 'slack'), [{ value: 'api', count: 1 }]);
    expect(facetRows(known, [{ value: 'slack', count: 9 }], []).map(({ value, count }) => [value, count])).toEqual([
      ['zendesk', 0],
      ['slack', 9],
      ['api', 0],
    ]);
  });

  it('shows a chosen value that the query finds none of', () => {
    expect(facetRows([], [], [{ value: 'Front', negated: true }])).toEqual([
      { value: 'Front', count: 0, choice: 'excluded' },
    ]);
  });

  it('puts what is chosen, then what is found most, first in a long one', () => {
    const known = Array.from({ length: FOLDED + 5 }, (_, index) => ({ value: `tag ${index}` }));
    const rows = facetRows(known, [{ value: 'tag 9', count: 3 }], [{ value: 'TAG 4', negated: false }]);
    expect(rows.slice(0, 2).map(({ value }) => value)).toEqual(['tag 4', 'tag 9']);
  });

  it('has ratings in their order, those that were not given last', () => {
    const rows = facetRows(values('none', '5', '0', '10'), [], [], true);
    expect(rows.map(({ value }) => value)).toEqual(['0', '5', '10', 'none']);
  });

  it('is searched by what is shown of a value', () => {
    const rows = facetRows(
      [
        { value: 'bot_1', label: 'Billing bot' },
        { value: 'bot_2', label: 'Tech' },
      ],
      [],
      [],
    );
    expect(matchingRows(rows, ' bill').map(({ value }) => value)).toEqual(['bot_1']);
    expect(matchingRows(rows, '')).toHaveLength(2);
  });

  it('is open as it was left', () => {
    expect(openGroupsFrom('tag agent nonsense')).toEqual(['tag', 'agent']);
    expect(openGroupsFrom('')).toEqual([]);
    expect(openGroupsFrom(null)).toContain('source');
  });
});

describe('a filter', () => {
  it('of which there can be one stands in for the one before', () => {
    expect(setClause('refund after:7d', 'after', '30d')).toBe('refund after:30d');
    expect(setClause('refund after:30d', 'after', '30d')).toBe('refund');
  });

  it('leaves out, in the place of asking for it, and no longer', () => {
    const left = excludeClause('refund status:Open', 'status', 'Open');
    expect(left).toBe('refund -status:Open');
    expect(excludesClause(left, 'status', 'open')).toBe(true);
    expect(excludeClause(left, 'status', 'Open')).toBe('refund');
  });

  it('leaves out of all alternatives', () => {
    expect(excludeClause('a OR b', 'source', 'Live chat')).toBe('(a OR b) -source:"Live chat"');
  });
});
