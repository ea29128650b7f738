/** Which values each facet has shown in this workspace, so that a value keeps its place while its count changes. */
import { type FacetField, type Facets, type FacetValue, facetFieldSchema } from '#shared/contract/data.ts';

export type KnownValues = Readonly<Record<FacetField, readonly string[]>>;

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
export const remembered = (known: readonly string[], current: readonly FacetValue[]): readonly string[] => {
  const seen = new Set(known);
  const fresh = current.filter(({ value }) => !seen.has(value)).map(({ value }) => value);
  return fresh.length === 0 ? known : [...known, ...fresh];
};

export const withFacets = (known: KnownValues, facets: Facets): KnownValues => {
  let next = known;
  for (const field of facetFieldSchema.options) {
    const values = remembered(known[field], facets[field]);
    if (values !== known[field]) next = { ...next, [field]: values };
  }
  return next;
};
