/**
 * What this window remembers on this machine in the clear: theme, pane sizes, which workspace was open and its name, what
 * a start comes to first. Never a key, a query or a customer's words. A browser that refuses storage only forgets.
 */
type Name = 'theme' | 'panes' | 'filters' | 'facets' | 'workspace' | 'workspace-name' | 'start';

const PREFIX = 'fini-reviewer:';

export const recall = (name: Name): string | null => {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
};

export const remember = (name: Name, value: string): void => {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Forgetting a pane's width is no reason to say anything.
  }
};

export const forget = (name: Name): void => {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // As above.
  }
};
