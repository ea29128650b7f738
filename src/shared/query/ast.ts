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

/** Every clause of the boolean language. */
export const fieldNames = [
  'source',
  'channel',
  'status',
  'agent',
  'tag',
  'folder',
  'article',
  'from',
  'type',
  'has',
  'csat',
  'approved',
  'resolved',
  'turns',
  'after',
  'before',
  'on',
  'id',
  'url',
  'user',
  'review',
  'verdict',
  'label',
  'reviewer',
  'changed',
] as const;
export type FieldName = (typeof fieldNames)[number];

/** Where a part of the query stands. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Comparator = '<' | '<=' | '=' | '>=' | '>';

/** One of the values of a clause, as written; the plan reads dates and numbers out of `text`. */
export type ClauseValue = Span &
  (
    | {
        readonly kind: 'value';
        readonly text: string;
        /** Written with `*` at the end: values that begin so. `*` alone (an empty text) is any value at all. */
        readonly prefix: boolean;
      }
    | { readonly kind: 'comparison'; readonly comparator: Comparator; readonly text: string }
    /** `a..b`: both ends belong to it. Null at an end that is left open. */
    | { readonly kind: 'range'; readonly from: string | null; readonly to: string | null }
  );

/** All parts hold. Two or more parts; a group in parentheses stays a group, for `from:` narrows within its own. */
export interface AndExpression extends Span {
  readonly kind: 'and';
  readonly parts: readonly Expression[];
}

/** Any part holds. Two or more. */
export interface OrExpression extends Span {
  readonly kind: 'or';
  readonly parts: readonly Expression[];
}

export interface NotExpression extends Span {
  readonly kind: 'not';
  readonly part: Expression;
}

/** A word as typed; one that holds several terms (`don't`, `a@b.com`) is matched as a phrase. */
export interface WordExpression extends Span {
  readonly kind: 'word';
  readonly text: string;
  /** Written with `*` at the end. */
  readonly prefix: boolean;
}

export interface PhraseExpression extends Span {
  readonly kind: 'phrase';
  readonly text: string;
}

/** `field:a,b`: any one of the values. */
export interface ClauseExpression extends Span {
  readonly kind: 'clause';
  readonly field: FieldName;
  /** The attribute of a `user.KEY:` clause as typed, nested keys joined by dots; null for every other field. */
  readonly key: string | null;
  readonly values: readonly ClauseValue[];
}

export type Expression =
  | AndExpression
  | OrExpression
  | NotExpression
  | WordExpression
  | PhraseExpression
  | ClauseExpression;

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
