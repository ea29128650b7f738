/** Reads the values of clauses: names, numbers, dates, comparisons and ranges, and says what is wrong with one. */
import type { ClauseValue, Comparator, FieldName } from './ast.ts';
import { DATE_FORMS, parseTimeSpan } from './date.ts';
import { fields } from './fields.ts';
import type { ValuePiece } from './lex.ts';
import { nearest } from './nearest.ts';

/** Why a value cannot be used, and what could stand in its place. */
export interface Refusal {
  readonly kind: 'refusal';
  readonly message: string;
  readonly replacement: string | null;
}

const COMPARATORS: Readonly<Record<string, Comparator | '='>> = {
  '<=': '<=',
  '>=': '>=',
  '≤': '<=',
  '≥': '>=',
  '<': '<',
  '>': '>',
  '=': '=',
};
const COMPARISON = /^(<=|>=|[<>=≤≥])(.*)$/su;
const RANGE = /^(.*?)\.\.(.*)$/su;

/** A number as it is written in a query; null when it is not one. */
export const parseNumber = (text: string): number | null =>
  /^-?\d{1,15}(\.\d{1,9})?$/u.test(text) ? Number(text) : null;

/**
 * Reads one value of a clause that is not empty.
 *
 * @param name the clause as it was typed, for saying what is wrong
 * @param now epoch ms that ages are counted back from
 */
export const readClauseValue = (
  field: FieldName,
  name: string,
  piece: ValuePiece,
  now: number,
): ClauseValue | Refusal => {
  const { kind, words } = fields[field];
  const text = piece.text.trim();
  const value = { kind: 'value', text, prefix: false, start: piece.start, end: piece.end } as const;
  const word = words.find((one) => one === text.toLowerCase());
  if (word) return { ...value, text: word };
  switch (kind) {
    case 'id':
    case 'part':
      return value;
    case 'name':
      return nameValue(piece);
    case 'choice':
      return refusal(`“${text}” is not a value of ${name}:. The values are ${words.join(', ')}.`, nearest(text, words));
    case 'moment':
      if (parseTimeSpan(text, now)) return value;
      return refusal(`“${text}” is not a date. Write ${DATE_FORMS}.`, nearest(text, words));
    case 'number':
      return orderedValue(piece, parseNumber, numberHint(name, words)) ?? value;
    case 'date':
      return orderedValue(piece, (one) => parseTimeSpan(one, now)?.from ?? null, dateHint(name, words)) ?? value;
    case 'attribute':
      return attributeValue(piece, name);
  }
};

const refusal = (message: string, replacement: string | null = null): Refusal => ({
  kind: 'refusal',
  message,
  replacement,
});

const nameValue = ({ text, quoted, starred, start, end }: ValuePiece): ClauseValue => {
  const plain = text.trim();
  if (quoted) return { kind: 'value', text: plain, prefix: starred, start, end };
  const prefix = plain.endsWith('*');
  return { kind: 'value', text: prefix ? plain.slice(0, -1) : plain, prefix, start, end };
};

type Wrong = (text: string) => Refusal;

const numberHint =
  (name: string, words: readonly string[]): Wrong =>
  (text) =>
    refusal(
      `“${text}” is not a value of ${name}:. Write a number (3), a comparison (>=3), a range (1..3)${words.length > 0 ? `, or ${words.join(', ')}` : ''}.`,
      nearest(text, words),
    );

const dateHint =
  (name: string, words: readonly string[]): Wrong =>
  (text) => {
    const others = words.filter((word) => word !== 'today' && word !== 'yesterday');
    const list = others.length > 0 ? `; or ${others.join(', ')}` : '';
    return refusal(
      `“${text}” is not a value of ${name}:. Write ${DATE_FORMS}; a comparison (>=2026-08-01) or a range (2026-08-01..2026-08-07)${list}.`,
      nearest(text, words),
    );
  };

/** A comparison, a range, or a plain value that can be compared; null when it is that last. */
const orderedValue = (
  piece: ValuePiece,
  orderOf: (text: string) => number | null,
  wrong: Wrong,
): ClauseValue | Refusal | null => {
  const text = piece.text.trim();
  const { start, end } = piece;
  const comparison = COMPARISON.exec(text);
  if (comparison) {
    const comparator = COMPARATORS[comparison[1]!]!;
    const operand = comparison[2]!.trim();
    if (orderOf(operand) === null) return wrong(text);
    if (comparator === '=') return { kind: 'value', text: operand, prefix: false, start, end };
    return { kind: 'comparison', comparator, text: operand, start, end };
  }
  const range = RANGE.exec(text);
  if (range) return rangeValue(piece, range[1]!.trim(), range[2]!.trim(), orderOf) ?? wrong(text);
  return orderOf(text) === null ? wrong(text) : null;
};

/** Null when an end cannot be read. */
const rangeValue = (
  { start, end }: ValuePiece,
  from: string,
  to: string,
  orderOf: (text: string) => number | null,
): ClauseValue | Refusal | null => {
  const [low, high] = [from === '' ? null : orderOf(from), to === '' ? null : orderOf(to)];
  if ((from !== '' && low === null) || (to !== '' && high === null) || (from === '' && to === '')) return null;
  if (low !== null && high !== null && low > high)
    return refusal(`The range ${from}..${to} ends before it begins.`, `${to}..${from}`);
  return { kind: 'range', from: from === '' ? null : from, to: to === '' ? null : to, start, end };
};

/** Attributes hold anything, so that only what is clearly a comparison or a range of numbers is read as one. */
const attributeValue = (piece: ValuePiece, name: string): ClauseValue | Refusal => {
  if (piece.quoted) return nameValue(piece);
  const text = piece.text.trim();
  const comparison = COMPARISON.exec(text);
  if (comparison) {
    const [, sign = '', operand = ''] = comparison;
    if (sign === '=' && operand.trim() !== '') return nameValue({ ...piece, text: operand });
    if (sign !== '=' && parseNumber(operand.trim()) !== null) return orderedValue(piece, parseNumber, refusal)!;
    return refusal(
      `“${operand}” is not a number. Write ${name}:>=3, or put the value in quotation marks: ${name}:"${text.replaceAll('"', '')}".`,
      `"${text.replaceAll('"', '')}"`,
    );
  }
  const range = RANGE.exec(text);
  return (range && rangeValue(piece, range[1]!, range[2]!, parseNumber)) ?? nameValue(piece);
};
