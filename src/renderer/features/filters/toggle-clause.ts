import { excludesClause, hasClause, withClause, withExclusion, withoutClause } from '#shared/query/clauses.ts';

/** The query with a field set to one value, or, when it is that already, without the field. */
export const setClause = (text: string, field: string, value: string): string =>
  hasClause(text, field, value) ? withoutClause(text, field) : withClause(withoutClause(text, field), field, value);

/** The query without what has a value, or, when it is that already, with it again. */
export const excludeClause = (text: string, field: string, value: string): string =>
  excludesClause(text, field, value) ? withoutClause(text, field, value) : withExclusion(text, field, value);
