import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { QueryProblem } from '#shared/contract/data.ts';
import styles from './search-bar.module.css';

interface Stretch {
  readonly text: string;
  readonly start: number;
  readonly problem: boolean;
}

/** The query cut at the places that problems point at. */
export const stretchesOf = (
  text: string,
  problems: readonly Pick<QueryProblem, 'start' | 'end'>[],
): readonly Stretch[] => {
  const stretches: Stretch[] = [];
  let at = 0;
  const cut = (to: number, problem: boolean): void => {
    if (to <= at) return;
    stretches.push({ text: text.slice(at, to), start: at, problem });
    at = to;
  };
  for (const { start, end } of problems.toSorted((one, other) => one.start - other.start)) {
    cut(Math.min(start, text.length), false);
    cut(Math.min(end, text.length), true);
  }
  cut(text.length, false);
  return stretches;
};

/**
 * Underlines in the search field. An input cannot style a part of its text, so the text stands once more behind it,
 * unseen but for its underlines, and scrolls along.
 */
export const ProblemMarks = ({
  text,
  problems,
  input,
}: {
  readonly text: string;
  readonly problems: readonly QueryProblem[];
  readonly input: RefObject<HTMLInputElement | null>;
}) => {
  const marks = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const field = input.current;
    if (!field) return;
    const follow = (): void => {
      if (marks.current) marks.current.scrollLeft = field.scrollLeft;
    };
    follow();
    field.addEventListener('scroll', follow, { passive: true });
    return () => field.removeEventListener('scroll', follow);
  }, [input]);
  return (
    <div ref={marks} className={styles['marks']} dir="auto" aria-hidden="true">
      {stretchesOf(text, problems).map((stretch) => (
        <span key={stretch.start} className={stretch.problem ? styles['wrong'] : undefined}>
          {stretch.text}
        </span>
      ))}
    </div>
  );
};
