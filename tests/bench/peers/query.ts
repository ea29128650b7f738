/** What is asked of every engine: the text as a reviewer types it, and the same cut up, for engines that know no such text. */

export const QUERY_KINDS = [
  'rare word',
  'common word',
  'two words',
  'three words',
  'phrase',
  'prefix',
  'clause only',
  'words with clauses',
  'negation',
  'right to left and CJK',
] as const;
export type QueryKind = (typeof QUERY_KINDS)[number];

/** Terms that stand one behind the other; a single word is a phrase of one. */
export interface WordsAsked {
  readonly terms: readonly string[];
  /** The last term may go on. */
  readonly prefix: boolean;
  readonly negated: boolean;
}

export type ClauseAsked =
  | {
      readonly field: 'source' | 'channel' | 'status' | 'tag' | 'folder' | 'csat';
      /** Any of these; lower case. */
      readonly values: readonly string[];
      readonly negated: boolean;
    }
  /** Last message from `from` (inclusive) until `to` (exclusive), epoch ms. */
  | { readonly field: 'time'; readonly from: number; readonly to: number; readonly negated: boolean };

export interface BenchQuery {
  readonly kind: QueryKind;
  readonly text: string;
  readonly words: readonly WordsAsked[];
  readonly clauses: readonly ClauseAsked[];
}

/** Counts by value, by facet. */
export type FacetCounts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What has to be the same whoever answers. */
export interface Answer {
  readonly total: number;
  /** The newest fifty. */
  readonly ids: readonly string[];
  readonly facets: FacetCounts;
}

/** Rows that every engine brings along. */
export const ROWS_SHOWN = 50;

/** The facets that are compared. Engines of ours may count more. */
export const FACETS = ['source', 'channel', 'status', 'tag', 'folder', 'article', 'csat'] as const;
export type FacetName = (typeof FACETS)[number];

const facetsAlike = (one: FacetCounts, other: FacetCounts): boolean =>
  FACETS.every((facet) => {
    const [left, right] = [one[facet] ?? {}, other[facet] ?? {}];
    const keys = Object.keys(left);
    return keys.length === Object.keys(right).length && keys.every((key) => left[key] === right[key]);
  });

/** What two answers to the same query differ in; null when in nothing. */
export const difference = (one: Answer, other: Answer): 'total' | 'rows' | 'facets' | null => {
  if (one.total !== other.total) return 'total';
  if (one.ids.length !== other.ids.length || one.ids.some((id, index) => id !== other.ids[index])) return 'rows';
  return facetsAlike(one.facets, other.facets) ? null : 'facets';
};
