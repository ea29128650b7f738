/** What a query means, once parsed. Positions are UTF-16 offsets into the text it was parsed from. */

/** Clauses the language knows, in the order they are named to the reviewer. */
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

export type Comparator = '<' | '<=' | '>=' | '>';

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
  /** Written with `*` behind the closing quotation mark: the last word may go on. */
  readonly prefix: boolean;
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

/** A change of the text that would mend what is wrong. */
export interface Offer extends Span {
  /** To stand in the place of what is between `start` and `end`. */
  readonly text: string;
}

/** Something that could not be used; the rest is searched for all the same. */
export interface ParseProblem extends Span {
  /** What is wrong, and what is allowed there. */
  readonly message: string;
  readonly offer: Offer | null;
}

export interface Query {
  /** Null asks for everything. */
  readonly expression: Expression | null;
  readonly problems: readonly ParseProblem[];
}

export const isFieldName = (name: string): name is FieldName => (fieldNames as readonly string[]).includes(name);
