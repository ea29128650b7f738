/** Which values of a facet are shown, and in which order: one that does not jump while the query is typed. */
import type { FacetValue } from '#shared/contract/data.ts';
import type { KnownValue } from '../../state/search-facets.ts';

/** Values shown before a long facet is unfolded. */
export const FOLDED = 6;

export type Choice = 'asked' | 'excluded' | null;

export interface FacetRow extends FacetValue {
  readonly choice: Choice;
}

/** A value that the query names. */
export interface NamedValue {
  readonly value: string;
  readonly negated: boolean;
}

const folded = (value: string): string => value.toLowerCase();

/**
 * The rows of a facet. A short one keeps every value it has ever shown, in one place each; a long one shows what the
 * query finds most of. What is chosen is always there, were it never so rare.
 *
 * @param byValue in the order of the values themselves: ratings
 */
export const facetRows = (
  known: readonly KnownValue[],
  current: readonly FacetValue[],
  named: readonly NamedValue[],
  byValue = false,
): readonly FacetRow[] => {
  const counts = new Map(current.map(({ value, count }) => [value, count]));
  const choices = new Map(
    named.map(({ value, negated }): [string, Choice] => [folded(value), negated ? 'excluded' : 'asked']),
  );
  const there = new Set(known.map(({ value }) => folded(value)));
  const unknown = named.filter(({ value }) => !there.has(folded(value))).map(({ value }): KnownValue => ({ value }));
  const rows = [...known, ...unknown].map(
    ({ value, label }): FacetRow => ({
      value,
      ...(label === undefined ? {} : { label }),
      count: counts.get(value) ?? 0,
      choice: choices.get(folded(value)) ?? null,
    }),
  );
  if (byValue) return rows.toSorted((one, other) => rank(one.value) - rank(other.value));
  if (rows.length <= FOLDED + 1) return rows;
  return rows.toSorted(
    (one, other) => Number(other.choice !== null) - Number(one.choice !== null) || other.count - one.count,
  );
};

/** Numbers in their order; words (`none`) behind them. */
const rank = (value: string): number => {
  const number = Number(value);
  return Number.isFinite(number) && value.trim() !== '' ? number : Number.MAX_VALUE;
};

/** The rows whose name holds what was typed, without case. */
export const matchingRows = (rows: readonly FacetRow[], typed: string): readonly FacetRow[] => {
  const wanted = folded(typed.trim());
  return wanted === '' ? rows : rows.filter(({ value, label }) => folded(label ?? value).includes(wanted));
};
