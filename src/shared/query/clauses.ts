/**
 * Filter chips are clauses of the query's text: these read and rewrite them, leaving the rest as it was typed. A chip is
 * a clause, negated or not, that the whole query depends on; clauses within `OR` and parentheses are the reviewer's own.
 */
import type { ClauseExpression, ClauseValue, Expression, FieldName, NotExpression, Span } from './ast.ts';
import { isFieldName } from './ast.ts';
import { fields } from './fields.ts';
import { parseQuery } from './parse.ts';
import { printClause, printClauseValue, printValue } from './print.ts';
import { foldText } from './terms.ts';

/** One value of one clause, as a chip shows it. */
export interface Clause {
  readonly field: FieldName;
  /** As it stands before the colon: the field, or `user.` and an attribute. */
  readonly name: string;
  /** Unquoted: `zendesk`, `Waiting for Customer`, `bill*`, `<=2`, `1..3`. */
  readonly value: string;
  readonly negated: boolean;
}

/** Every value of every clause that is a chip, in the order they stand. */
export const clausesOf = (text: string): readonly Clause[] => chipsOf(text).flatMap(valuesOf);

/** Every value of every clause, those within `OR` and parentheses included. */
export const allClausesOf = (text: string): readonly Clause[] => {
  const found: Clause[] = [];
  const visit = (expression: Expression, negated: boolean): void => {
    switch (expression.kind) {
      case 'and':
      case 'or':
        for (const part of expression.parts) visit(part, negated);
        return;
      case 'not':
        visit(expression.part, !negated);
        return;
      case 'clause':
        found.push(...valuesOf({ clause: expression, negated }));
        return;
      case 'word':
      case 'phrase':
        return;
    }
  };
  const { expression } = parseQuery(text);
  if (expression) visit(expression, false);
  return found;
};

/** Whether the text asks for this value (not against it). Values compare without case and accents. */
export const hasClause = (text: string, name: string, value: string): boolean =>
  clausesOf(text).some((clause) => !clause.negated && clause.name === name && same(clause.value, value));

/**
 * Adds a value. A clause that is already there grows a list (any of the values), except those of which an interaction
 * can have several (tags, labels, articles …), which narrow further, and those where a second value would make no
 * sense, in which the new one takes the old one's place.
 *
 * @param name a field, or `user.` and an attribute
 * @param value unquoted; where numbers and dates are read, comparisons and ranges too
 */
export const withClause = (text: string, name: string, value: string): string => {
  const target = targetOf(name);
  if (!target || value.trim() === '' || hasClause(text, name, value)) return text;
  const { field, key } = target;
  const printed = printOf(field, value);
  const whole = `${printClause({ field, key, values: [] })}${printed}`;
  const sound = closed(text);
  const known = chipsOf(sound).find(({ clause, negated }) => nameOf(clause) === name && !negated)?.clause;
  switch (known ? growth[field] : 'narrows') {
    case 'narrows':
      return append(sound.trimEnd(), whole, (added) => hasClause(added, name, value));
    case 'replaces':
      return splice(sound, known!, whole);
    case 'lists': {
      const { end } = known!.values.at(-1)!;
      return splice(sound, { start: end, end }, `,${printed}`);
    }
  }
};

/** Takes a value out, wherever it stands as a chip (negated too); without a value, the whole field. */
export const withoutClause = (text: string, name: string, value?: string): string => {
  let result = text;
  // From the end, so that the offsets of what comes before stay right.
  for (const { clause, outer } of [...chipsOf(text)].reverse()) {
    if (nameOf(clause) !== name) continue;
    const rest = value === undefined ? [] : clause.values.filter((one) => !same(shownOf(one), value));
    if (rest.length === clause.values.length) continue;
    if (rest.length === 0) result = cut(result, outer);
    else {
      const typed = rest.map(({ start, end }) => text.slice(start, end)).join(',');
      const span = { start: clause.values[0]!.start, end: clause.values.at(-1)!.end };
      result = splice(result, span, typed);
    }
  }
  return result;
};

/** Whether the text asks for everything but this value. */
export const excludesClause = (text: string, name: string, value: string): boolean =>
  clausesOf(text).some((clause) => clause.negated && clause.name === name && same(clause.value, value));

/** Asks for everything but a value, in the place of asking for it. */
export const withExclusion = (text: string, name: string, value: string): string => {
  const target = targetOf(name);
  if (!target || value.trim() === '' || excludesClause(text, name, value)) return text;
  const clause = `-${printClause({ ...target, values: [] })}${printOf(target.field, value)}`;
  const kept = closed(withoutClause(text, name, value)).trimEnd();
  return append(kept, clause, (added) => excludesClause(added, name, value));
};

/** Asks for a value, or no longer; asking for what was excluded takes the exclusion away. */
export const toggleClause = (text: string, name: string, value: string): string =>
  hasClause(text, name, value)
    ? withoutClause(text, name, value)
    : withClause(withoutClause(text, name, value), name, value);

/** Narrows to a period, in the place of any other; null leaves an end open, and both take the period away. */
export const withPeriod = (text: string, after: string | null, before: string | null): string => {
  let result = text;
  for (const name of ['after', 'before', 'on']) result = withoutClause(result, name);
  if (after !== null) result = withClause(result, 'after', after);
  if (before !== null) result = withClause(result, 'before', before);
  return result;
};

/** What a further value does to a clause that is there. */
const growth: Readonly<Record<FieldName, 'lists' | 'narrows' | 'replaces'>> = {
  source: 'lists',
  channel: 'lists',
  status: 'lists',
  agent: 'lists',
  tag: 'narrows',
  folder: 'narrows',
  article: 'narrows',
  from: 'replaces',
  type: 'narrows',
  has: 'narrows',
  csat: 'lists',
  approved: 'lists',
  resolved: 'lists',
  turns: 'replaces',
  after: 'replaces',
  before: 'replaces',
  on: 'replaces',
  id: 'lists',
  url: 'replaces',
  user: 'lists',
  review: 'lists',
  verdict: 'replaces',
  label: 'narrows',
  reviewer: 'lists',
  changed: 'replaces',
};

/** Whether a further value of this field narrows (an interaction can have several) rather than widens. */
export const narrowsFurther = (field: FieldName): boolean => growth[field] === 'narrows';

interface Chip {
  readonly clause: ClauseExpression;
  readonly negated: boolean;
  /** With the sign and the parentheses around it. */
  readonly outer: Span;
}

const chipsOf = (text: string): readonly Chip[] => {
  const { expression } = parseQuery(text);
  if (!expression) return [];
  const parts = expression.kind === 'and' ? expression.parts : [expression];
  return parts.flatMap((part): readonly Chip[] => {
    if (part.kind === 'clause') return [{ clause: part, negated: false, outer: part }];
    return isNegatedClause(part) ? [{ clause: part.part, negated: true, outer: part }] : [];
  });
};

const isNegatedClause = (part: Expression): part is NotExpression & { readonly part: ClauseExpression } =>
  part.kind === 'not' && part.part.kind === 'clause';

const nameOf = ({ field, key }: ClauseExpression): string => (key === null ? field : `${field}.${key}`);

const valuesOf = ({ clause, negated }: Pick<Chip, 'clause' | 'negated'>): readonly Clause[] =>
  clause.values.map((value) => ({ field: clause.field, name: nameOf(clause), value: shownOf(value), negated }));

const shownOf = (value: ClauseValue): string =>
  value.kind === 'value' ? `${value.text}${value.prefix ? '*' : ''}` : printClauseValue(value);

const same = (one: string, other: string): boolean => foldText(one.trim()) === foldText(other.trim());

const targetOf = (name: string): { readonly field: FieldName; readonly key: string | null } | null => {
  if (name.startsWith('user.') && name.length > 5) return { field: 'user', key: name.slice(5) };
  return isFieldName(name) && name !== 'user' ? { field: name, key: null } : null;
};

/** Comparisons and ranges are written as they are; names are quoted where they would be read otherwise. */
const printOf = (field: FieldName, value: string): string => {
  switch (fields[field].kind) {
    case 'number':
    case 'date':
    case 'moment':
      return value.trim();
    default:
      return printValue(value.trim());
  }
};

const append = (kept: string, clause: string, isThere: (text: string) => boolean): string => {
  if (kept === '') return clause;
  const plain = `${kept} ${clause}`;
  // Behind an OR, or an operator that stands alone, it would belong to that.
  return isThere(plain) ? plain : `(${kept}) ${clause}`;
};

/** What is not closed would take in whatever is put behind it, and what closes too much would close it off. */
const closed = (text: string): string => {
  let result = text;
  // Once a quotation mark is closed, parentheses before it can be.
  for (let pass = 0; pass < 2; pass += 1)
    for (const { offer } of parseQuery(result).problems.toReversed())
      if (offer && (offer.text === '' || (offer.start === offer.end && /[)"”]$/u.test(offer.text))))
        result = splice(result, offer, offer.text);
  return result;
};

const splice = (text: string, { start, end }: Span, put: string): string =>
  text.slice(0, start) + put + text.slice(end);

const cut = (text: string, { start, end }: Span): string => {
  let before = text.slice(0, start);
  let after = text.slice(end);
  // An AND beside it would be left without its other side.
  if (/(^|[\s)"])AND\s+$/u.test(before)) before = before.replace(/AND\s+$/u, '');
  else after = after.replace(/^\s+AND(?=[\s("])/u, '');
  // One of the two spaces around a clause goes with it; at the ends both do.
  const joined = before.trimEnd() === '' ? after.trimStart() : before.trimEnd() + after;
  return after.trim() === '' ? joined.trimEnd() : joined;
};
