import { Search, TriangleAlert, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { searchStore, useSearch } from '../../state/review-desk.ts';
import { LONGEST_QUERY } from '../../state/search-store.ts';
import { formatCount } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { focusList, SEARCH_ID } from '../review/focus.ts';
import styles from './search-bar.module.css';

/** The query, as text. Filters are clauses in it, so everything that narrows the list can be read here. */
export const SearchBar = () => {
  const text = useSearch((state) => state.text);
  const problems = useSearch((state) => (state.listed?.text === state.text ? state.listed.problems.length : 0));
  return (
    <search className={styles['search']}>
      <Search className={styles['icon']} aria-hidden="true" />
      <input
        id={SEARCH_ID}
        className={styles['input']}
        type="search"
        aria-label="Search interactions"
        aria-keyshortcuts="/"
        aria-describedby={problems > 0 ? 'search-problems' : undefined}
        placeholder="Search words, “phrases”, source:zendesk, review:none…"
        spellCheck={false}
        autoComplete="off"
        maxLength={LONGEST_QUERY}
        value={text}
        onChange={(event) => searchStore.setText(event.target.value)}
        onKeyDown={onKey}
      />
      {problems > 0 ? (
        <Tooltip label="Part of this was not understood; see below.">
          <span className={styles['problem']}>
            <TriangleAlert aria-hidden="true" />
          </span>
        </Tooltip>
      ) : null}
      {text === '' ? (
        <span className={styles['key']}>
          <Kbd keys="/" />
        </span>
      ) : (
        <IconButton
          size="small"
          label="Clear search and filters"
          icon={<X />}
          onClick={() => {
            searchStore.setText('');
            document.getElementById(SEARCH_ID)?.focus();
          }}
        />
      )}
      <CountAnnouncement />
    </search>
  );
};

const onKey = (event: KeyboardEvent<HTMLInputElement>): void => {
  if (event.nativeEvent.isComposing) return;
  switch (event.key) {
    case 'Escape':
      event.preventDefault();
      event.stopPropagation();
      if (!focusList()) event.currentTarget.blur();
      break;
    case 'Enter':
    case 'ArrowDown':
      event.preventDefault();
      if (focusList() && !searchStore.getState().cursor?.listed) void searchStore.selectAt(0);
      break;
  }
};

/** How long the typing has to rest before the count is said aloud, in milliseconds. */
const REST = 700;

/** Says how many there are once the reviewer pauses; not at every letter, and not for every page of a sync. */
const CountAnnouncement = () => {
  const text = useSearch((state) => state.listed?.text);
  const total = useSearch((state) => state.listed?.total ?? null);
  const [said, setSaid] = useState('');
  const latest = useRef(total);
  latest.current = total;
  const first = useRef(true);
  useEffect(() => {
    if (text === undefined) return;
    if (first.current) {
      first.current = false;
      return;
    }
    const timer = setTimeout(() => {
      if (latest.current !== null) setSaid(`${formatCount(latest.current, 'interaction')} found`);
    }, REST);
    return () => clearTimeout(timer);
  }, [text]);
  return <VisuallyHidden live>{said}</VisuallyHidden>;
};
