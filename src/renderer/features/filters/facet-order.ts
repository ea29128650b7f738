/** Which values of a facet are shown, and in which order: one that does not jump while the query is typed. */
import type { FacetValue } from '#shared/contract/data.ts';

/** Values shown before a long facet is unfolded. */
export const FOLDED = 7;

export interface FacetRow extends FacetValue {
  readonly chosen: boolean;
}

const folded = (value: string): string => value.toLowerCase();

/**
 * The rows of a facet. A short one keeps every value it has ever shown, in one place each; a long one shows what the
 * query finds most of. What is chosen is always there, were it never so rare.
 */
export const facetRows = (
  known: readonly string[],
  current: readonly FacetValue[],
  chosen: readonly string[],
): readonly FacetRow[] => {
  const counts = new Map(current.map(({ value, count }) => [value, count]));
  const wanted = new Set(chosen.map(folded));
  const there = new Set(known.map(folded));
  const values = [...known, ...chosen.filter((value) => !there.has(folded(value)))];
  const rows = values.map((value) => ({ value, count: counts.get(value) ?? 0, chosen: wanted.has(folded(value)) }));
  if (rows.length <= FOLDED + 1) return rows;
  return rows.toSorted((one, other) => Number(other.chosen) - Number(one.chosen) || other.count - one.count);
};
