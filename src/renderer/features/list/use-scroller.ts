import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import {
  offsetAt,
  offsetShowing,
  positionAfterScroll,
  positionAt,
  type RowRange,
  rowsAt,
  type ScrollPosition,
  type ScrollScale,
  scaleFor,
} from './scroll-scale.ts';

/** Rows drawn beyond either edge, so that a quick scroll shows rows and not their places. */
const OVERSCAN = 3;
/** How long a scroll that jumped over what is drawn beyond the edges has to rest before that is drawn again, ms. */
const REST = 120;

export interface Scroller {
  readonly ref: RefObject<HTMLDivElement | null>;
  /** Height of the element inside, CSS pixels. */
  readonly elementHeight: number;
  /** Rows to draw. */
  readonly drawn: RowRange;
  /** Rows that are seen, at least in part. */
  readonly seen: RowRange;
  /** Rows passed by the last step of a quick scroll, negative upwards; 0 at any other time. */
  readonly pace: number;
  /** At least as many as are ever drawn at a time: a row's place in the document is its index modulo this. */
  readonly slots: number;
  /** Where a row stands inside the element, CSS pixels from its top. */
  readonly topOf: (row: number) => number;
  readonly scrollBy: (rows: number) => void;
  readonly scrollTo: (offset: number) => void;
  /** Scrolls as little as needed to show a row whole. */
  readonly reveal: (row: number) => void;
  /** Scrolls so that a row stands in the middle. */
  readonly centre: (row: number) => void;
  /** Rows that fit whole. */
  readonly rowsInView: number;
}

interface View {
  readonly drawn: RowRange;
  readonly seen: RowRange;
  readonly base: number;
  readonly viewport: number;
  readonly pace: number;
}

const NOTHING: View = { drawn: { from: 0, to: 0 }, seen: { from: 0, to: 0 }, base: 0, viewport: 0, pace: 0 };

const sameView = (one: View, other: View): boolean =>
  one.base === other.base &&
  one.viewport === other.viewport &&
  one.pace === other.pace &&
  one.drawn.from === other.drawn.from &&
  one.drawn.to === other.drawn.to &&
  one.seen.from === other.seen.from &&
  one.seen.to === other.seen.to;

/**
 * Draws only the rows that are seen of a list of fixed-height rows, a million of them as well: the virtual lists there
 * are lay the whole list out as one element, which browsers cut off at 33 million pixels.
 */
export const useScroller = (rows: number, rowHeight: number): Scroller => {
  const ref = useRef<HTMLDivElement>(null);
  const position = useRef<ScrollPosition>({ top: 0, base: 0 });
  /** Known from the observer: asking the element in the middle of an update would lay the whole window out. */
  const viewport = useRef(0);
  /** Rows passed by the last step; 0 unless it went further than what is drawn beyond the edges. */
  const pace = useRef(0);
  const [view, setView] = useState<View>(NOTHING);

  const scale = useCallback((): ScrollScale => scaleFor(rows, rowHeight, viewport.current), [rows, rowHeight]);

  const update = useCallback(() => {
    const now = scale();
    const offset = offsetAt(now, position.current);
    const next: View = {
      // Rows beyond the edges are of no use to a scroll that jumps over them.
      drawn: rowsAt(now, rows, rowHeight, offset, pace.current === 0 ? OVERSCAN : 0),
      seen: rowsAt(now, rows, rowHeight, offset, 0),
      base: position.current.base,
      viewport: now.viewport,
      pace: pace.current,
    };
    setView((before) => (sameView(before, next) ? before : next));
  }, [rows, rowHeight, scale]);

  const place = useCallback(
    (next: ScrollPosition) => {
      const moves = next.top !== position.current.top;
      position.current = next;
      if (ref.current && moves) ref.current.scrollTop = next.top;
      update();
    },
    [update],
  );

  const scrollTo = useCallback((offset: number) => place(positionAt(scale(), offset)), [place, scale]);
  const offsetNow = useCallback(() => offsetAt(scale(), position.current), [scale]);
  // What listens to the element is the same for every number of rows, which changes with each letter of a search.
  const latest = useRef({ scale, update, place, offsetNow });
  latest.current = { scale, update, place, offsetNow };

  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    let resting: ReturnType<typeof setTimeout> | undefined;
    const rest = (): void => {
      pace.current = 0;
      latest.current.update();
    };
    const onScroll = (): void => {
      const { scale, update, offsetNow } = latest.current;
      const { scrollTop } = element;
      if (scrollTop === position.current.top) return;
      const before = offsetNow();
      position.current = positionAfterScroll(scale(), position.current, scrollTop);
      const step = Math.round((offsetNow() - before) / rowHeight);
      if (Math.abs(step) > OVERSCAN) {
        pace.current = step;
        clearTimeout(resting);
        resting = setTimeout(rest, REST);
      }
      // Drawn before the next frame, so that rows do not lag behind the scroll bar.
      flushSync(update);
    };
    // Between gestures the scroll bar goes back to where it belongs; the rows stay where they are.
    const onScrollEnd = (): void => {
      const { scale, place, offsetNow } = latest.current;
      place(positionAt(scale(), offsetNow()));
    };
    const resized = new ResizeObserver(() => {
      viewport.current = element.clientHeight;
      latest.current.update();
    });
    if (viewport.current === 0) viewport.current = element.clientHeight;
    resized.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('scrollend', onScrollEnd);
    return () => {
      clearTimeout(resting);
      pace.current = 0;
      resized.disconnect();
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('scrollend', onScrollEnd);
    };
  }, [rowHeight]);

  useLayoutEffect(() => {
    pace.current = 0;
    update();
  }, [update]);

  return {
    ref,
    elementHeight: scaleFor(rows, rowHeight, view.viewport).elementHeight,
    drawn: { from: Math.min(view.drawn.from, rows), to: Math.min(view.drawn.to, rows) },
    seen: view.seen,
    pace: view.pace,
    slots: Math.ceil(view.viewport / rowHeight) + 1 + 2 * OVERSCAN,
    topOf: (row) => row * rowHeight - view.base,
    scrollBy: (count) => scrollTo(offsetNow() + count * rowHeight),
    scrollTo,
    reveal: (row) => {
      const before = offsetNow();
      const after = offsetShowing(scale(), rowHeight, before, row);
      if (after !== before) scrollTo(after);
    },
    centre: (row) => scrollTo(row * rowHeight - (scale().viewport - rowHeight) / 2),
    rowsInView: Math.max(1, Math.floor(view.viewport / rowHeight)),
  };
};
