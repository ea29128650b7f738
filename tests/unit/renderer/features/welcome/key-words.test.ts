import { describe, expect, it } from 'vitest';
import { keyProblem } from '../../../../../src/renderer/features/welcome/key-words.ts';

describe('a pasted key', () => {
  it('may have white space around it', () => {
    expect(keyProblem('  fini_abc123 \n')).toBeNull();
  });

  it.each(['', '   ', 'sk-abc', 'fini_', 'fini_abc 123', 'fini_ab\u0000cd'])(
    '"%s" is refused with a sentence',
    (pasted) => {
      expect(keyProblem(pasted)).toMatch(/\.$/u);
    },
  );
});
