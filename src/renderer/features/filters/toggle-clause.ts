import { hasClause, withClause, withoutClause } from '#shared/query/clauses.ts';

/** The query with a value asked for, or no longer; asking for what was excluded takes the exclusion away. */
export const toggleClause = (text: string, field: string, value: string): string =>
  hasClause(text, field, value)
    ? withoutClause(text, field, value)
    : withClause(withoutClause(text, field, value), field, value);

/** The query with a field set to one value, or, when it is that already, without the field. */
export const setClause = (text: string, field: string, value: string): string =>
  hasClause(text, field, value) ? withoutClause(text, field) : withClause(withoutClause(text, field), field, value);
