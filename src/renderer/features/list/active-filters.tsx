import { TriangleAlert } from 'lucide-react';
import type { QueryProblem } from '#shared/contract/data.ts';
import { type Clause, withoutClause } from '#shared/query/clauses.ts';
import { searchStore, useClauses } from '../../state/review-desk.ts';
import { Chip } from '../../ui/chip.tsx';
import { SEARCH_ID } from '../review/focus.ts';
import styles from './active-filters.module.css';
import { useShownProblems } from './use-shown-problems.ts';

/** The clauses of the query as chips that can be taken off, and what of the query was not understood. */
export const ActiveFilters = () => {
  const problems = useShownProblems();
  const clauses = useClauses();
  if (clauses.length === 0 && problems.length === 0) return null;
  return (
    <div className={styles['filters']}>
      {clauses.length > 0 ? (
        <ul className={styles['chips']} aria-label="Active filters">
          {clauses.map((clause) => (
            <li key={`${clause.negated}${clause.name}${clause.value}`} className={styles['chip']}>
              <Chip
                onRemove={() =>
                  searchStore.setText(withoutClause(searchStore.getState().text, clause.name, clause.value))
                }
                removeLabel={`Remove filter ${nameOf(clause)}`}
              >
                <span className={styles['field']}>
                  {clause.negated ? 'not ' : ''}
                  {clause.name}{' '}
                </span>
                <bdi>{clause.value}</bdi>
              </Chip>
            </li>
          ))}
        </ul>
      ) : null}
      {problems.length > 0 ? (
        <ul id="search-problems" className={styles['problems']} aria-label="Problems with the search">
          {problems.map((problem) => (
            <li key={`${problem.start}-${problem.message}`}>
              <TriangleAlert aria-hidden="true" />
              <span>
                {problem.message}{' '}
                <button type="button" className={styles['show']} onClick={() => showInField(problem)}>
                  Show in search
                </button>
                {problem.offer ? <Offer offer={problem.offer} /> : null}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
};

const nameOf = ({ name, value, negated }: Clause): string => `${negated ? 'not ' : ''}${name} ${value}`;

/** A change that would mend what is wrong, made with one press. */
const Offer = ({ offer: { start, end, text } }: { readonly offer: NonNullable<QueryProblem['offer']> }) => (
  <>
    {' · '}
    <button
      type="button"
      className={styles['show']}
      onClick={() => {
        const query = searchStore.getState().text;
        searchStore.setText(query.slice(0, start) + text + query.slice(end));
        document.getElementById(SEARCH_ID)?.focus();
      }}
    >
      {start === end ? 'Add' : 'Write'} <bdi>{text}</bdi>
    </button>
  </>
);

/** Marks the part of the query that a problem is about. */
const showInField = ({ start, end }: QueryProblem): void => {
  const input = document.getElementById(SEARCH_ID);
  if (!(input instanceof HTMLInputElement)) return;
  input.focus();
  input.setSelectionRange(start, end);
};
