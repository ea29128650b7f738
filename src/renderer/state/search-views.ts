/** Saved views: their order, what is searched for again and again, and the text that carries one to another reviewer. */
import { type SavedSearch, type Sort, sortSchema } from '#shared/contract/data.ts';

/** Queries remembered. */
const REMEMBERED = 50;
/** Longest query the contract takes, in UTF-16 code units. */
const LONGEST = 2000;

/** What was searched for, newest first, with one more in front; the same list when it is there already. */
export const withQuery = (history: readonly string[], text: string): readonly string[] => {
  const query = text.trim();
  if (query === '' || query.length > LONGEST || history[0] === query) return history;
  return [query, ...history.filter((other) => other !== query)].slice(0, REMEMBERED);
};

/** Pinned views first, each kind in its own order. */
export const viewOrder = (views: readonly SavedSearch[]): readonly SavedSearch[] => [
  ...views.filter(({ pinned }) => pinned),
  ...views.filter(({ pinned }) => !pinned),
];

/** The views with one moved by a place among those of its kind; the same list at either end. */
export const movedView = (views: readonly SavedSearch[], id: string, by: 1 | -1): readonly SavedSearch[] => {
  const from = views.findIndex((view) => view.id === id);
  const moved = views[from];
  if (!moved) return views;
  let to = from + by;
  while (views[to] && views[to]?.pinned !== moved.pinned) to += by;
  const other = views[to];
  return other ? views.with(to, moved).with(from, other) : views;
};

export interface SharedView {
  readonly name: string;
  readonly text: string;
  readonly sort: Sort;
}

const HEADING = 'Fini Reviewer view';

/** A view as text that can be sent in a message: three lines a person can read. */
export const viewAsText = ({ name, text, sort }: SharedView): string =>
  `${HEADING}: ${name}\nOrder: ${sort}\nSearch: ${text}`;

/**
 * The view in a text that somebody was sent: what `viewAsText` makes, with whatever stands around it, or a query alone.
 * Null when there is nothing to search for in it.
 */
export const viewFromText = (pasted: string): SharedView | null => {
  const lines = pasted.split(/\r?\n/u).map((line) => line.replace(/^[\s>]+/u, '').trimEnd());
  const after = (label: string): string | null => {
    const line = lines.find((one) => one.toLowerCase().startsWith(`${label.toLowerCase()}:`));
    return line === undefined ? null : line.slice(label.length + 1).trim();
  };
  const text = (after('Search') ?? lines.join(' ')).replaceAll(/\s+/gu, ' ').trim();
  if (text === '' || text.length > LONGEST) return null;
  const sort = sortSchema.safeParse(after('Order')?.toLowerCase());
  const name = (after(HEADING) || text).slice(0, 80).trim();
  return { name, text, sort: sort.success ? sort.data : 'newest' };
};
