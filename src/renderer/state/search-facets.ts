/** Which values each facet has shown in this workspace, so that a value keeps its place while its count changes. */
import { type FacetField, type Facets, type FacetValue, facetFieldSchema } from '#shared/contract/data.ts';

/** Values remembered of a field; a workspace can have more articles than anybody wants to see in a list. */
const MOST = 400;

export interface KnownValue {
  readonly value: string;
  /** What is shown, where that differs from the value. */
  readonly label?: string;
}
export type KnownValues = Readonly<Record<FacetField, readonly KnownValue[]>>;

export const NO_VALUES: KnownValues = {
  source: [],
  channel: [],
  status: [],
  tag: [],
  folder: [],
  article: [],
  csat: [],
  agent: [],
  review: [],
};

/** The values seen so far, in their places, with those that are new behind them. */
export const remembered = (known: readonly KnownValue[], current: readonly FacetValue[]): readonly KnownValue[] => {
  const seen = new Set(known.map(({ value }) => value));
  const fresh = current
    .filter(({ value }) => !seen.has(value))
    .map(({ value, label }): KnownValue => (label === undefined ? { value } : { value, label }));
  return fresh.length === 0 || known.length >= MOST ? known : [...known, ...fresh].slice(0, MOST);
};

export const withFacets = (known: KnownValues, facets: Facets): KnownValues => {
  let next = known;
  for (const field of facetFieldSchema.options) {
    const values = remembered(known[field], facets[field]);
    if (values !== known[field]) next = { ...next, [field]: values };
  }
  return next;
};
