/** A parsed query made ready for running: words cut into terms, dates into times, values folded. */
import type { ParseProblem, Query, QueryTerm } from '#shared/query/ast.ts';
import { parseDate } from '#shared/query/date.ts';
import { termsOf } from '#shared/query/terms.ts';
import { reviewMask } from '../index/review-bits.ts';

/** Terms that stand one behind the other; a single word is a phrase of one. */
export interface TextMatch {
  readonly terms: readonly string[];
  /** The last term may go on. */
  readonly prefix: boolean;
  readonly negated: boolean;
}

export type ColumnName = 'source' | 'channel' | 'status';

export type ClauseMatch =
  | {
      readonly kind: 'column';
      readonly column: ColumnName;
      readonly values: ReadonlySet<string>;
      readonly negated: boolean;
    }
  | { readonly kind: 'tag'; readonly names: readonly string[]; readonly negated: boolean }
  | { readonly kind: 'review'; readonly mask: Uint8Array; readonly negated: boolean }
  | { readonly kind: 'label'; readonly labels: ReadonlySet<string>; readonly negated: boolean }
  | { readonly kind: 'ids'; readonly ids: readonly string[]; readonly negated: boolean }
  /** Last message from `from` (inclusive) until `to` (exclusive), epoch ms. */
  | { readonly kind: 'time'; readonly from: number; readonly to: number; readonly negated: boolean };

export interface SearchPlan {
  readonly text: readonly TextMatch[];
  readonly clauses: readonly ClauseMatch[];
  readonly problems: readonly ParseProblem[];
  /** What to highlight: folded words, and phrases as words with one space between. */
  readonly highlights: readonly string[];
  /** Whether words or tags have to be looked up. */
  readonly needsTerms: boolean;
  /** Whether phrases have to be found. */
  readonly needsPositions: boolean;
}

/**
 * @param now epoch ms that ages are counted back from
 */
export const planSearch = (query: Query, now: number): SearchPlan => {
  const text: TextMatch[] = [];
  const clauses: ClauseMatch[] = [];
  const problems = [...query.problems];
  for (const term of query.terms) {
    if (term.kind === 'clause') {
      clauses.push(planClause(term, now));
      continue;
    }
    const match = planText(term);
    if (match) text.push(match);
    else
      problems.push({
        start: term.start,
        end: term.end,
        message: `“${term.text}” holds no letter or digit to search for.`,
      });
  }
  return {
    text,
    clauses,
    problems,
    highlights: [...new Set(text.filter((match) => !match.negated).map((match) => match.terms.join(' ')))],
    needsTerms: text.length > 0 || clauses.some((clause) => clause.kind === 'tag'),
    needsPositions: text.some((match) => match.terms.length > 1),
  };
};

const planText = (term: Exclude<QueryTerm, { kind: 'clause' }>): TextMatch | null => {
  const terms = termsOf(term.text);
  if (terms.length === 0) return null;
  return { terms, prefix: term.kind === 'word' && term.prefix, negated: term.negated };
};

const planClause = (term: Extract<QueryTerm, { kind: 'clause' }>, now: number): ClauseMatch => {
  const { negated, field } = term;
  const values = term.values.map((value) => value.trim().toLowerCase());
  switch (field) {
    case 'source':
    case 'channel':
    case 'status':
      return { kind: 'column', column: field, values: new Set(values), negated };
    case 'tag':
      return { kind: 'tag', names: values, negated };
    case 'review':
    case 'verdict':
      return { kind: 'review', mask: reviewMask(values), negated };
    case 'label':
      return { kind: 'label', labels: new Set(values), negated };
    case 'id':
      return { kind: 'ids', ids: term.values.map((value) => value.trim()), negated };
    case 'after':
      return { kind: 'time', from: Math.min(...times(term.values, now)), to: Number.POSITIVE_INFINITY, negated };
    case 'before':
      return { kind: 'time', from: Number.NEGATIVE_INFINITY, to: Math.max(...times(term.values, now)), negated };
  }
};

const times = (values: readonly string[], now: number): readonly number[] =>
  values.map((value) => parseDate(value, now)).filter((time) => time !== null);
