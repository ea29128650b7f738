/** Growing bytes. Numbers are little-endian base-128 varints, so that small ones cost one byte. */

const encoder = new TextEncoder();

/** Of texts up to this long, in UTF-16 code units, the encoder's fixed cost is more than writing them letter by letter. */
const LONGEST_BY_HAND = 256;

export class ByteWriter {
  #bytes: Uint8Array<ArrayBuffer>;
  length = 0;

  constructor(capacity = 1024) {
    this.#bytes = new Uint8Array(capacity);
  }

  #reserve(more: number): Uint8Array<ArrayBuffer> {
    const needed = this.length + more;
    if (needed > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
      grown.set(this.#bytes.subarray(0, this.length));
      this.#bytes = grown;
    }
    return this.#bytes;
  }

  /** The bytes, with room for `more` of them from `length` on: for loops that write by themselves and then set `length`. */
  room(more: number): Uint8Array<ArrayBuffer> {
    return this.#reserve(more);
  }

  byte(value: number): void {
    this.#reserve(1)[this.length++] = value;
  }

  /** A whole number from 0 to 2^53 - 1. */
  varint(value: number): void {
    const bytes = this.#reserve(8);
    let rest = value;
    // Shifts are 32-bit; larger numbers are divided.
    while (rest > 0x7fffffff) {
      bytes[this.length++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    while (rest > 127) {
      bytes[this.length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    bytes[this.length++] = rest;
  }

  /** A whole number of either sign, up to 2^52 in size. */
  signed(value: number): void {
    this.varint(value < 0 ? -value * 2 - 1 : value * 2);
  }

  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length).set(bytes, this.length);
    this.length += bytes.length;
  }

  /** A short stretch of other bytes: for a few of them a loop is quicker than a view and a block copy. */
  copy(from: Uint8Array, at: number, length: number): void {
    const bytes = this.#reserve(length);
    if (length > 24) bytes.set(from.subarray(at, at + length), this.length);
    else for (let index = 0; index < length; index += 1) bytes[this.length + index] = from[at + index]!;
    this.length += length;
  }

  /** The text's length in bytes, then the bytes. Lone surrogates become U+FFFD. */
  text(text: string): void {
    if (text.length > LONGEST_BY_HAND || !this.#byHand(text)) this.sized(encoder.encode(text));
  }

  /** Writes a text of which no character takes more than two bytes; of any other nothing, and false. */
  #byHand(text: string): boolean {
    const { length } = text;
    // With the room a number asks for: making more of it afterwards would lose what is written already.
    const bytes = this.#reserve(length * 2 + 10);
    // The length in bytes is known afterwards; it is one byte itself when even twice the characters are so few.
    const begin = this.length + (length < 64 ? 1 : 2);
    let at = begin;
    for (let index = 0; index < length; index += 1) {
      const unit = text.charCodeAt(index);
      if (unit < 128) bytes[at++] = unit;
      else if (unit < 0x800) {
        bytes[at++] = 0xc0 | (unit >> 6);
        bytes[at++] = 0x80 | (unit & 63);
      } else return false;
    }
    const size = at - begin;
    if (size < 128 && length >= 64) bytes.copyWithin(begin - 1, begin, at);
    this.varint(size);
    this.length += size;
    return true;
  }

  /** As `text`, for long ones: encoded where it shall stand, behind a length of always five bytes. */
  longText(text: string): void {
    // A UTF-16 unit becomes three bytes at most.
    const bytes = this.#reserve(5 + text.length * 3);
    const { written } = encoder.encodeInto(text, bytes.subarray(this.length + 5));
    let rest = written;
    for (let index = 0; index < 4; index += 1) {
      bytes[this.length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    bytes[this.length++] = rest;
    this.length += written;
  }

  /** The length, then the bytes. */
  sized(bytes: Uint8Array): void {
    this.varint(bytes.length);
    this.raw(bytes);
  }

  /** What was written, as a copy of exactly its length. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.length);
  }

  clear(): void {
    this.length = 0;
  }

  /** What was written, shared with the writer: valid until the next write. */
  view(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.length);
  }
}
