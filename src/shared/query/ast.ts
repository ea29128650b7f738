/** What a query means, once parsed. Positions are UTF-16 offsets into the text it was parsed from. */

/** Clauses the language knows, in the order they are named to the reviewer. */
export const clauseFields = [
  'source',
  'channel',
  'status',
  'tag',
  'review',
  'verdict',
  'label',
  'after',
  'before',
  'id',
] as const;
export type ClauseField = (typeof clauseFields)[number];

/** Values of `review:`. `none` and `done` part the interactions by whether they have a verdict. */
export const reviewValues = ['none', 'done', 'pass', 'fail', 'unsure', 'labelled', 'noted'] as const;
export type ReviewValue = (typeof reviewValues)[number];

/** Values of `verdict:`. */
export const verdictValues = ['pass', 'fail', 'unsure', 'none'] as const;

/** Sources, channels and the like are open lists, so any value is welcome; these are not. */
export const closedValues: Partial<Record<ClauseField, readonly string[]>> = {
  review: reviewValues,
  verdict: verdictValues,
};

interface Placed {
  readonly start: number;
  readonly end: number;
  /** A leading `-`: everything but this. */
  readonly negated: boolean;
}

/** A word as typed; one that holds several terms (`don't`, `a@b.com`) is matched as a phrase. */
export interface WordTerm extends Placed {
  readonly kind: 'word';
  readonly text: string;
  /** Written with `*` at the end. */
  readonly prefix: boolean;
}

export interface PhraseTerm extends Placed {
  readonly kind: 'phrase';
  readonly text: string;
}

/** `field:a,b`: any one of the values. */
export interface ClauseTerm extends Placed {
  readonly kind: 'clause';
  readonly field: ClauseField;
  readonly values: readonly string[];
}

export type QueryTerm = WordTerm | PhraseTerm | ClauseTerm;

/** Something that could not be used; the rest is searched for all the same. */
export interface ParseProblem {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** All terms have to hold. */
export interface Query {
  readonly terms: readonly QueryTerm[];
  readonly problems: readonly ParseProblem[];
}

export const isClauseField = (name: string): name is ClauseField => (clauseFields as readonly string[]).includes(name);
