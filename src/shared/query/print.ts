/** From a query back to text. What is printed parses to the same query. */
import type { ClauseExpression, ClauseValue, Expression } from './ast.ts';

/** Prints an expression as a reviewer would type it: one space between, parentheses where they are needed. */
export const printExpression = (expression: Expression | null): string => {
  if (expression === null) return '';
  switch (expression.kind) {
    case 'word':
      return `${expression.text}${expression.prefix ? '*' : ''}`;
    case 'phrase':
      return `${quote(expression.text)}${expression.prefix ? '*' : ''}`;
    case 'clause':
      return printClause(expression);
    case 'not':
      return `-${printWithin(expression.part, true)}`;
    case 'and':
      return expression.parts.map((part) => printWithin(part, part.kind !== 'not')).join(' ');
    case 'or':
      return expression.parts
        .map((part) => (part.kind === 'or' ? `(${printExpression(part)})` : printExpression(part)))
        .join(' OR ');
  }
};

const printWithin = (part: Expression, grouped: boolean): string => {
  const group = part.kind === 'and' || part.kind === 'or' || part.kind === 'not';
  return grouped && group ? `(${printExpression(part)})` : printExpression(part);
};

export const printClause = ({ field, key, values }: Pick<ClauseExpression, 'field' | 'key' | 'values'>): string =>
  `${key === null ? field : `${field}.${printKey(key)}`}:${values.map(printClauseValue).join(',')}`;

export const printClauseValue = (value: ClauseValue): string => {
  switch (value.kind) {
    case 'value':
      return value.prefix && value.text === '' ? '*' : `${printValue(value.text)}${value.prefix ? '*' : ''}`;
    case 'comparison':
      return `${value.comparator}${value.text}`;
    case 'range':
      return `${value.from ?? ''}..${value.to ?? ''}`;
  }
};

/** A value as it stands in a clause: quoted only when it would be read otherwise. */
export const printValue = (value: string): string =>
  value === '' || /[\s",()“”„]|^[<>=≤≥]|\.\.|\*$/u.test(value) ? quote(value) : value;

const printKey = (key: string): string => (/[\s",():“”„]/u.test(key) ? quote(key) : key);

const quote = (text: string): string => `"${text.replaceAll(/["\\]/gu, '\\$&')}"`;
