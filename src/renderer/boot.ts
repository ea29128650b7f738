/**
 * The window's first script, kept small so that it runs at once: puts the theme on and starts the data worker. The
 * screens are read meanwhile.
 */
import { begin } from './state/begin.ts';
import { restoreTheme } from './state/theme-memory.ts';

restoreTheme();
void begin();
void import('./main.tsx');
