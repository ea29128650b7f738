/** Light, dark or as the system says. Remembered on this machine; nothing of a customer's is. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { rememberedTheme, type Theme, wearTheme } from './theme-memory.ts';

export { THEMES, type Theme } from './theme-memory.ts';

const themeStore = createStore<{ readonly theme: Theme }>(() => ({ theme: rememberedTheme() }));

export const setTheme = (theme: Theme): void => {
  themeStore.setState({ theme });
  wearTheme(theme);
};

export const useTheme = (): Theme => useStore(themeStore, (state) => state.theme);
