/** The rows of one result that have been fetched, kept in pages so that a list of any length can be sparse. */
import type { InteractionSummary } from '#shared/contract/data.ts';

/** Rows in a page. */
export const PAGE = 100;
/** Pages kept: more than any screen shows, far fewer than a long list has. */
const MOST_PAGES = 60;

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
