import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveKey, seal, unseal } from '../../../../../src/main/services/crypto/seal.ts';

const key = randomBytes(32);

describe('a sealed record', () => {
  it('comes back whole, and never looks the same twice', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (plain) => {
        const sealed = seal(key, 'context', plain);
        expect(unseal(key, 'context', sealed)).toEqual(Buffer.from(plain));
        expect(seal(key, 'context', plain)).not.toEqual(sealed);
      }),
    );
  });

  it('does not open with a bit changed, cut short, under another key or in another context', () => {
    const sealed = seal(key, 'context', Buffer.from('a note'));
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.nat(7), (byte, bit) => {
        const changed = Buffer.from(sealed);
        changed[byte] = (changed[byte] ?? 0) ^ (1 << bit);
        return unseal(key, 'context', changed) === null;
      }),
    );
    for (let length = 0; length < sealed.length; length += 1)
      expect(unseal(key, 'context', sealed.subarray(0, length))).toBeNull();
    expect(unseal(randomBytes(32), 'context', sealed)).toBeNull();
    expect(unseal(key, 'another context', sealed)).toBeNull();
  });

  it('has a key of its own for every purpose', () => {
    expect(deriveKey(key, 'journal')).not.toEqual(deriveKey(key, 'preferences'));
    expect(deriveKey(key, 'journal')).toEqual(deriveKey(key, 'journal'));
  });
});
