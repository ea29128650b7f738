/** The clauses of the query, read once for all who draw them, and the same object while only words are typed. */
import { type Clause, clausesOf } from '#shared/query/clauses.ts';

let read: { readonly text: string; readonly clauses: readonly Clause[] } = { text: '', clauses: [] };

const same = (one: readonly Clause[], other: readonly Clause[]): boolean =>
  one.length === other.length &&
  one.every(
    ({ name, value, negated }, index) =>
      name === other[index]?.name && value === other[index].value && negated === other[index].negated,
  );

export const clausesIn = (text: string): readonly Clause[] => {
  if (text !== read.text) {
    const clauses = clausesOf(text);
    read = { text, clauses: same(clauses, read.clauses) ? read.clauses : clauses };
  }
  return read.clauses;
};
