import { Search, TriangleAlert, X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { preferencesStore, searchStore, suggestionStore, useSearch, useSuggestions } from '../../state/review-desk.ts';
import { LONGEST_QUERY } from '../../state/search-store.ts';
import { formatCount } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { focusList, SEARCH_ID } from '../review/focus.ts';
import { isCompletable } from './completion-place.ts';
import { intoList } from './into-list.ts';
import { ProblemMarks } from './problem-marks.tsx';
import styles from './search-bar.module.css';
import { SearchHelp } from './search-help.tsx';
import { SUGGESTIONS_ID, SuggestionList, suggestionId } from './suggestion-list.tsx';
import { textAfterKey } from './text-after-key.ts';
import { useShownProblems } from './use-shown-problems.ts';

// What does not change with the text is made once: the bar is drawn anew with every letter.
const ICON = <Search className={styles['icon']} aria-hidden="true" />;
const FOCUS_KEY = (
  <span className={styles['key']}>
    <Kbd keys="/" />
  </span>
);
const CLEAR = (
  <IconButton
    size="small"
    label="Clear search and filters"
    icon={<X />}
    onClick={() => {
      searchStore.setText('');
      document.getElementById(SEARCH_ID)?.focus();
    }}
  />
);
const HELP = <SearchHelp />;

/** The query, as text. Filters are clauses in it, so everything that narrows the list can be read here. */
export const SearchBar = () => {
  const text = useSearch((state) => state.text);
  const offered = useSuggestions((state) => state.offered);
  const active = useSuggestions((state) => state.active);
  const problems = useShownProblems();
  const input = useRef<HTMLInputElement>(null);
  const take = useTake(input, text);
  useRememberedQueries(text);

  return (
    <search className={styles['search']}>
      {ICON}
      <div className={styles['field']}>
        {problems.length > 0 ? <ProblemMarks text={text} problems={problems} input={input} /> : null}
        <input
          ref={input}
          id={SEARCH_ID}
          className={styles['input']}
          type="search"
          role="combobox"
          dir="auto"
          aria-label="Search interactions"
          aria-keyshortcuts="/"
          aria-autocomplete="list"
          aria-expanded={offered !== null}
          aria-controls={offered === null ? undefined : SUGGESTIONS_ID}
          aria-activedescendant={active === null ? undefined : suggestionId(active)}
          aria-describedby={problems.length > 0 ? 'search-problems' : undefined}
          placeholder="Search words, “phrases”, source:zendesk, review:none…"
          spellCheck={false}
          autoComplete="off"
          maxLength={LONGEST_QUERY}
          value={text}
          onChange={({ target }) => {
            searchStore.setText(target.value);
            offer(target);
          }}
          onSelect={({ currentTarget }) => closeBehind(currentTarget)}
          onFocus={({ target }) => {
            if (target.value === '') offer(target);
          }}
          onBlur={() => {
            suggestionStore.close();
            rememberQuery();
          }}
          onKeyDown={(event) => onKey(event, take)}
        />
      </div>
      {problems.length > 0 ? (
        <Tooltip label="Part of this was not understood; see below.">
          <span className={styles['problem']}>
            <TriangleAlert aria-hidden="true" />
          </span>
        </Tooltip>
      ) : null}
      {text === '' ? FOCUS_KEY : CLEAR}
      {HELP}
      {offered === null ? null : <SuggestionList offered={offered} active={active} onTake={take} />}
      {ANNOUNCEMENT}
    </search>
  );
};

/** Offers what fits the place of the caret, or in an empty box what was searched for before. */
const offer = (input: HTMLInputElement): void => {
  const caret = input.selectionStart ?? input.value.length;
  if (input.value === '') suggestionStore.offerRecent(preferencesStore.getState().preferences.history);
  else if (isCompletable(input.value, caret)) void suggestionStore.ask(input.value, caret, false);
  else suggestionStore.close();
};

/** What completes one place is of no use at another. */
const closeBehind = (input: HTMLInputElement): void => {
  const { offered } = suggestionStore.getState();
  const caret = input.selectionStart ?? 0;
  // While a letter is typed the offer is still that of the text before it; its own is on the way.
  if (offered?.kind !== 'completions' || offered.text !== input.value) return;
  if (caret < offered.from || caret > offered.to) suggestionStore.close();
};

/** Takes an offered text, the chosen one unless told. Answers whether there was one. */
const useTake = (input: RefObject<HTMLInputElement | null>, text: string): ((index?: number) => boolean) => {
  const caret = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (caret.current === null || input.current?.value !== text) return;
    input.current.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [input, text]);
  return (index) => {
    const taken = suggestionStore.accept(searchStore.getState().text, index);
    if (!taken) return false;
    caret.current = taken.caret;
    searchStore.setText(taken.text);
    if (taken.goesOn) void suggestionStore.ask(taken.text, taken.caret, false);
    return true;
  };
};

const onKey = (event: KeyboardEvent<HTMLInputElement>, take: () => boolean): void => {
  if (event.nativeEvent.isComposing || event.altKey || event.metaKey) return;
  const { offered, active } = suggestionStore.getState();
  const input = event.currentTarget;
  const text = event.ctrlKey ? null : textAfterKey(input, event.key);
  if (text !== null) searchStore.expect(text);
  const done = (): void => event.preventDefault();
  if (event.ctrlKey) {
    if (event.key !== ' ') return;
    done();
    void suggestionStore.ask(input.value, input.selectionStart ?? input.value.length, true);
    return;
  }
  switch (event.key) {
    case 'Escape':
      done();
      event.stopPropagation();
      suggestionStore.close();
      // What was searched for before is offered unasked, so it does not stand in the way back.
      if (offered === null || (offered.kind === 'recent' && active === null)) if (!focusList()) input.blur();
      return;
    case 'Tab':
      if (active !== null && take()) done();
      return;
    case 'Enter':
      done();
      if (active === null || !take()) {
        suggestionStore.close();
        intoList();
      }
      return;
    case 'ArrowDown':
    case 'ArrowUp':
      if (offered !== null) {
        done();
        suggestionStore.move(event.key === 'ArrowDown' ? 1 : -1);
      } else if (event.key === 'ArrowDown') {
        done();
        intoList();
      }
      return;
  }
};

/** How long a query has to stand before it is remembered, in milliseconds: half a word is none. */
const STANDS = 4000;

const useRememberedQueries = (text: string): void => {
  useEffect(() => {
    if (text === '') return;
    const timer = setTimeout(rememberQuery, STANDS);
    return () => clearTimeout(timer);
  }, [text]);
};

/** A query that finds nothing is nothing to come back to; what it finds may still be on its way. */
const rememberQuery = (): void => {
  const { text } = searchStore.getState();
  const settled = (): boolean => {
    const now = searchStore.getState();
    if (now.text !== text) return true;
    if (now.listed?.text !== text) return false;
    if (now.listed.total > 0 && now.listed.problems.length === 0) preferencesStore.searched(text);
    return true;
  };
  if (settled()) return;
  const stop = searchStore.subscribe(() => {
    if (settled()) stop();
  });
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

const ANNOUNCEMENT = <CountAnnouncement />;
