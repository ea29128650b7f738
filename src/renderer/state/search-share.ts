/** What of a new result is the same as what is drawn already: kept as the same objects, so that nothing is drawn again. */
import type { Facets, FacetValue, InteractionSummary, SearchResult } from '#shared/contract/data.ts';
import type { RowPages } from './search-pages.ts';

const sameList = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((value, index) => value === other[index]);

const sameValue = (one: unknown, other: unknown): boolean =>
  one === other || (Array.isArray(one) && Array.isArray(other) && sameList(one, other));

/** Whether two rows would be drawn alike. */
export const sameRow = (one: InteractionSummary, other: InteractionSummary): boolean => {
  const before = Object.entries(one);
  return (
    before.length === Object.keys(other).length &&
    before.every(([key, value]) => sameValue(value, other[key as keyof InteractionSummary]))
  );
};

/** The rows, with those that are drawn already as they were. */
export const sharedRows = (before: RowPages, rows: readonly InteractionSummary[]): readonly InteractionSummary[] => {
  const wanted = new Set(rows.map(({ id }) => id));
  const known = new Map<string, InteractionSummary>();
  for (const page of before.values()) for (const row of page) if (wanted.has(row.id)) known.set(row.id, row);
  return rows.map((row) => {
    const old = known.get(row.id);
    return old && sameRow(old, row) ? old : row;
  });
};

const sameValues = (one: readonly FacetValue[], other: readonly FacetValue[]): boolean =>
  one.length === other.length &&
  one.every(
    ({ value, count, label }, index) =>
      value === other[index]?.value && count === other[index].count && label === other[index].label,
  );

/** The facets, with each field whose counts did not change as it was. */
export const sharedFacets = (before: Facets | undefined, next: Facets): Facets => {
  if (!before) return next;
  let shared = next;
  for (const field of Object.keys(next) as (keyof Facets)[])
    if (before[field] && sameValues(before[field], next[field])) shared = { ...shared, [field]: before[field] };
  return shared;
};

/** The list, as it was when it says the same. */
export const sharedList = <Item>(before: readonly Item[] | undefined, next: readonly Item[]): readonly Item[] =>
  before?.length === next.length && JSON.stringify(before) === JSON.stringify(next) ? before : next;

type Drawn = Omit<SearchResult, 'rows' | 'position'>;

/** The result, with what says the same as before being the same. */
export const sharedResult = (before: Drawn | null, result: Drawn): Drawn => ({
  ...result,
  facets: sharedFacets(before?.facets, result.facets),
  terms: sharedList(before?.terms, result.terms),
  histogram: sharedList(before?.histogram, result.histogram),
});
