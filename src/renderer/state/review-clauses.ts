import type { Review } from '#shared/contract/data.ts';
import { allClausesOf, type Clause } from '#shared/query/clauses.ts';

const touches = ({ field, value }: Clause, before: Review, after: Review): boolean => {
  const labels = before.labels.join('\n') !== after.labels.join('\n');
  const note = before.note !== after.note;
  switch (field) {
    case 'verdict':
      return before.verdict !== after.verdict;
    case 'label':
      return labels;
    case 'review':
      switch (value.toLowerCase()) {
        case 'labelled':
          return labels;
        case 'noted':
          return note;
        default:
          return before.verdict !== after.verdict;
      }
    default:
      return false;
  }
};

/** Whether a judgement can have moved an interaction in or out of what this query lists. */
export const canMove = (text: string, before: Review, after: Review): boolean =>
  allClausesOf(text).some((clause) => touches(clause, before, after));
