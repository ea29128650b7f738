import { Clock3, ListFilter, TextCursorInput } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Completion } from '#shared/contract/data.ts';
import { preferencesStore, suggestionStore } from '../../state/review-desk.ts';
import type { Offered } from '../../state/search-suggestions.ts';
import { formatNumber } from '../../ui/format.ts';
import { toast } from '../../ui/toast.ts';
import styles from './suggestion-list.module.css';

export const SUGGESTIONS_ID = 'search-suggestions';
export const suggestionId = (index: number): string => `search-suggestion-${index}`;

/** What can be taken into the search box. The box keeps the focus; the chosen one is its active descendant. */
export const SuggestionList = ({
  offered,
  active,
  onTake,
}: {
  readonly offered: Offered;
  readonly active: number | null;
  readonly onTake: (index: number) => void;
}) => {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active !== null) list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const recent = offered.kind === 'recent';
  return (
    // Pressed, the box would lose the focus and the list would be gone before it is clicked.
    <div className={styles['panel']} onPointerDown={(event) => event.preventDefault()}>
      {recent ? (
        <div className={styles['heading']}>
          <span>Recent searches</span>
          <button type="button" tabIndex={-1} className={styles['clear']} onClick={forget}>
            Clear
          </button>
        </div>
      ) : null}
      <div
        ref={list}
        id={SUGGESTIONS_ID}
        className={styles['list']}
        role="listbox"
        aria-label={recent ? 'Recent searches' : 'Suggestions'}
      >
        {offered.items.map((item, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the search box has the focus and takes the keys
          <div
            key={typeof item === 'string' ? item : `${item.kind} ${item.insert}`}
            id={suggestionId(index)}
            className={styles['option']}
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            onClick={() => onTake(index)}
          >
            {typeof item === 'string' ? <Recent query={item} /> : <Completed item={item} />}
          </div>
        ))}
      </div>
      <div className={styles['foot']} aria-hidden="true">
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> choose
        </span>
        <span>
          <kbd>Tab</kbd> take
        </span>
        <span>
          <kbd>Esc</kbd> close
        </span>
      </div>
    </div>
  );
};

const Recent = ({ query }: { readonly query: string }) => (
  <>
    <Clock3 aria-hidden="true" />
    <bdi className={styles['label']}>{query}</bdi>
  </>
);

const Completed = ({ item }: { readonly item: Completion }) => (
  <>
    {item.kind === 'word' ? <TextCursorInput aria-hidden="true" /> : <ListFilter aria-hidden="true" />}
    <span className={styles['text']}>
      <bdi className={styles['label']} data-clause={item.kind === 'clause' || undefined}>
        {item.label}
      </bdi>
      {item.detail === '' ? null : <span className={styles['detail']}>{item.detail}</span>}
    </span>
    {item.count === null ? null : <span className={styles['count']}>{formatNumber(item.count)}</span>}
  </>
);

const forget = (): void => {
  const history = preferencesStore.forgetHistory();
  suggestionStore.close();
  toast.done('Recent searches cleared', {
    action: { label: 'Undo', perform: () => preferencesStore.putHistoryBack(history) },
  });
};
