import { useCallback, useEffect, useRef, useState } from 'react';
import { type SerializedError, toReviewerError } from '#shared/errors.ts';

export interface Task<Arguments extends readonly unknown[]> {
  readonly run: (...given: Arguments) => void;
  readonly busy: boolean;
  /** Why the last run failed; gone when another begins. */
  readonly error: SerializedError | null;
  readonly clear: () => void;
}

/**
 * One thing a button does: runs it once at a time and keeps why it failed.
 *
 * @param where names the task in the details of an unknown error
 */
export const useTask = <Arguments extends readonly unknown[]>(
  where: string,
  work: (...given: Arguments) => Promise<void>,
): Task<Arguments> => {
  const [state, setState] = useState<{ busy: boolean; error: SerializedError | null }>({ busy: false, error: null });
  const shown = useRef(true);
  const running = useRef(false);
  const latest = useRef(work);
  latest.current = work;
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);
  const run = useCallback(
    (...given: Arguments): void => {
      if (running.current) return;
      running.current = true;
      setState({ busy: true, error: null });
      latest
        .current(...given)
        .then(
          () => null,
          (error: unknown) => toReviewerError(error, where).serialize(),
        )
        .then((error) => {
          running.current = false;
          if (shown.current) setState({ busy: false, error });
        });
    },
    [where],
  );
  const clear = useCallback(() => setState(({ busy }) => ({ busy, error: null })), []);
  return { run, busy: state.busy, error: state.error, clear };
};
