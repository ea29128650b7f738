import { type KeyboardEvent, useCallback, useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { InteractionSummary } from '#shared/contract/data.ts';
import { searchStore, snippetStore, useSearch } from '../../state/review-desk.ts';
import { AFTER_PAINT } from '../../state/search-beside.ts';
import { type RowPages, rowIn } from '../../state/search-pages.ts';
import { useNow } from '../../ui/use-now.ts';
import { focusConversation, LIST_ID } from '../review/focus.ts';
import { InteractionRow, ROW_HEIGHT, rowId } from './interaction-row.tsx';
import styles from './list-pane.module.css';
import { useScroller } from './use-scroller.ts';

const select = (id: string | null, index: number): void => {
  if (id === null) void searchStore.selectAt(index);
  else searchStore.select(id, index);
};

/** The rows, of which only those in view are there. The list has the focus; the selected row is its active one. */
export const InteractionList = ({ total }: { readonly total: number }) => {
  const pages = useSearch((state) => state.pages);
  const cursor = useSearch((state) => state.cursor);
  const terms = useSearch((state) => state.listed?.terms ?? NO_TERMS);
  const now = useNow(60_000);
  const scroller = useScroller(total, ROW_HEIGHT);
  const { ref, drawn, seen, pace, slots, rowsInView } = scroller;

  useFollowResult(scroller);
  useRevealCursor(scroller);
  useSnippetsFor(pages, seen.from, seen.to);

  useEffect(() => {
    searchStore.setSeen(seen);
    if (drawn.to > drawn.from) searchStore.ensureRows(drawn.from, drawn.to, pace);
  }, [drawn, seen, pace]);

  // Rows beyond the edges are drawn right after those that are seen: they are no part of the frame a key waits for.
  const listed = useMemo(() => ({ pages, terms, total }), [pages, terms, total]);
  const beyond = useDeferredValue(listed);

  const selectedAt = cursor?.listed ? cursor.index : null;
  const indexes: number[] = [];
  for (let index = drawn.from; index < drawn.to; index += 1) indexes.push(index);
  // The active row has to exist for screen readers even when it is scrolled away.
  if (selectedAt !== null && selectedAt < total && (selectedAt < drawn.from || selectedAt >= drawn.to))
    indexes.push(selectedAt);

  return (
    <div
      ref={ref}
      id={LIST_ID}
      className={styles['list']}
      role="listbox"
      aria-label="Interactions"
      aria-activedescendant={selectedAt === null ? undefined : rowId(selectedAt)}
      tabIndex={0}
      onKeyDown={(event) => onListKey(event, rowsInView)}
    >
      <div className={styles['rows']} role="presentation" style={{ height: scroller.elementHeight }}>
        {indexes.map((index) => {
          const shown = index >= seen.from && index < seen.to ? listed : beyond;
          return (
            <InteractionRow
              // By place: another result, and a scroll, change the words in the rows that are there, instead of making all
              // of them anew. The active row, when it is scrolled away, has a place of its own.
              key={index < drawn.from || index >= drawn.to ? 'active' : index % slots}
              row={rowIn(shown.pages, index)}
              index={index}
              total={shown.total}
              top={scroller.topOf(index)}
              selected={index === selectedAt}
              terms={shown.terms}
              now={now}
              quick={pace !== 0}
              onSelect={select}
            />
          );
        })}
      </div>
    </div>
  );
};

const NO_TERMS: readonly string[] = [];

/** Asks for the lines around the hits of what is seen, once it is painted and the scrolling rests for a moment. */
const useSnippetsFor = (pages: RowPages, from: number, to: number): void => {
  const resultId = useSearch((state) => state.listed?.resultId);
  const terms = useSearch((state) => state.listed?.terms ?? NO_TERMS);
  // Before it is painted: no line of an earlier search stands in a row of this one.
  useLayoutEffect(() => snippetStore.begin(terms), [terms]);
  useEffect(() => {
    if (resultId === undefined || terms.length === 0) return;
    const timer = setTimeout(() => {
      const rows: InteractionSummary[] = [];
      for (let index = from; index < to; index += 1) {
        const row = rowIn(pages, index);
        if (row) rows.push(row);
      }
      if (rows.length > 0) snippetStore.want(resultId, rows);
    }, AFTER_PAINT);
    return () => clearTimeout(timer);
  }, [pages, from, to, resultId, terms]);
};

/** Scrolls as a new result asks, before it is painted. */
const useFollowResult = (scroller: ReturnType<typeof useScroller>): void => {
  const resultId = useSearch((state) => state.listed?.resultId);
  const drawnResult = useRef<number | undefined>(undefined);
  useLayoutEffect(() => {
    if (resultId === drawnResult.current) return;
    const first = drawnResult.current === undefined;
    drawnResult.current = resultId;
    const { scroll, cursor } = searchStore.getState();
    switch (scroll.kind) {
      case 'top':
        scroller.scrollTo(0);
        break;
      case 'shift':
        // A list that was not there a moment ago (it was empty) has no place to keep.
        if (first && cursor?.listed) scroller.centre(cursor.index);
        else if (scroll.rows !== 0) scroller.scrollBy(scroll.rows);
        break;
      case 'reveal':
        scroller.centre(scroll.index);
        break;
    }
  });
};

/** Shows the selected row when the selection moves; not when rows move around it. */
const useRevealCursor = ({ reveal }: ReturnType<typeof useScroller>): void => {
  const id = useSearch((state) => state.cursor?.id);
  const latest = useRef(reveal);
  latest.current = reveal;
  const shown = useRef(id);
  const show = useCallback(() => {
    const { cursor } = searchStore.getState();
    if (cursor?.listed) latest.current(cursor.index);
  }, []);
  useLayoutEffect(() => {
    if (id === shown.current) return;
    shown.current = id;
    show();
  }, [id, show]);
};

const onListKey = (event: KeyboardEvent, rowsInView: number): void => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = actionFor(event.key, rowsInView);
  if (!act) return;
  event.preventDefault();
  act();
};

const actionFor = (key: string, rowsInView: number): (() => void) | null => {
  switch (key) {
    case 'ArrowDown':
      return () => void searchStore.move(1);
    case 'ArrowUp':
      return () => void searchStore.move(-1);
    case 'PageDown':
      return () => void searchStore.move(rowsInView);
    case 'PageUp':
      return () => void searchStore.move(-rowsInView);
    case 'Home':
      return () => void searchStore.selectAt(0);
    case 'End':
      return () => void searchStore.selectAt(Number.MAX_SAFE_INTEGER);
    case 'Enter':
      return focusConversation;
    default:
      return null;
  }
};
