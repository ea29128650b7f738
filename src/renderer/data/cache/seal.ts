/**
 * Sealing: bytes are deflated, then encrypted with AES-256-GCM under a key that only this worker has. The header names
 * the format; what the bytes are is authenticated with them, so that no sealed record can take another's place.
 *
 * Layout: magic "FRC", format version, deflated or not, 12 bytes of nonce, ciphertext with its 16-byte tag. Under the
 * cipher: the length of what was deflated, it, and what was left as it is.
 */
import { ByteReader } from '../bytes/byte-reader.ts';
import { ByteWriter } from '../bytes/byte-writer.ts';
import { DamagedRecordError } from '../errors.ts';
import { type Deflate, deflate as deflateHere, inflate, join } from './deflate.ts';

/**
 * Formats of sealed records. A line a version:
 * 1: raw deflate, AES-256-GCM, rows by shape.
 */
export const SEAL_VERSION = 1;

const MAGIC = [0x46, 0x52, 0x43];
const HEADER = 5;
const NONCE = 12;
const TAG = 16;
const NOTHING = new Uint8Array(0);

export interface SealOptions {
  /** Whether to deflate; by default yes. */
  readonly deflate?: boolean;
  /** Bytes that come behind the others and are left as they are: random ones only cost time. */
  readonly plainTail?: Uint8Array<ArrayBuffer>;
}

export interface Sealer {
  /** @param name what the record is, within its workspace: `page 17`, say */
  seal(name: string, bytes: Uint8Array<ArrayBuffer>, options?: SealOptions): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * The bytes, with the tail behind them. Throws DamagedRecordError when the record was altered, cut short, sealed under
   * another key or for another place.
   */
  open(name: string, sealed: unknown): Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * Makes the sealer of one workspace.
 *
 * @param dataKey the workspace's 32-byte key, base64; a key for the cache alone is derived from it
 * @param deflate where deflating is done
 */
export const createSealer = async (
  dataKey: string,
  workspaceId: string,
  deflate: Deflate = deflateHere,
): Promise<Sealer> => {
  const raw = Uint8Array.from(atob(dataKey), (character) => character.charCodeAt(0));
  const master = await crypto.subtle.importKey('raw', raw, 'HKDF', false, ['deriveKey']);
  raw.fill(0);
  const encoder = new TextEncoder();
  const key = await crypto.subtle.deriveKey(
    {
      name: 'HKDF',
      hash: 'SHA-256',
      salt: encoder.encode(workspaceId),
      info: encoder.encode('fini-reviewer cache v1'),
    },
    master,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
  const boundTo = (name: string, deflated: number): Uint8Array<ArrayBuffer> =>
    encoder.encode(JSON.stringify([SEAL_VERSION, workspaceId, name, deflated]));

  return {
    seal: async (name, bytes, { deflate: wanted = true, plainTail = NOTHING } = {}) => {
      const deflated = wanted ? 1 : 0;
      const first = wanted ? await deflate(bytes) : bytes;
      const writer = new ByteWriter(first.length + plainTail.length + 8);
      writer.sized(first);
      writer.raw(plainTail);
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
      const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: boundTo(name, deflated), tagLength: TAG * 8 };
      const encrypted = await crypto.subtle.encrypt(algorithm, key, writer.view());
      const sealed = new Uint8Array(HEADER + NONCE + encrypted.byteLength);
      sealed.set([...MAGIC, SEAL_VERSION, deflated]);
      sealed.set(nonce, HEADER);
      sealed.set(new Uint8Array(encrypted), HEADER + NONCE);
      return sealed;
    },
    open: async (name, sealed) => {
      if (!isSealed(sealed)) throw new DamagedRecordError(name, 'header');
      const deflated = sealed[4]!;
      const algorithm = {
        name: 'AES-GCM',
        iv: sealed.slice(HEADER, HEADER + NONCE),
        additionalData: boundTo(name, deflated),
        tagLength: TAG * 8,
      };
      try {
        const body = new Uint8Array(await crypto.subtle.decrypt(algorithm, key, sealed.subarray(HEADER + NONCE)));
        const reader = new ByteReader(body);
        const first = reader.sized();
        const tail = body.subarray(reader.at);
        return join([deflated === 1 ? await inflate(first) : first, tail]);
      } catch (error) {
        throw new DamagedRecordError(name, 'content', error);
      }
    },
  };
};

const isSealed = (value: unknown): value is Uint8Array<ArrayBuffer> =>
  value instanceof Uint8Array &&
  value.length >= HEADER + NONCE + TAG &&
  MAGIC.every((byte, index) => value[index] === byte) &&
  value[3] === SEAL_VERSION;
