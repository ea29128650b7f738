/** What the index of a workspace offers to whoever completes a query: values with their counts, attributes and words. */
import { type FacetField, facetFieldSchema } from '#shared/contract/data.ts';
import type { FieldName } from '#shared/query/ast.ts';
import type { FromValue, HasValue } from '#shared/query/fields.ts';
import { fromValues, hasValues } from '#shared/query/fields.ts';
import { ATTRIBUTES, attributeOf, attributePrefixTerm } from '../index/attributes.ts';
import { sideBit } from '../index/document.ts';
import { approvedOfFlags, hasFeature, resolvedOf } from '../index/flags.ts';
import type { Segment, TermIndex } from '../index/segment.ts';
import { Hits } from './hits.ts';
import { liveSet } from './live.ts';
import { sideOfValue } from './plan.ts';
import type { SearchIndex } from './search-index.ts';
import type { CountedValue, SuggestSource } from './suggest.ts';

/** Terms looked at in a segment: a short beginning has more, of which nobody reads a list. */
const MOST_TERMS = 3000;
/** Attributes looked at in a segment. */
const MOST_KEYS = 300;

export interface SuggestParts {
  /** Asked anew each time: what waits to be indexed is then indexed first. */
  readonly index: () => SearchIndex;
  readonly labels: () => readonly { readonly label: string; readonly count: number }[];
  /** Names of reviewers whose work is known. */
  readonly reviewers: readonly string[];
}

/**
 * Counts are of interactions. Words and attributes are counted where their terms are loaded, and count what was
 * superseded until it is merged away.
 */
export const createSuggestSource = ({ index, labels, reviewers }: SuggestParts): SuggestSource => {
  let counted: { readonly segments: readonly Segment[]; readonly count: number } | null = null;
  const known = new Map<FieldName, readonly CountedValue[]>();

  const countOf = (field: FieldName): readonly CountedValue[] => {
    const current = index();
    // Reviews and attributions change without a segment doing so.
    if (field === 'review' || field === 'verdict' || field === 'agent') return countField(current, field);
    const { segments, count } = current;
    if (counted?.segments !== segments || counted.count !== count) {
      counted = { segments, count };
      known.clear();
    }
    let values = known.get(field);
    if (!values) {
      values = countField(current, field);
      known.set(field, values);
    }
    return values;
  };

  return {
    values: (field, key, typed) => {
      switch (field) {
        case 'label':
          return labels().map(({ label, count }) => ({ value: label, count }));
        case 'reviewer':
          return reviewers.map((value) => ({ value, count: null }));
        case 'user':
          return key === null ? [] : attributeValues(index().segments, key, typed);
        default:
          return countOf(field);
      }
    },
    attributeKeys: () => attributeKeys(index().segments),
    words: (prefix, limit) => wordsFrom(index().segments, prefix, limit),
  };
};

const countField = (index: SearchIndex, field: FieldName): readonly CountedValue[] => {
  const facet = facetOf(field);
  if (facet) {
    const counter = index.createFacetCounter([facet]);
    for (const segment of index.segments) counter.add(new Hits(segment, liveSet(segment)));
    return counter.finish()[facet];
  }
  switch (field) {
    case 'type':
      return countTypes(index.segments);
    case 'approved':
    case 'resolved': {
      const flagOf = field === 'approved' ? approvedOfFlags : resolvedOf;
      const nameOf = (flags: number): readonly string[] => {
        const value = flagOf(flags);
        return [value === null ? 'none' : value ? 'yes' : 'no'];
      };
      return countColumn(index.segments, ({ columns }) => columns.flags, nameOf);
    }
    case 'has':
      return countColumn(
        index.segments,
        ({ columns }) => columns.flags,
        (flags) => hasValues.filter((feature: HasValue) => hasFeature(flags, feature)),
      );
    case 'from':
      return countColumn(
        index.segments,
        ({ columns }) => columns.sides,
        (sides) => fromValues.filter((value: FromValue) => (sides & sideBit(sideOfValue[value])) !== 0),
      );
    default:
      return [];
  }
};

const facetOf = (field: FieldName): FacetField | null => {
  // Verdicts are among the values of `review:`.
  const facet = facetFieldSchema.safeParse(field === 'verdict' ? 'review' : field);
  return facet.success ? facet.data : null;
};

/** Counts the values of a column of small numbers, each of which stands for some names. */
const countColumn = (
  segments: readonly Segment[],
  columnOf: (segment: Segment) => Uint8Array | Uint16Array,
  namesOf: (value: number) => readonly string[],
): readonly CountedValue[] => {
  const counts = new Uint32Array(0x10000);
  for (const segment of segments) {
    const column = columnOf(segment);
    for (let document = 0; document < column.length; document += 1)
      if (segment.live[document] === 1) counts[column[document]!]! += 1;
  }
  const named = new Map<string, number>();
  counts.forEach((count, value) => {
    if (count > 0) for (const name of namesOf(value)) named.set(name, (named.get(name) ?? 0) + count);
  });
  return ranked(named);
};

const countTypes = (segments: readonly Segment[]): readonly CountedValue[] => {
  const named = new Map<string, number>();
  for (const { columns, live } of segments) {
    const { of, from, values } = columns.sets.type;
    const counts = new Uint32Array(from.length);
    for (let document = 0; document < of.length; document += 1) if (live[document] === 1) counts[of[document]!]! += 1;
    for (let set = 0; set + 1 < from.length; set += 1)
      for (let at = from[set]!; at < from[set + 1]!; at += 1) {
        const name = columns.dictionaries.type[values[at]!]!;
        named.set(name, (named.get(name) ?? 0) + counts[set]!);
      }
  }
  return ranked(named);
};

/** Most frequent first, then by name. */
const ranked = (counts: ReadonlyMap<string, number>): readonly CountedValue[] =>
  [...counts]
    .filter(([, count]) => count > 0)
    .map(([value, count]) => ({ value, count }))
    .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));

/** Adds up the documents of the terms that begin so, under the names that they have. */
const countTerms = (
  segments: readonly Segment[],
  prefix: string,
  nameOf: (term: string) => string | null,
): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { terms } of segments) {
    let left = MOST_TERMS;
    for (const [term, { documents }] of terms?.dictionary.from(prefix) ?? []) {
      if (!term.startsWith(prefix) || left === 0) break;
      left -= 1;
      const name = nameOf(term);
      if (name !== null) counts.set(name, (counts.get(name) ?? 0) + documents);
    }
  }
  return counts;
};

const wordsFrom = (segments: readonly Segment[], prefix: string, limit: number): readonly CountedValue[] => {
  if (prefix === '' || prefix.startsWith(ATTRIBUTES)) return [];
  return ranked(countTerms(segments, prefix, (term) => term)).slice(0, limit);
};

const attributeValues = (segments: readonly Segment[], key: string, typed: string): readonly CountedValue[] =>
  ranked(countTerms(segments, attributePrefixTerm(key, typed), (term) => attributeOf(term)?.value ?? null));

const keysOfTerms = new WeakMap<TermIndex, readonly string[]>();

/** The dictionary is asked for the first term behind each key, so that values are not looked through. */
const keysOf = (terms: TermIndex): readonly string[] => {
  let keys = keysOfTerms.get(terms);
  if (!keys) {
    const found: string[] = [];
    for (let from = ATTRIBUTES; found.length < MOST_KEYS; ) {
      const [first] = terms.dictionary.from(from).next().value ?? [''];
      const attribute = attributeOf(first);
      if (!attribute) break;
      found.push(attribute.key);
      // The first place behind all of the key's values: what parts the two is \u0002.
      from = `${ATTRIBUTES}${attribute.key}\u0003`;
    }
    keys = found;
    keysOfTerms.set(terms, keys);
  }
  return keys;
};

const attributeKeys = (segments: readonly Segment[]): readonly CountedValue[] => {
  const keys = new Set<string>();
  for (const { terms } of segments) if (terms) for (const key of keysOf(terms)) keys.add(key);
  return [...keys].sort().map((value) => ({ value, count: null }));
};
