/** Filter chips are clauses of the query's text: these read and rewrite them, leaving the rest as it was typed. */
import { type ClauseField, type ClauseTerm, isClauseField } from './ast.ts';
import { parseQuery } from './parse.ts';
import { printTerm } from './print.ts';

/** One value of one clause, as a chip shows it. */
export interface Clause {
  readonly field: ClauseField;
  readonly value: string;
  readonly negated: boolean;
}

/** Every value of every usable clause, in the order they stand. */
export const clausesOf = (text: string): readonly Clause[] =>
  clauseTerms(text).flatMap((term) =>
    term.values.map((value) => ({ field: term.field, value, negated: term.negated })),
  );

/** Whether the text asks for this value (not against it). Values compare without case. */
export const hasClause = (text: string, field: string, value: string): boolean =>
  clausesOf(text).some((clause) => !clause.negated && clause.field === field && same(clause.value, value));

/**
 * Adds a value. A field that is already there grows a list (any of the values), except `tag:` and `label:`, of which an
 * interaction can have several, and the dates and `verdict:`, where the new value takes the old one's place.
 */
export const withClause = (text: string, field: string, value: string): string => {
  if (!isClauseField(field) || hasClause(text, field, value)) return text;
  const added: ClauseTerm = { kind: 'clause', field, values: [value], negated: false, start: 0, end: 0 };
  const first = clauseTerms(text).find((term) => term.field === field && !term.negated);
  switch (field) {
    case 'tag':
    case 'label':
      return append(text, printTerm(added));
    case 'after':
    case 'before':
    case 'verdict':
      return first ? replace(text, first, printTerm(added)) : append(text, printTerm(added));
    case 'source':
    case 'channel':
    case 'status':
    case 'review':
    case 'id':
      return first
        ? replace(text, first, printTerm({ ...first, values: [...first.values, value] }))
        : append(text, printTerm(added));
  }
};

/** Takes a value out, wherever it stands (negated too); without a value, the whole field. */
export const withoutClause = (text: string, field: string, value?: string): string => {
  let result = text;
  // From the end, so that the offsets of what comes before stay right.
  for (const term of [...clauseTerms(text)].reverse()) {
    if (term.field !== field) continue;
    const rest = value === undefined ? [] : term.values.filter((one) => !same(one, value));
    if (rest.length === term.values.length) continue;
    result = replace(result, term, rest.length > 0 ? printTerm({ ...term, values: rest }) : '');
  }
  return result;
};

const clauseTerms = (text: string): readonly ClauseTerm[] => {
  const found: ClauseTerm[] = [];
  for (const term of parseQuery(text).terms) if (term.kind === 'clause') found.push(term);
  return found;
};

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const append = (text: string, term: string): string => {
  const kept = text.trimEnd();
  return kept === '' ? term : `${kept} ${term}`;
};

const replace = (text: string, term: ClauseTerm, printed: string): string => {
  const before = text.slice(0, term.start);
  const after = text.slice(term.end);
  if (printed !== '') return before + printed + after;
  // One of the two spaces around a clause goes with it; at the ends both do.
  const joined = before.trimEnd() === '' ? after.trimStart() : before.trimEnd() + after;
  return after.trim() === '' ? joined.trimEnd() : joined;
};
