const TABBABLE =
  'a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), select:not(:disabled), summary, [tabindex="0"]';

/** The parts of the window that F6 goes through, in the order they are read. */
const PANES = 'header[data-frame], main nav[aria-label], main section[aria-label], main aside, footer[data-frame]';

const visible = (element: Element): boolean => element.checkVisibility({ checkVisibilityCSS: true });

/** Moves the focus to the next (1) or previous (-1) pane, onto what is there to be used. */
export const moveToPane = (by: 1 | -1): void => {
  const panes = [...document.querySelectorAll(PANES)].filter(
    // A pane inside another is a part of it.
    (pane) => visible(pane) && pane.parentElement?.closest(PANES) == null && firstIn(pane) !== undefined,
  );
  if (panes.length === 0) return;
  const current = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = current === -1 ? (by === 1 ? 0 : panes.length - 1) : (current + by + panes.length) % panes.length;
  const pane = panes[next];
  if (pane) firstIn(pane)?.focus();
};

/** What the focus goes to in a pane: the pane itself when it takes it, its list, or whatever can be pressed first. */
const firstIn = (pane: Element): HTMLElement | undefined => {
  if (pane instanceof HTMLElement && pane.tabIndex >= 0) return pane;
  const candidates = [...pane.querySelectorAll<HTMLElement>(TABBABLE)].filter(
    (element) => element.tabIndex >= 0 && visible(element),
  );
  return candidates.find((element) => element.role === 'listbox') ?? candidates[0];
};
