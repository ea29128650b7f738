/** Where the list has to go so that what is looked at stays where it is, while rows come and go above it. */

/** A row that is seen: where it stood, and where it stands in the new result; null when it has left it. */
export interface Anchor {
  readonly before: number;
  readonly after: number | null;
}

/**
 * Rows to scroll by. The selected row stays under the eye, unless it was itself moved far away (a new message moves an
 * interaction to the top); otherwise most of the rows that are seen decide, so that one that moved takes nothing along.
 *
 * @param seen rows of the part that is seen, in any order
 * @param selected the selected row, when it is seen
 * @param rowsInView a move further than this is the row's own, not the list's
 */
export const shiftFor = (seen: readonly Anchor[], selected: Anchor | null, rowsInView: number): number => {
  const moves = [...seen, ...(selected ? [selected] : [])]
    .filter((anchor) => anchor.after !== null)
    .map(({ before, after }) => (after ?? before) - before)
    .sort((one, other) => one - other);
  const middle = moves[Math.floor(moves.length / 2)] ?? 0;
  if (selected?.after == null) return middle;
  const own = selected.after - selected.before;
  return Math.abs(own - middle) > rowsInView ? middle : own;
};

/** Indexes of a few rows spread over what is seen. `to` is exclusive. */
export const anchorIndexes = (from: number, to: number): readonly number[] => {
  const last = to - 1;
  if (last < from) return [];
  return [...new Set([from, Math.floor((2 * from + last) / 3), Math.floor((from + 2 * last) / 3), last])];
};
