/** Reading a file line by line from a byte offset, with a bound on what a line may hold in memory. */
import type { FileHandle } from 'node:fs/promises';

/** Bytes; the longest line that is written is under a tenth of it. A longer one is damage. */
export const LONGEST_LINE = 1_048_576;
const CHUNK = 262_144;
const NEWLINE = 0x0a;

export interface ScannedLine {
  /** Without its newline; null when it is longer than LONGEST_LINE. */
  readonly text: string | null;
  /** Offset behind the line and its newline. */
  readonly next: number;
}

/** Scans the lines between two byte offsets. A last line without a newline is a line too. */
export async function* scanLines(file: FileHandle, from: number, to: number): AsyncGenerator<ScannedLine> {
  let position = from;
  let held: Buffer[] = [];
  let heldBytes = 0;

  const take = (piece: Buffer): void => {
    heldBytes += piece.length;
    // What is too long is only counted, or junk without newlines would fill the memory.
    if (heldBytes <= LONGEST_LINE) held.push(piece);
    else held = [];
  };
  const finish = (next: number): ScannedLine => {
    const text = heldBytes > LONGEST_LINE ? null : Buffer.concat(held).toString('latin1');
    held = [];
    heldBytes = 0;
    return { text, next };
  };

  while (position < to) {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK, to - position));
    const { bytesRead } = await file.read(chunk, 0, chunk.length, position);
    if (bytesRead === 0) break;
    let start = 0;
    for (;;) {
      const newline = chunk.subarray(0, bytesRead).indexOf(NEWLINE, start);
      if (newline === -1) break;
      take(chunk.subarray(start, newline));
      start = newline + 1;
      yield finish(position + start);
    }
    take(chunk.subarray(start, bytesRead));
    position += bytesRead;
  }
  if (heldBytes > 0) yield finish(position);
}
