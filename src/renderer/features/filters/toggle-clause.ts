import { clausesOf, hasClause, withClause, withoutClause } from '#shared/query/clauses.ts';
import { parseQuery } from '#shared/query/parse.ts';
import { printValue } from '#shared/query/print.ts';

/** The query with a field set to one value, or, when it is that already, without the field. */
export const setClause = (text: string, field: string, value: string): string =>
  hasClause(text, field, value) ? withoutClause(text, field) : withClause(withoutClause(text, field), field, value);

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Whether the text asks for everything but this value. */
export const excludesClause = (text: string, field: string, value: string): boolean =>
  clausesOf(text).some((clause) => clause.negated && clause.name === field && same(clause.value, value));

/** The query without what has a value, or, when it is that already, with it again. */
export const excludeClause = (text: string, field: string, value: string): string => {
  const without = withoutClause(text, field, value);
  if (excludesClause(text, field, value)) return without;
  const kept = without.trim();
  const exclusion = `-${field}:${printValue(value)}`;
  if (kept === '') return exclusion;
  // Behind an OR it would belong to its last part alone.
  const alternatives = parseQuery(kept).expression?.kind === 'or' && !kept.startsWith('(');
  return `${alternatives ? `(${kept})` : kept} ${exclusion}`;
};
