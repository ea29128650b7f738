import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_RETRY_AFTER, parseRetryAfter } from '../../../../../src/main/services/fini/retry-after.ts';

const now = Date.parse('2026-08-01T12:00:00Z');

describe('Retry-After', () => {
  it.each([
    ['30', 30_000],
    [' 0 ', 0],
    ['1.5', 1500],
    ['Sat, 01 Aug 2026 12:00:10 GMT', 10_000],
    ['Sat, 01 Aug 2026 11:00:00 GMT', 0],
    ['999999', LONGEST_RETRY_AFTER],
    ['soon', null],
    ['', null],
    [null, null],
  ])('%s asks for %s ms', (value, wait) => expect(parseRetryAfter(value, now)).toBe(wait));

  it('never makes a wait that is negative, endless or no number', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const wait = parseRetryAfter(value, now);
        return wait === null || (wait >= 0 && wait <= LONGEST_RETRY_AFTER);
      }),
    );
  });
});
