/**
 * How a key binding is written for people and for screen readers. A binding is tinykeys' grammar: `j`, `$mod+k`,
 * `$mod+Shift+z`; `$mod` is Command on macOS and Control elsewhere.
 */

const NAMES: Readonly<Record<string, string>> = {
  Enter: 'Enter',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Slash: '/',
  Space: 'Space',
  Comma: ',',
};

const MAC_MODIFIERS: Readonly<Record<string, string>> = { $mod: '⌘', Shift: '⇧', Alt: '⌥', Control: '⌃', Meta: '⌘' };
const MODIFIERS: Readonly<Record<string, string>> = { $mod: 'Ctrl', Control: 'Ctrl', Meta: 'Win' };

/** True where Command is the modifier. */
export const isMac = (): boolean => typeof navigator !== 'undefined' && /mac|iphone|ipad/iu.test(navigator.platform);

/** The keycaps of a binding, in order: `$mod+Shift+z` → `['Ctrl', 'Shift', 'Z']`. */
export const keyCaps = (binding: string, mac: boolean = isMac()): readonly string[] =>
  binding.split('+').map((part) => {
    const modifier = (mac ? MAC_MODIFIERS : MODIFIERS)[part];
    if (modifier !== undefined) return modifier;
    const named = NAMES[part];
    if (named !== undefined) return named;
    const key = part.replace(/^(?:Key|Digit)(?=.$)/u, '');
    // A lone letter is shown as it is typed; with a modifier the cap is what people look for.
    return binding.includes('+') && key.length === 1 ? key.toUpperCase() : key;
  });

/** A binding as `aria-keyshortcuts` wants it: `$mod+k` → `Control+K`. */
export const ariaKeys = (binding: string, mac: boolean = isMac()): string =>
  binding
    .split('+')
    .map((part) => {
      if (part === '$mod') return mac ? 'Meta' : 'Control';
      const key = part.replace(/^(?:Key|Digit)(?=.$)/u, '');
      if (key === 'Slash') return '/';
      if (key === 'Comma') return ',';
      return key.length === 1 ? key.toUpperCase() : key;
    })
    .join('+');
