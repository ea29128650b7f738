import { describe, expect, it } from 'vitest';
import { ariaKeys, keyCaps } from '../../../../src/renderer/ui/key-label.ts';

describe('keycaps', () => {
  it('name Control where there is no Command', () => {
    expect(keyCaps('$mod+k', false)).toEqual(['Ctrl', 'K']);
  });

  it('draw Command on macOS', () => {
    expect(keyCaps('$mod+Shift+z', true)).toEqual(['⌘', '⇧', 'Z']);
  });

  it('show a lone key as it is typed', () => {
    expect(keyCaps('j', false)).toEqual(['j']);
    expect(keyCaps('?', false)).toEqual(['?']);
  });

  it('name keys by what stands on them, not by their code', () => {
    expect(keyCaps('Alt+KeyJ', false)).toEqual(['Alt', 'J']);
    expect(keyCaps('Escape', false)).toEqual(['Esc']);
  });
});

describe('aria-keyshortcuts', () => {
  it('spells modifiers out', () => {
    expect(ariaKeys('$mod+k', false)).toBe('Control+K');
    expect(ariaKeys('$mod+k', true)).toBe('Meta+K');
    expect(ariaKeys('Alt+Digit1', false)).toBe('Alt+1');
  });
});
