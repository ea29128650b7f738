/** What a query has to find, worked out the slow and plain way. */
import type { Interaction } from '#shared/domain/interaction.ts';
import type { Query } from '#shared/query/ast.ts';
import type { FoldedReview } from '#shared/review/fold.ts';
import { oracleIds } from '../../../support/query-oracle.ts';

export { newestFirst } from '../../../support/query-oracle.ts';

/** Ids of what the query lists, newest first. */
export const expectedIds = (
  interactions: Iterable<Interaction>,
  query: Query,
  now: number,
  reviewOf: (id: string) => FoldedReview,
): readonly string[] => oracleIds(interactions, query, { now, reviewOf });
