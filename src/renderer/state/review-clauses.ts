import { clausesOf } from '#shared/query/clauses.ts';

/** Whether a judgement can move an interaction in or out of what this query lists. */
export const dependsOnReview = (text: string): boolean =>
  clausesOf(text).some(({ field }) => field === 'review' || field === 'verdict' || field === 'label');
