/** Authenticated encryption of small records: AES-256-GCM with a random nonce, bound to what the record belongs to. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Bytes of every key used here. */
export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Derives a key for one purpose, so that no two kinds of record ever share one. */
export const deriveKey = (key: Uint8Array, label: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), label, KEY_BYTES));

/** Seals bytes as nonce, ciphertext, tag. `context` is not stored; unsealing needs the same one. */
export const seal = (key: Uint8Array, context: string, plain: Uint8Array): Buffer => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};

/** Unseals what `seal` made; null when the key, the context or a single bit differs. */
export const unseal = (key: Uint8Array, context: string, sealed: Uint8Array): Buffer | null => {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const ciphertext = sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES);
  try {
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  } catch {
    return null;
  }
};
