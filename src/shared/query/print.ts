/** From a query back to text. What is printed parses to the same query. */
import type { QueryTerm } from './ast.ts';

/** Prints terms with one space between. */
export const printQuery = (terms: readonly QueryTerm[]): string => terms.map(printTerm).join(' ');

/** Prints one term as a reviewer would type it. */
export const printTerm = (term: QueryTerm): string => {
  const sign = term.negated ? '-' : '';
  switch (term.kind) {
    case 'word':
      return `${sign}${term.text}${term.prefix ? '*' : ''}`;
    case 'phrase':
      return `${sign}${quote(term.text)}`;
    case 'clause':
      return `${sign}${term.field}:${term.values.map(printValue).join(',')}`;
  }
};

/** A value as it stands in a clause: quoted only when it has to be. */
export const printValue = (value: string): string => (/^[^\s",]+$/u.test(value) ? value : quote(value));

const quote = (text: string): string => `"${text.replaceAll(/["\\]/gu, '\\$&')}"`;
