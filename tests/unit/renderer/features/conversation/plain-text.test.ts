import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  drawable,
  foldedBeginning,
  isBlank,
  oneLine,
} from '../../../../../src/renderer/features/conversation/plain-text.ts';

describe('blank text', () => {
  it.each(['', '  \n', '\u200b\u200b', '\u202e', '\u3164', '\u2800', '\ufeff', '\u0301'])(
    '%j draws nothing',
    (text) => {
      expect(isBlank(text)).toBe(true);
    },
  );

  it.each(['a', '退款', '🎉', '0', '.'])('%j draws something', (text) => {
    expect(isBlank(text)).toBe(false);
  });
});

describe('a message', () => {
  it('keeps its line breaks, tabs and joined emoji', () => {
    expect(drawable('one\r\ntwo\rthree\tfour 👩‍👩‍👧')).toBe('one\ntwo\nthree\tfour 👩‍👩‍👧');
  });

  it('is not turned round by an override, and keeps the marks of right-to-left scripts', () => {
    expect(drawable('\u202egpj.exe')).toBe('gpj.exe');
    expect(drawable('\u200fשלום')).toBe('\u200fשלום');
  });

  it('loses control characters and marks piled beyond what any script needs', () => {
    expect(drawable('a\u0000b\u001b[31m')).toBe('ab[31m');
    expect(drawable(`t${'\u0334'.repeat(40)}x`)).toBe(`t${'\u0334'.repeat(4)}x`);
  });

  it('fits on one line where there is only one', () => {
    expect(oneLine('  a\n\nb\t c \u2066d\u2069 ')).toBe('a b c d');
  });
});

describe('folding', () => {
  it('leaves a message whole that is short, or only a little too long', () => {
    expect(foldedBeginning('short')).toBeNull();
    expect(foldedBeginning('a'.repeat(1900))).toBeNull();
  });

  it('folds by length at a word and by number of lines', () => {
    const long = foldedBeginning('word '.repeat(1000));
    expect(long).not.toBeNull();
    expect(long?.endsWith('word')).toBe(true);
    expect(foldedBeginning('x\n'.repeat(100))?.split('\n')).toHaveLength(24);
  });

  it('gives a beginning of the text, never cut inside a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 900, maxLength: 3000 }), (text) => {
        const beginning = foldedBeginning(text);
        if (beginning === null) return;
        expect(text.startsWith(beginning)).toBe(true);
        // Half of a pair cannot be encoded.
        expect(() => encodeURIComponent(beginning)).not.toThrow();
      }),
      { numRuns: 40 },
    );
  });
});
