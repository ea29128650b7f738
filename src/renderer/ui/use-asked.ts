import { useEffect, useRef, useState } from 'react';
import { type SerializedError, toReviewerError } from '#shared/errors.ts';

export interface Asked<Answer> {
  /** The latest answer; an earlier one stays until the next is there. Null before the first. */
  readonly answer: Answer | null;
  readonly error: SerializedError | null;
  readonly askAgain: () => void;
}

/**
 * Asks something when a component is shown, and again whenever `about` is another. Answers that come too late are
 * dropped.
 *
 * @param where names the question in the details of an unknown error
 */
export const useAsked = <Answer>(where: string, about: unknown, ask: () => Promise<Answer>): Asked<Answer> => {
  const [state, setState] = useState<{ answer: Answer | null; error: SerializedError | null }>({
    answer: null,
    error: null,
  });
  const [turn, setTurn] = useState(0);
  const latest = useRef(ask);
  latest.current = ask;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when what it is about, or the turn, is another
  useEffect(() => {
    let wanted = true;
    latest.current().then(
      (answer) => {
        if (wanted) setState({ answer, error: null });
      },
      (error: unknown) => {
        if (wanted) setState((before) => ({ ...before, error: toReviewerError(error, where).serialize() }));
      },
    );
    return () => {
      wanted = false;
    };
  }, [about, turn, where]);
  return { ...state, askAgain: () => setTurn(turn + 1) };
};
