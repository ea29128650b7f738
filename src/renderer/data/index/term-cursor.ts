/** Walks over the terms of a dictionary as bytes: merging looks at every term, and making texts of them took most of it. */
import { RANKS } from './term-order.ts';

/** Bytes that are compared as one number. */
const HEAD = 4;

/** The term at hand, with where its lists are: it can be taken for a `TermEntry` until it moves on. */
export class TermCursor {
  /** The term's bytes, up to `length`. */
  bytes = new Uint8Array(256);
  length = 0;
  /** The first bytes of the term in the order of terms. */
  head = 0;
  documents = 0;
  postingsAt = 0;
  positionsAt = 0;
  postingsLength = 0;
  positionsLength = 0;
  readonly #terms: Uint8Array;
  #at = 0;
  #left: number;
  /** Whether there was no further term to move on to. */
  ended = false;

  /** @param terms front-coded, `count` of them, as `TermDictionaryWriter` writes them */
  constructor(terms: Uint8Array, count: number) {
    this.#terms = terms;
    this.#left = count;
  }

  #varint(): number {
    let byte = this.#terms[this.#at++]!;
    let value = byte & 127;
    for (let scale = 128; byte > 127; scale *= 128) {
      byte = this.#terms[this.#at++]!;
      value += (byte & 127) * scale;
    }
    return value;
  }

  /** Moves on to the next term; false when there is none. */
  next(): boolean {
    if (this.#left === 0) {
      this.ended = true;
      return false;
    }
    this.#left -= 1;
    const shared = this.#varint();
    const more = this.#varint();
    const length = shared + more;
    if (length > this.bytes.length) {
      const longer = new Uint8Array(length * 2);
      longer.set(this.bytes);
      this.bytes = longer;
    }
    const { bytes } = this;
    for (let index = shared; index < length; index += 1) bytes[index] = this.#terms[this.#at++]!;
    this.length = length;
    if (shared < HEAD || length < HEAD) {
      let head = 0;
      for (let index = 0; index < HEAD; index += 1) head = head * 256 + (index < length ? RANKS[bytes[index]!]! : 0);
      this.head = head;
    }
    this.postingsAt += this.postingsLength;
    this.positionsAt += this.positionsLength;
    this.documents = this.#varint();
    this.postingsLength = this.#varint();
    this.positionsLength = this.#varint();
    return true;
  }

  /** Below 0 when this term comes first, 0 when both are the same. */
  compare(other: TermCursor): number {
    if (this.head !== other.head) return this.head - other.head;
    const [mine, theirs] = [this.bytes, other.bytes];
    const most = Math.min(this.length, other.length);
    for (let index = 0; index < most; index += 1)
      if (mine[index] !== theirs[index]) return RANKS[mine[index]!]! - RANKS[theirs[index]!]!;
    return this.length - other.length;
  }
}
