/** When a key means a command and when it is just a key. */

interface Silencing {
  readonly whileTyping?: boolean;
  readonly inDialogs?: boolean;
}

const LONE_LETTER = /^[a-z]$/u;
const LONE_DIGIT = /^[0-9]$/u;

/**
 * The binding with a modifier that every lone key also has, for those whose screen reader takes lone keys: `j` → `Alt+KeyJ`.
 * Named by the key's place, since Alt changes the character on macOS. Null for keys that need none.
 */
export const modifierAlternate = (binding: string): string | null => {
  if (LONE_LETTER.test(binding)) return `Alt+Key${binding.toUpperCase()}`;
  if (LONE_DIGIT.test(binding)) return `Alt+Digit${binding}`;
  if (binding === '/') return 'Alt+Slash';
  if (binding === '?') return 'Alt+Shift+Slash';
  if (binding === '[') return 'Alt+BracketLeft';
  if (binding === ']') return 'Alt+BracketRight';
  return null;
};

/** Every binding that a binding stands for. Characters that need Shift on some keyboards are taken with and without. */
export const alternatesOf = (binding: string): readonly string[] => {
  const alternate = modifierAlternate(binding);
  const shifted = binding === '/' || binding === '?' ? [`Shift+${binding}`] : [];
  return [binding, ...shifted, ...(alternate === null ? [] : [alternate])];
};

const hasModifier = (binding: string, mac: boolean): boolean =>
  // Option types characters on macOS, so it does not set a key apart from typing there.
  /^(?:\$mod|Control|Meta)\+/u.test(binding) || (!mac && binding.startsWith('Alt+'));

const TYPING =
  'input:not([type="checkbox"], [type="radio"], [type="button"], [type="range"]), textarea, select, [contenteditable="true"], [role="textbox"]';
const PRESSED_BY_ENTER =
  'button, a[href], summary, [role="button"], [role="menuitem"], [role="option"], [role="tab"], [role="radio"]';
const OPEN_LAYER =
  '[role="dialog"][data-state="open"], [role="alertdialog"][data-state="open"], [role="menu"][data-state="open"]';

/** True when the event is the control's own: text being typed, a button being pressed, a dialog in front. */
export const isSilenced = (
  event: Pick<KeyboardEvent, 'target' | 'key'>,
  binding: string,
  command: Silencing,
  mac: boolean,
): boolean => {
  const element = event.target instanceof Element ? event.target : null;
  if (!command.inDialogs && document.querySelector(OPEN_LAYER)) return true;
  const typing = element?.closest(TYPING) != null;
  if (typing) return !(command.whileTyping ?? hasModifier(binding, mac));
  return (
    (event.key === 'Enter' || event.key === ' ') &&
    !hasModifier(binding, mac) &&
    element?.closest(PRESSED_BY_ENTER) != null
  );
};
