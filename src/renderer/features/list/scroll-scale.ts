/**
 * Fixed-height rows in a scrolling element, for any number of rows.
 *
 * A browser stops laying out at about 33 million CSS pixels, so a list of a million rows cannot be as tall as it is.
 * The element is therefore at most `TALLEST` high, and what it shows lies `base` pixels further down the whole list than
 * its own scrollTop says. Small steps move row for row; a long one (the scroll bar dragged) moves in proportion.
 */

/** Tallest element that is laid out, in CSS pixels; a little below Chromium's limit of 33,554,428. */
export const TALLEST = 30_000_000;

export interface ScrollScale {
  /** Height of the whole list in CSS pixels, however tall. */
  readonly height: number;
  /** Height of the element that stands for it. */
  readonly elementHeight: number;
  /** Height of the part that is seen. */
  readonly viewport: number;
}

/** Where the list is: the element's scrollTop, and what has to be added to it. */
export interface ScrollPosition {
  readonly top: number;
  readonly base: number;
}

export interface RowRange {
  /** First row, and the one after the last. */
  readonly from: number;
  readonly to: number;
}

export const scaleFor = (rows: number, rowHeight: number, viewport: number): ScrollScale => {
  const height = rows * rowHeight;
  return { height, elementHeight: Math.min(height, TALLEST), viewport };
};

const furthest = (scale: ScrollScale): number => Math.max(0, scale.height - scale.viewport);
const furthestTop = (scale: ScrollScale): number => Math.max(0, scale.elementHeight - scale.viewport);
const clamp = (value: number, most: number): number => Math.min(Math.max(value, 0), most);

/** The position at which the list shows `offset` (pixels from its beginning) at the top. */
export const positionAt = (scale: ScrollScale, offset: number): ScrollPosition => {
  const target = clamp(offset, furthest(scale));
  if (scale.height <= scale.elementHeight) return { top: target, base: 0 };
  const top = Math.round((target / furthest(scale)) * furthestTop(scale));
  return { top, base: target - top };
};

/** Pixels from the beginning of the list to the top of what is seen. */
export const offsetAt = (scale: ScrollScale, position: ScrollPosition): number =>
  clamp(position.top + position.base, furthest(scale));

/**
 * The position after the element was scrolled to `top` by the reviewer. At either end of the element the end of the
 * list is shown, so both ends can always be reached.
 */
export const positionAfterScroll = (scale: ScrollScale, before: ScrollPosition, top: number): ScrollPosition => {
  if (scale.height <= scale.elementHeight) return { top, base: 0 };
  const proportional = (top / Math.max(1, furthestTop(scale))) * furthest(scale);
  if (top <= 0) return positionAt(scale, 0);
  if (top >= furthestTop(scale)) return positionAt(scale, furthest(scale));
  const step = Math.abs(top - before.top);
  if (step > scale.viewport * 2) return { top, base: proportional - top };
  return { top, base: clamp(top + before.base, furthest(scale)) - top };
};

/** The rows to draw at an offset, with `overscan` rows more at either side. */
export const rowsAt = (
  scale: ScrollScale,
  rows: number,
  rowHeight: number,
  offset: number,
  overscan: number,
): RowRange => {
  const first = Math.floor(offset / rowHeight);
  const last = Math.ceil((offset + scale.viewport) / rowHeight);
  return { from: clamp(first - overscan, rows), to: clamp(last + overscan, rows) };
};

/** The nearest offset that shows a row whole; the same offset when it is seen already. */
export const offsetShowing = (scale: ScrollScale, rowHeight: number, offset: number, row: number): number => {
  const start = row * rowHeight;
  const end = start + rowHeight;
  if (start < offset) return start;
  if (end > offset + scale.viewport) return Math.max(0, end - scale.viewport);
  return offset;
};
