/** Light, dark or as the system says. Remembered on this machine; nothing of a customer's is. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { recall, remember } from './local-memory.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const isTheme = (value: string | null): value is Theme => THEMES.some((theme) => theme === value);

const themeStore = createStore<{ readonly theme: Theme }>(() => ({ theme: 'system' }));

const apply = (theme: Theme): void => {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
};

/** Puts the remembered theme on, before anything is drawn. */
export const restoreTheme = (): void => {
  const remembered = recall('theme');
  if (isTheme(remembered)) themeStore.setState({ theme: remembered });
  apply(themeStore.getState().theme);
};

export const setTheme = (theme: Theme): void => {
  themeStore.setState({ theme });
  remember('theme', theme);
  apply(theme);
};

export const useTheme = (): Theme => useStore(themeStore, (state) => state.theme);
