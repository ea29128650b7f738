import { useEffect, useState } from 'react';
import type { QueryProblem } from '#shared/contract/data.ts';
import { useSearch } from '../../state/review-desk.ts';
import { SEARCH_ID } from '../review/focus.ts';

const NO_PROBLEMS: readonly QueryProblem[] = [];
/** How long the typing has to rest before what is being written is called wrong, in milliseconds. */
const REST = 900;

/** Where the reviewer is writing, or null when she is not. */
export const caretInSearch = (): number | null => {
  const input = document.getElementById(SEARCH_ID);
  return input instanceof HTMLInputElement && document.activeElement === input ? input.selectionStart : null;
};

/** Whether a text has been the same for a while, in milliseconds. */
export const useRested = (text: string, milliseconds: number): boolean => {
  const [restedOn, setRestedOn] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRestedOn(text), milliseconds);
    return () => clearTimeout(timer);
  }, [text, milliseconds]);
  return restedOn === text;
};

/**
 * What of the query could not be used. Half a clause is no mistake while it is being written, so what the caret stands
 * in is kept back until the typing rests. Problems belong to the text they were found in; for a newer one they would
 * point at the wrong places.
 */
export const useShownProblems = (): readonly QueryProblem[] => {
  const text = useSearch((state) => state.text);
  const problems = useSearch((state) => (state.listed?.text === state.text ? state.listed.problems : NO_PROBLEMS));
  const rested = useRested(text, REST);
  if (problems.length === 0) return NO_PROBLEMS;
  const caret = rested ? null : caretInSearch();
  return caret === null ? problems : problems.filter(({ start, end }) => caret < start || caret > end);
};
