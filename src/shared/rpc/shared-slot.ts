/**
 * A place in memory that two threads share, for one message at a time: the reader may look whenever it likes, while a
 * posted message waits for a turn of the reader's event loop.
 *
 * Layout: two 32-bit integers (whether it is free, being written or full; length), then the message as JSON in UTF-16
 * code units. Only the writer makes it full, and only the reader frees it.
 */

const FREE = 0;
const WRITING = 1;
const FULL = 2;

const STATE = 0;
const LENGTH = 1;
const HEADER_BYTES = 8;

/** Bytes of a slot: a longer message than 256,000 characters goes another way. */
export const SLOT_BYTES = HEADER_BYTES + 512_000;

/** Code units that are made a string at a time: every one is an argument of a call. */
const PIECE = 8192;

export class SharedSlot {
  readonly #header: Int32Array;
  readonly #units: Uint16Array;

  /** @param buffer shared by both threads, zeros at first */
  constructor(buffer: SharedArrayBuffer) {
    this.#header = new Int32Array(buffer, 0, 2);
    this.#units = new Uint16Array(buffer, HEADER_BYTES);
  }

  /** Writes a message. False, and nothing is written, when one is still there or this one is too long. */
  put(message: unknown): boolean {
    if (Atomics.compareExchange(this.#header, STATE, FREE, WRITING) !== FREE) return false;
    const text = JSON.stringify(message);
    if (text.length > this.#units.length) {
      Atomics.store(this.#header, STATE, FREE);
      return false;
    }
    for (let index = 0; index < text.length; index += 1) this.#units[index] = text.charCodeAt(index);
    this.#header[LENGTH] = text.length;
    Atomics.store(this.#header, STATE, FULL);
    return true;
  }

  /**
   * Holds the thread until a message is there, or for so many milliseconds. A window may not sleep, so this looks again
   * and again, and is for moments only.
   *
   * @param now a clock in milliseconds
   */
  hold(milliseconds: number, now: () => number): void {
    const end = now() + milliseconds;
    while (Atomics.load(this.#header, STATE) !== FULL && now() < end);
  }

  /** The message, once; undefined while there is none. */
  take(): unknown {
    if (Atomics.load(this.#header, STATE) !== FULL) return undefined;
    // Copied out of the shared memory: a decoder takes none, and the writer may have the place back.
    const units = this.#units.slice(0, this.#header[LENGTH]);
    Atomics.store(this.#header, STATE, FREE);
    let text = '';
    for (let from = 0; from < units.length; from += PIECE)
      text += String.fromCharCode(...units.subarray(from, from + PIECE));
    return JSON.parse(text);
  }
}
