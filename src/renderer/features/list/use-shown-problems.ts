import { useEffect, useState } from 'react';
import type { QueryProblem } from '#shared/contract/data.ts';
import { useSearch } from '../../state/review-desk.ts';
import { SEARCH_ID } from '../review/focus.ts';

const NO_PROBLEMS: readonly QueryProblem[] = [];
/** How long the typing has to rest before what is being written is called wrong, in milliseconds. */
const REST = 900;

/** Where the reviewer is writing, or null when she is not. */
const caretInSearch = (): number | null => {
  const input = document.getElementById(SEARCH_ID);
  return input instanceof HTMLInputElement && document.activeElement === input ? input.selectionStart : null;
};

/**
 * What of the query could not be used. Half a clause is no mistake while it is being written, so what the caret stands
 * in is kept back until the typing rests. Problems belong to the text they were found in; for a newer one they would
 * point at the wrong places.
 */
export const useShownProblems = (): readonly QueryProblem[] => {
  const text = useSearch((state) => state.text);
  const problems = useSearch((state) => (state.listed?.text === state.text ? state.listed.problems : NO_PROBLEMS));
  const [restedOn, setRestedOn] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRestedOn(text), REST);
    return () => clearTimeout(timer);
  }, [text]);
  if (problems.length === 0) return NO_PROBLEMS;
  const caret = restedOn === text ? null : caretInSearch();
  return caret === null ? problems : problems.filter(({ start, end }) => caret < start || caret > end);
};
