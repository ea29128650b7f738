/**
 * A parsed query made ready for running: words cut into folded terms, dates into times, values folded. See
 * `plan-node.ts` for what the engine is given.
 */
import type { ClauseExpression, ClauseValue, Expression, ParseProblem, Query, ReviewValue } from '#shared/query/ast.ts';
import { dayOf, parseTimeSpan } from '#shared/query/date.ts';
import type { FromValue, HasValue } from '#shared/query/fields.ts';
import { foldName, termsOf } from '#shared/query/terms.ts';
import { parseNumber } from '#shared/query/values.ts';
import type { FieldSide } from '../index/document.ts';
import type { NameMatch, NumberRange, PlanNode, TextNode, TimeRange } from './plan-node.ts';

export interface SearchPlan {
  readonly root: PlanNode;
  /** The same without the clauses on the time of the last message that the whole query depends on: for the histogram. */
  readonly undated: PlanNode;
  readonly problems: readonly ParseProblem[];
  /** What to highlight: folded words, phrases as words with one space between; `*` at the end where the last goes on. */
  readonly highlights: readonly string[];
  /** Words that are searched for, in the order they were typed, negated ones left out. */
  readonly wanted: readonly TextNode[];
  /** Whether words or attributes have to be looked up. */
  readonly needsTerms: boolean;
  /** Whether phrases have to be found, or who said a word. */
  readonly needsPositions: boolean;
}

/**
 * @param now epoch ms that ages are counted back from
 */
export const planSearch = (query: Query, now: number): SearchPlan => {
  const planner = new Planner(now);
  const root = (query.expression && planner.plan(query.expression, [])) ?? ALL;
  const undatedExpression = withoutDates(query.expression);
  const undated =
    undatedExpression === query.expression
      ? root
      : ((undatedExpression && new Planner(now).plan(undatedExpression, [])) ?? ALL);
  const { texts, wanted } = planner;
  return {
    root,
    undated,
    problems: [...query.problems, ...planner.problems].sort((one, other) => one.start - other.start),
    highlights: [...new Set(wanted.map(({ terms, prefix }) => `${terms.join(' ')}${prefix ? '*' : ''}`))],
    wanted,
    needsTerms: texts.length > 0 || planner.looksUp,
    needsPositions: texts.some((node) => node.terms.length > 1 || node.sides !== null),
  };
};

const ALL: PlanNode = { kind: 'all' };

/** The sides that each `from:` clause of a group asks for; a word has to be said by each. */
type Scope = readonly (readonly FieldSide[])[];

/** The side of an event whose role `from:` names. */
export const sideOfValue: Readonly<Record<FromValue, FieldSide>> = {
  user: 'customer',
  agent: 'agent',
  finibot: 'fini',
  otherbot: 'otherbot',
  note: 'note',
};

class Planner {
  readonly problems: ParseProblem[] = [];
  readonly texts: TextNode[] = [];
  readonly wanted: TextNode[] = [];
  looksUp = false;
  readonly #now: number;

  constructor(now: number) {
    this.#now = now;
  }

  /** Null when it holds nothing that can be searched for. */
  plan(expression: Expression, scope: Scope, negated = false): PlanNode | null {
    switch (expression.kind) {
      case 'and': {
        const own = expression.parts.flatMap((part) => (isFrom(part) ? [sidesOf(part)] : []));
        return this.#joined('and', expression.parts, own.length > 0 ? own : scope, negated);
      }
      case 'or':
        return this.#joined('or', expression.parts, scope, negated);
      case 'not': {
        const part = this.plan(expression.part, scope, !negated);
        return part && { kind: 'not', part };
      }
      case 'word':
      case 'phrase':
        return this.#text(expression, scope, negated);
      case 'clause':
        return this.#clause(expression);
    }
  }

  #joined(kind: 'and' | 'or', parts: readonly Expression[], scope: Scope, negated: boolean): PlanNode | null {
    const nodes = parts.map((part) => this.plan(part, scope, negated)).filter((node) => node !== null);
    return nodes.length < 2 ? (nodes[0] ?? null) : { kind, parts: nodes };
  }

  #text(expression: Extract<Expression, { text: string }>, scope: Scope, negated: boolean): PlanNode | null {
    const { text, prefix, start, end } = expression;
    const terms = termsOf(text);
    if (terms.length === 0) {
      this.problems.push({
        start,
        end,
        message: `“${text}” holds no letter or digit to search for, and was left out.`,
        offer: null,
      });
      return null;
    }
    const sides = scope.length === 0 ? [null] : scope;
    const nodes = sides.map((side): TextNode => ({ kind: 'text', terms, prefix, sides: side, start, end }));
    this.texts.push(...nodes);
    if (!negated) this.wanted.push(nodes[0]!);
    return nodes.length === 1 ? nodes[0]! : { kind: 'and', parts: nodes };
  }

  #clause(clause: ClauseExpression): PlanNode {
    const { field, values } = clause;
    const words = values.map((value) => (value.kind === 'value' ? value.text : ''));
    switch (field) {
      case 'tag':
      case 'folder':
      case 'article':
      case 'agent':
      case 'type':
      case 'source':
      case 'channel':
      case 'status':
        return { kind: 'names', field, match: matchOf(values) };
      case 'from':
        return { kind: 'from', sides: sidesOf(clause) };
      case 'has':
        return { kind: 'has', features: words as readonly HasValue[] };
      case 'csat':
      case 'turns':
        return { kind: 'number', field, ranges: values.flatMap(numberRangeOf), none: words.includes('none') };
      case 'approved':
      case 'resolved':
        return { kind: 'flag', field, values: words.map((word) => (word === 'none' ? null : word === 'yes')) };
      case 'after':
        return { kind: 'time', ranges: this.#moments(words).map((from) => ({ from, to: Number.POSITIVE_INFINITY })) };
      case 'before':
        return { kind: 'time', ranges: this.#moments(words).map((to) => ({ from: Number.NEGATIVE_INFINITY, to })) };
      case 'on':
        return { kind: 'time', ranges: values.flatMap((value) => timeRangesOf(value, this.#now)) };
      case 'changed':
        return {
          kind: 'changed',
          yes: words.includes('yes'),
          no: words.includes('no'),
          stale: words.includes('stale'),
          ranges: values.flatMap((value) => timeRangesOf(value, this.#now)),
        };
      case 'id':
        return { kind: 'ids', ids: words };
      case 'url':
        return { kind: 'url', parts: words.map(foldName) };
      case 'user':
        this.looksUp = true;
        return {
          kind: 'attribute',
          key: foldName(clause.key ?? ''),
          match: matchOf(values),
          // A plain number is compared as the text it is.
          ranges: values.filter((value) => value.kind !== 'value').flatMap(numberRangeOf),
        };
      case 'review':
      case 'verdict':
        return { kind: 'review', values: words as readonly ReviewValue[] };
      case 'label':
      case 'reviewer':
        return { kind: field, match: matchOf(values) };
    }
  }

  #moments(words: readonly string[]): readonly number[] {
    return words.flatMap((word) => parseTimeSpan(word, this.#now)?.from ?? []);
  }
}

const isFrom = (part: Expression): part is ClauseExpression => part.kind === 'clause' && part.field === 'from';

const sidesOf = (clause: ClauseExpression): readonly FieldSide[] =>
  clause.values.flatMap((value) => (value.kind === 'value' ? (sideOfValue[value.text as FromValue] ?? []) : []));

const matchOf = (values: readonly ClauseValue[]): NameMatch => {
  const plain = values.filter((value) => value.kind === 'value');
  return {
    values: new Set(plain.filter((value) => !value.prefix).map((value) => foldName(value.text))),
    prefixes: plain.filter((value) => value.prefix).map((value) => foldName(value.text)),
  };
};

const numberRangeOf = (value: ClauseValue): readonly NumberRange[] => {
  const unbounded = {
    from: Number.NEGATIVE_INFINITY,
    fromIncluded: true,
    to: Number.POSITIVE_INFINITY,
    toIncluded: true,
  };
  switch (value.kind) {
    case 'value': {
      const number = parseNumber(value.text);
      return number === null ? [] : [{ from: number, fromIncluded: true, to: number, toIncluded: true }];
    }
    case 'range':
      return [
        {
          ...unbounded,
          from: value.from === null ? unbounded.from : (parseNumber(value.from) ?? unbounded.from),
          to: value.to === null ? unbounded.to : (parseNumber(value.to) ?? unbounded.to),
        },
      ];
    case 'comparison': {
      const number = parseNumber(value.text);
      if (number === null) return [];
      const included = value.comparator.endsWith('=');
      return value.comparator.startsWith('<')
        ? [{ ...unbounded, to: number, toIncluded: included }]
        : [{ ...unbounded, from: number, fromIncluded: included }];
    }
  }
};

/** An age by itself is the local day it fell on. */
const timeRangesOf = (value: ClauseValue, now: number): readonly TimeRange[] => {
  switch (value.kind) {
    case 'value': {
      const span = parseTimeSpan(value.text, now);
      return span === null ? [] : [span.from === span.to ? dayOf(span.from) : span];
    }
    case 'range': {
      const from = value.from === null ? null : parseTimeSpan(value.from, now);
      const to = value.to === null ? null : parseTimeSpan(value.to, now);
      return [{ from: from?.from ?? Number.NEGATIVE_INFINITY, to: to?.to ?? Number.POSITIVE_INFINITY }];
    }
    case 'comparison': {
      const span = parseTimeSpan(value.text, now);
      if (span === null) return [];
      switch (value.comparator) {
        case '<':
          return [{ from: Number.NEGATIVE_INFINITY, to: span.from }];
        case '<=':
          return [{ from: Number.NEGATIVE_INFINITY, to: span.to }];
        case '>=':
          return [{ from: span.from, to: Number.POSITIVE_INFINITY }];
        case '>':
          return [{ from: span.to, to: Number.POSITIVE_INFINITY }];
      }
    }
  }
};

const isDate = (part: Expression): boolean =>
  part.kind === 'not'
    ? isDate(part.part)
    : part.kind === 'clause' && (part.field === 'after' || part.field === 'before' || part.field === 'on');

/** The expression itself when no date stands in it. */
const withoutDates = (expression: Expression | null): Expression | null => {
  if (expression === null || isDate(expression)) return null;
  if (expression.kind !== 'and') return expression;
  const parts = expression.parts.filter((part) => !isDate(part));
  return parts.length === expression.parts.length ? expression : parts.length > 0 ? { ...expression, parts } : null;
};
