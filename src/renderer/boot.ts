/**
 * The window's first script, kept small so that it runs at once: puts the theme on and starts the data worker. The
 * screens are read meanwhile.
 */
import { begin } from './state/begin.ts';
import { restoreTheme } from './state/theme-memory.ts';

/**
 * How long the screens wait for the worker's thread at most, in milliseconds. To start it takes turns of this thread,
 * which the screens would keep busy; all they can draw before the worker answers is an empty desk.
 */
const PATIENCE = 200;

const start = async (): Promise<void> => {
  const running = begin().then((begun) => begun?.running);
  const enough = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  await Promise.race([running, enough]);
  await import('./main.tsx');
};

restoreTheme();
void start();
