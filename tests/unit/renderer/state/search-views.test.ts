import { describe, expect, it } from 'vitest';
import {
  movedView,
  viewAsText,
  viewFromText,
  viewOrder,
  withQuery,
} from '../../../../src/renderer/state/search-views.ts';
import type { SavedSearch } from '../../../../src/shared/contract/data.ts';

const view = (id: string, pinned = false): SavedSearch => ({ id, name: id, text: id, sort: 'newest', pinned });
const ids = (views: readonly SavedSearch[]): string => views.map(({ id }) => id).join('');

describe('what was searched for', () => {
  it('is newest first, each query once', () => {
    expect(withQuery(['b', 'a'], ' a ')).toEqual(['a', 'b']);
  });

  it('holds no empty query and no more than fifty', () => {
    const many = Array.from({ length: 50 }, (_, index) => `q${index}`);
    expect(withQuery(many, '   ')).toBe(many);
    expect(withQuery(many, 'new')).toHaveLength(50);
    expect(withQuery(many, 'new')[0]).toBe('new');
  });
});

describe('the order of views', () => {
  it('has the pinned ones first', () => {
    expect(ids(viewOrder([view('a'), view('b', true), view('c'), view('d', true)]))).toBe('bdac');
  });

  it('changes by one place among those of the same kind', () => {
    const views = [view('a'), view('b', true), view('c'), view('d', true)];
    expect(ids(viewOrder(movedView(views, 'd', -1)))).toBe('dbac');
    expect(ids(viewOrder(movedView(views, 'a', 1)))).toBe('bdca');
    expect(movedView(views, 'b', -1)).toBe(views);
  });
});

describe('a view sent as text', () => {
  it('comes back as it was, also when it is quoted in a message', () => {
    const shared = { name: 'Angry refunds', text: 'refund csat:<=2 -tag:"Billing: late"', sort: 'csat' } as const;
    expect(viewFromText(viewAsText(shared))).toEqual(shared);
    const quoted = `Hi Robin,\n\n${viewAsText(shared).replaceAll(/^/gmu, '> ')}\n\nBest`;
    expect(viewFromText(quoted)).toEqual(shared);
  });

  it('may be a query alone', () => {
    expect(viewFromText('  refund\n review:none ')).toEqual({
      name: 'refund review:none',
      text: 'refund review:none',
      sort: 'newest',
    });
  });

  it('is nothing when there is nothing to search for', () => {
    expect(viewFromText(' \n ')).toBeNull();
    expect(viewFromText('Fini Reviewer view: Empty\nOrder: newest\nSearch: ')).toBeNull();
  });
});
