/** Pane sizes, remembered for each set of panes that is on screen. */
import type { LayoutStorage } from 'react-resizable-panels';
import { recall, remember } from '../../state/local-memory.ts';

const readAll = (): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(recall('panes') ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
};

/** Keeps every layout in one entry, so that nothing but this window's own names is ever written. */
export const paneStorage: LayoutStorage = {
  getItem: (key) => {
    const value = readAll()[key];
    return typeof value === 'string' ? value : null;
  },
  setItem: (key, value) => remember('panes', JSON.stringify({ ...readAll(), [key]: value })),
};
