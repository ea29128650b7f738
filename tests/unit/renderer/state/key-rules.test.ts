import { describe, expect, it } from 'vitest';
import { alternatesOf, modifierAlternate } from '../../../../src/renderer/state/key-rules.ts';

describe('lone keys', () => {
  it('are also reachable with Alt, named by their place', () => {
    expect(modifierAlternate('j')).toBe('Alt+KeyJ');
    expect(modifierAlternate('1')).toBe('Alt+Digit1');
    expect(modifierAlternate('/')).toBe('Alt+Slash');
  });

  it('need no alternate when they have a modifier or a name', () => {
    expect(modifierAlternate('$mod+k')).toBeNull();
    expect(modifierAlternate('Escape')).toBeNull();
  });

  it('that need Shift on some keyboards are taken with it too', () => {
    expect(alternatesOf('?')).toEqual(['?', 'Shift+?', 'Alt+Shift+Slash']);
  });
});
