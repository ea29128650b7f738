/** Raw deflate through the platform's own streams. */

import { nextTurn } from '../pause.ts';

/** Makes bytes smaller; what `inflate` takes. */
export type Deflate = (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>;

/** Deflates on this thread. What is long (a merged segment, not a page) lets others in between. */
export const deflate: Deflate = (bytes) => through(bytes, new CompressionStream('deflate-raw'));

/** Bytes that are deflated in one go: some milliseconds of work. */
const STRETCH = 1 << 18;

/** Brings deflated bytes back. Rejects when they are damaged. */
export const inflate = (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> =>
  through(bytes, new DecompressionStream('deflate-raw'));

/** Bytes behind one another. */
export const join = (parts: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> => {
  const filled = parts.filter((part) => part.length > 0);
  if (filled.length === 1) return filled[0]!;
  const whole = new Uint8Array(filled.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of filled) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** Straight through the transform: by way of a Blob, every page would take a trip to the browser's process and back. */
const through = async (
  bytes: Uint8Array<ArrayBuffer>,
  transform: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> => {
  const writer = transform.writable.getWriter();
  const write = async (): Promise<void> => {
    for (let at = 0; at < bytes.length; at += STRETCH) {
      if (at > 0) await nextTurn();
      await writer.write(bytes.subarray(at, at + STRETCH));
    }
    await writer.close();
  };
  const writing = write();
  // Damaged input fails on both sides; the reading side's failure is the one that is told.
  writing.catch(() => undefined);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const reader = transform.readable.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
  }
  await writing;
  return join(chunks);
};
