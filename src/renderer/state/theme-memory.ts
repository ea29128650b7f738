/** The theme as it is remembered on this machine and worn by the document. Apart from the store: it is needed first. */
import { recall, remember } from './local-memory.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const rememberedTheme = (): Theme => {
  const remembered = recall('theme');
  return THEMES.find((theme) => theme === remembered) ?? 'system';
};

const apply = (theme: Theme): void => {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
};

/** Puts the remembered theme on, before anything is drawn. */
export const restoreTheme = (): void => apply(rememberedTheme());

/** Puts a theme on and remembers it. */
export const wearTheme = (theme: Theme): void => {
  remember('theme', theme);
  apply(theme);
};
