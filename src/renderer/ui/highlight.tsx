import { useMemo } from 'react';
import styles from './highlight.module.css';
import { splitHits } from './split-hits.ts';

export interface HighlightProps {
  readonly text: string;
  /** Words and phrases to mark, as a search result names them. */
  readonly terms: readonly string[];
}

/** Text with the search's words marked. The text stays text: nothing in it is ever read as HTML. */
export const Highlight = ({ text, terms }: HighlightProps) => {
  const stretches = useMemo(() => splitHits(text, terms), [text, terms]);
  let at = 0;
  return stretches.map((stretch) => {
    const key = at;
    at += stretch.text.length;
    return stretch.hit ? (
      <mark key={key} className={styles['hit']}>
        {stretch.text}
      </mark>
    ) : (
      stretch.text
    );
  });
};
