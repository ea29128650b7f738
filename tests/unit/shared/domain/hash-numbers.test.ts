import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createHash } from '#shared/domain/content-hash.ts';

const hashOf = (add: (hash: ReturnType<typeof createHash>) => void): string => {
  const hash = createHash();
  hash.text('before');
  add(hash);
  hash.text('behind');
  return hash.digest();
};

it('takes a number as the text that it is written as', () => {
  const numbers = fc.oneof(
    fc.constantFrom(
      0,
      -0,
      7,
      10,
      99_999_999,
      1e8,
      100_000_001,
      1_790_000_000_000,
      1e15 - 1,
      1e15,
      1e21,
      0.1,
      -3,
      Number.NaN,
    ),
    fc.maxSafeNat(),
    fc.nat(),
    fc.double(),
  );
  fc.assert(
    fc.property(numbers, (number) => {
      expect(hashOf((hash) => hash.number(number))).toBe(hashOf((hash) => hash.text(String(number))));
    }),
    { numRuns: 2000 },
  );
});
