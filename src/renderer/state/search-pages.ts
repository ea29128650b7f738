/** The rows of one result that have been fetched, kept in pages so that a list of any length can be sparse. */
import type { InteractionSummary } from '#shared/contract/data.ts';

/** Rows in a page: a little more than a screen shows, since a page comes with every letter that is typed. */
export const PAGE = 50;
/** Pages kept: more than any screen shows, far fewer than a long list has. */
const MOST_PAGES = 120;

export type RowPages = ReadonlyMap<number, readonly InteractionSummary[]>;

export const pageOf = (index: number): number => Math.floor(index / PAGE);

/** The row at an index, or undefined while it has not been fetched. */
export const rowIn = (pages: RowPages, index: number): InteractionSummary | undefined =>
  index < 0 ? undefined : pages.get(pageOf(index))?.[index % PAGE];

/** Numbers of the pages that a range of rows needs and that are not there. `to` is exclusive. */
export const missingPages = (pages: RowPages, from: number, to: number): readonly number[] => {
  const missing: number[] = [];
  if (to <= from) return missing;
  for (let page = pageOf(from); page <= pageOf(to - 1); page += 1) if (!pages.has(page)) missing.push(page);
  return missing;
};

/** Rows that are drawn, and rows passed by at each step of a quick scroll (negative upwards, 0 when there is none). */
export interface WantedRows {
  readonly from: number;
  readonly to: number;
  readonly pace: number;
  /** Whether rows that are not drawn yet are wanted too. */
  readonly ahead: boolean;
}

/** Steps of a quick scroll whose rows are fetched before they are come to. */
const STEPS_AHEAD = 12;
/** Pages fetched at a time in a quick scroll; the contract allows for ten. */
const AT_A_TIME = 6;

/** Pages one behind the other from `first` on in a direction, as far as they are among those that are missing. */
const runFrom = (missing: ReadonlySet<number>, first: number, by: 1 | -1): number => {
  let last = first;
  for (let count = 1; count < AT_A_TIME && missing.has(last + by); count += 1) last += by;
  return last;
};

/**
 * The rows to fetch next, whole pages: those that are drawn, then those on either side, so that scrolling comes to rows
 * that are there. A quick scroll is fetched ahead in its direction alone, several pages at a time. Null when all are there.
 */
export const nextFetch = (
  pages: RowPages,
  { from, to, pace, ahead: further }: WantedRows,
  total: number,
): { readonly from: number; readonly to: number } | null => {
  const ahead = pace * STEPS_AHEAD;
  const before = pace === 0 ? PAGE : Math.max(0, -ahead);
  const after = pace === 0 ? PAGE : Math.max(0, ahead);
  const drawn = missingPages(pages, from, Math.min(to, total));
  const around = further ? missingPages(pages, Math.max(0, from - before), Math.min(to + after, total)) : drawn;
  const by = pace < 0 ? -1 : 1;
  const first = by > 0 ? (drawn[0] ?? around[0]) : (drawn.at(-1) ?? around.at(-1));
  if (first === undefined) return null;
  const last = pace === 0 ? first : runFrom(new Set(around), first, by);
  return { from: Math.min(first, last) * PAGE, to: Math.min((Math.max(first, last) + 1) * PAGE, total) };
};

/** The pages with one more; those furthest from it are let go when there are too many. */
export const withPage = (pages: RowPages, number: number, rows: readonly InteractionSummary[]): RowPages => {
  const next = new Map(pages).set(number, rows);
  while (next.size > MOST_PAGES) {
    let furthest = number;
    for (const key of next.keys()) if (Math.abs(key - number) > Math.abs(furthest - number)) furthest = key;
    next.delete(furthest);
  }
  return next;
};

/** The pages with rows that begin where a page does. */
export const withPages = (pages: RowPages, from: number, rows: readonly InteractionSummary[]): RowPages => {
  let next = pages;
  for (let at = 0; at < rows.length; at += PAGE) next = withPage(next, pageOf(from + at), rows.slice(at, at + PAGE));
  return next;
};

/** The pages with one interaction's row changed, wherever it stands; the same object when it is not there. */
export const withRow = (
  pages: RowPages,
  id: string,
  change: (row: InteractionSummary) => InteractionSummary,
): RowPages => {
  for (const [number, rows] of pages) {
    const index = rows.findIndex((row) => row.id === id);
    const row = rows[index];
    if (row) return new Map(pages).set(number, rows.with(index, change(row)));
  }
  return pages;
};
