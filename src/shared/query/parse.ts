/** From text to a query. Nothing typed is an error: what cannot be used becomes a problem, and the rest is searched. */

import type { Query, QueryTerm } from './ast.ts';
import { type ClauseField, clauseFields, closedValues, isClauseField, type ParseProblem } from './ast.ts';
import { parseDate } from './date.ts';
import { lex, type Piece } from './lex.ts';

/**
 * Parses what is in the search box.
 *
 * @param now epoch ms, for checking ages such as `7d`
 */
export const parseQuery = (text: string, now: number = Date.now()): Query => {
  const terms: QueryTerm[] = [];
  const problems: ParseProblem[] = [];
  for (const piece of lex(text)) {
    if (piece.unclosed) {
      problems.push({
        start: piece.start,
        end: piece.end,
        message: 'The quotation mark is not closed; everything after it was taken as one phrase.',
      });
    }
    const term = piece.field === null ? plainTerm(piece) : clauseTerm(piece, piece.field, now, problems);
    if (term) terms.push(term);
  }
  return { terms, problems };
};

const plainTerm = (piece: Piece): QueryTerm | null => {
  const { start, end, negated } = piece;
  const value = piece.values[0]!;
  if (value.text.trim() === '') return null;
  if (value.quoted) return { kind: 'phrase', text: value.text, start, end, negated };
  const prefix = value.text.length > 1 && value.text.endsWith('*');
  return { kind: 'word', text: prefix ? value.text.slice(0, -1) : value.text, prefix, start, end, negated };
};

const clauseTerm = (piece: Piece, field: string, now: number, problems: ParseProblem[]): QueryTerm | null => {
  const { start, end, negated } = piece;
  const problem = (message: string, at: { start: number; end: number } = piece): void => {
    problems.push({ start: at.start, end: at.end, message });
  };
  if (!isClauseField(field)) {
    problem(
      `There is no clause “${field}:”. The clauses are ${clauseFields.map((name) => `${name}:`).join(', ')}. To search for these words, put them in quotation marks.`,
    );
    return null;
  }
  const values: string[] = [];
  for (const value of piece.values) {
    const reason = value.text.trim() === '' ? `“${field}:” needs a value.` : whyUnusable(field, value.text, now);
    if (reason === null) values.push(value.text);
    // An empty place between commas is what half a list looks like while it is typed.
    else if (value.text.trim() !== '' || piece.values.length === 1)
      problem(reason, value.end > value.start ? value : piece);
  }
  return values.length > 0 ? { kind: 'clause', field, values, start, end, negated } : null;
};

const whyUnusable = (field: ClauseField, value: string, now: number): string | null => {
  const allowed = closedValues[field];
  if (allowed && !allowed.includes(value.toLowerCase())) {
    return `“${value}” is not a value of ${field}:. The values are ${allowed.join(', ')}.`;
  }
  if ((field === 'after' || field === 'before') && parseDate(value, now) === null) {
    return `“${value}” is not a date. Write 2026-08-01, a time such as 2026-08-01T09:30, or an age such as 7d.`;
  }
  return null;
};
