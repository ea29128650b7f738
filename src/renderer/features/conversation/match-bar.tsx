import { ChevronDown, ChevronUp } from 'lucide-react';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { useCommands } from '../../state/keys.ts';
import { formatCount, formatNumber } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import styles from './match-bar.module.css';
import { nextMatch } from './next-match.ts';

const GROUP = 'Searching';

/** How many of the search's words the conversation holds, and ways from one to the next. */
export const MatchBar = ({ within }: { readonly within: RefObject<HTMLElement | null> }) => {
  const { count, current, go } = useMatches(within);
  useCommands([
    {
      id: 'next-match',
      label: 'Next match in the conversation',
      group: GROUP,
      keys: [']', 'F3'],
      repeats: true,
      when: () => count > 0,
      perform: () => go(1),
    },
    {
      id: 'previous-match',
      label: 'Previous match in the conversation',
      group: GROUP,
      keys: ['[', 'Shift+F3'],
      repeats: true,
      when: () => count > 0,
      perform: () => go(-1),
    },
  ]);
  if (count === 0) return null;
  const told =
    current === null
      ? formatCount(count, 'match', 'matches')
      : `${formatNumber(current + 1)} of ${formatNumber(count)}`;
  return (
    <div className={styles['place']}>
      <section className={styles['bar']} aria-label="Matches of the search">
        <span className={styles['count']}>{told}</span>
        <VisuallyHidden live>{current === null ? '' : `Match ${told}`}</VisuallyHidden>
        <IconButton size="small" icon={<ChevronUp />} label="Previous match" shortcut="[" onClick={() => go(-1)} />
        <IconButton size="small" icon={<ChevronDown />} label="Next match" shortcut="]" onClick={() => go(1)} />
      </section>
    </div>
  );
};

interface Matches {
  readonly count: number;
  /** The one that was gone to last, from 0; null before the first. */
  readonly current: number | null;
  readonly go: (by: 1 | -1) => void;
}

const marksIn = (root: HTMLElement | null): readonly HTMLElement[] => [
  ...(root?.querySelectorAll<HTMLElement>('mark') ?? []),
];

/**
 * The marked words as they stand in the drawn conversation, which is filled in bit by bit when it is long: what is
 * drawn is the one account of where the words are.
 */
const useMatches = (within: RefObject<HTMLElement | null>): Matches => {
  const [count, setCount] = useState(0);
  const [current, setCurrent] = useState<number | null>(null);
  const marked = useRef<HTMLElement | null>(null);

  useEffect(() => {
    const root = within.current;
    if (!root) return;
    let frame: number | null = null;
    const recount = (): void => {
      frame = null;
      const marks = marksIn(root);
      setCount(marks.length);
      const at = marked.current === null ? -1 : marks.indexOf(marked.current);
      if (at === -1) marked.current = null;
      setCurrent(at === -1 ? null : at);
    };
    recount();
    const observer = new MutationObserver(() => {
      frame ??= requestAnimationFrame(recount);
    });
    observer.observe(root, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      if (frame !== null) cancelAnimationFrame(frame);
    };
  }, [within]);

  const go = useCallback(
    (by: 1 | -1): void => {
      const marks = marksIn(within.current);
      const index = nextMatch(marks.length, marked.current === null ? null : marks.indexOf(marked.current), by);
      const mark = index === null ? undefined : marks[index];
      if (!mark || index === null) return;
      marked.current?.removeAttribute('data-current');
      mark.setAttribute('data-current', '');
      marked.current = mark;
      const fold = mark.closest('details');
      if (fold) fold.open = true;
      mark.scrollIntoView({ block: 'center', behavior: 'instant' });
      setCurrent(index);
    },
    [within],
  );
  return { count, current, go };
};
