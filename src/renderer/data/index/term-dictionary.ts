/**
 * The terms of a segment in order, front-coded in blocks of 16, each with the sizes of its posting list and positions.
 * Lists lie behind one another in the order of their terms, so a block needs only where its first one begins.
 */
import { ByteReader } from '../bytes/byte-reader.ts';
import { ByteWriter } from '../bytes/byte-writer.ts';
import { TermCursor } from './term-cursor.ts';

const BLOCK = 16;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Where a term's lists are. */
export interface TermEntry {
  readonly documents: number;
  readonly postingsAt: number;
  readonly positionsAt: number;
  /** In bytes. */
  readonly postingsLength: number;
  readonly positionsLength: number;
}

export class TermDictionaryWriter {
  readonly #terms = new ByteWriter(1 << 14);
  readonly #blocks = new ByteWriter(1 << 10);
  readonly #term = new ByteWriter(256);
  #previous = new Uint8Array(256);
  #previousLength = 0;
  #count = 0;
  #blockAt = 0;
  #postings = 0;
  #positions = 0;
  #blockPostings = 0;
  #blockPositions = 0;

  /** Terms have to come in the order of their UTF-16 code units. */
  add(term: string, documents: number, postingsLength: number, positionsLength: number): void {
    writeTerm(this.#term, term);
    this.addBytes(this.#term.view(), 0, this.#term.length, documents, postingsLength, positionsLength);
  }

  /** As `add`, of a term that is UTF-8 already. */
  addBytes(
    bytes: Uint8Array,
    at: number,
    length: number,
    documents: number,
    postingsLength: number,
    positionsLength: number,
  ): void {
    const previous = this.#previous;
    let shared = 0;
    if (this.#count % BLOCK === 0) {
      this.#blocks.varint(this.#terms.length - this.#blockAt);
      this.#blocks.varint(this.#postings - this.#blockPostings);
      this.#blocks.varint(this.#positions - this.#blockPositions);
      this.#blockAt = this.#terms.length;
      this.#blockPostings = this.#postings;
      this.#blockPositions = this.#positions;
    } else {
      const most = Math.min(length, this.#previousLength);
      while (shared < most && bytes[at + shared] === previous[shared]) shared += 1;
    }
    this.#terms.varint(shared);
    this.#terms.varint(length - shared);
    this.#terms.copy(bytes, at + shared, length - shared);
    this.#terms.varint(documents);
    this.#terms.varint(postingsLength);
    this.#terms.varint(positionsLength);
    this.#keep(bytes, at, length, shared);
    this.#count += 1;
    this.#postings += postingsLength;
    this.#positions += positionsLength;
  }

  /** Keeps a term for comparing the next with; `shared` bytes of it are there already. */
  #keep(bytes: Uint8Array, at: number, length: number, shared: number): void {
    const hasRoom = length <= this.#previous.length;
    if (!hasRoom) this.#previous = new Uint8Array(length * 2);
    for (let index = hasRoom ? shared : 0; index < length; index += 1) this.#previous[index] = bytes[at + index]!;
    this.#previousLength = length;
  }

  finish(): Uint8Array<ArrayBuffer> {
    const writer = new ByteWriter(this.#terms.length + this.#blocks.length + 16);
    writer.varint(this.#count);
    writer.sized(this.#blocks.view());
    writer.sized(this.#terms.view());
    return writer.finish();
  }
}

/** Writes a term's UTF-8. Most terms are ASCII; the encoder's fixed cost is not worth paying for them. */
const writeTerm = (writer: ByteWriter, term: string): void => {
  writer.clear();
  const bytes = writer.room(term.length);
  for (let index = 0; index < term.length; index += 1) {
    const unit = term.charCodeAt(index);
    if (unit > 127) {
      writer.raw(encoder.encode(term));
      return;
    }
    bytes[index] = unit;
  }
  writer.length = term.length;
};

export class TermDictionary {
  readonly count: number;
  /** As it is stored. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly #terms: Uint8Array<ArrayBuffer>;
  readonly #blockAt: Uint32Array;
  readonly #blockPostings: Uint32Array;
  readonly #blockPositions: Uint32Array;
  /** First terms of blocks, decoded when first compared. */
  readonly #firsts: (string | undefined)[];

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.bytes = bytes;
    const reader = new ByteReader(bytes);
    this.count = reader.varint();
    const blocks = new ByteReader(reader.sized());
    this.#terms = reader.sized();
    const count = Math.ceil(this.count / BLOCK);
    this.#blockAt = new Uint32Array(count);
    this.#blockPostings = new Uint32Array(count);
    this.#blockPositions = new Uint32Array(count);
    this.#firsts = new Array<string | undefined>(count);
    let [at, postings, positions] = [0, 0, 0];
    for (let block = 0; block < count; block += 1) {
      this.#blockAt[block] = at += blocks.varint();
      this.#blockPostings[block] = postings += blocks.varint();
      this.#blockPositions[block] = positions += blocks.varint();
    }
  }

  /** Looks at the bytes of one block, without making texts of them. */
  find(term: string): TermEntry | null {
    if (this.count === 0) return null;
    const wanted = encoder.encode(term);
    const first = this.#blockBefore(term);
    const reader = new ByteReader(this.#terms, this.#blockAt[first]!);
    let postingsAt = this.#blockPostings[first]!;
    let positionsAt = this.#blockPositions[first]!;
    // How many bytes of the term before are those of what is looked for.
    let matched = 0;
    for (let left = Math.min(BLOCK, this.count - first * BLOCK); left > 0; left -= 1) {
      const shared = reader.varint();
      const length = reader.varint();
      const at = reader.at;
      reader.at += length;
      const documents = reader.varint();
      const postingsLength = reader.varint();
      const positionsLength = reader.varint();
      if (shared <= matched) {
        matched = shared;
        const most = Math.min(length, wanted.length - shared);
        let same = 0;
        while (same < most && this.#terms[at + same] === wanted[shared + same]) same += 1;
        matched += same;
        if (matched === wanted.length && shared + length === matched)
          return { documents, postingsAt, positionsAt, postingsLength, positionsLength };
      }
      postingsAt += postingsLength;
      positionsAt += positionsLength;
    }
    return null;
  }

  /** The terms that begin with `prefix`: once one does, the next does if it shares as much with it. */
  startingWith(prefix: string): readonly TermEntry[] {
    const found: TermEntry[] = [];
    if (this.count === 0) return found;
    const wanted = encoder.encode(prefix);
    const first = this.#blockBefore(prefix);
    const reader = new ByteReader(this.#terms, this.#blockAt[first]!);
    let postingsAt = this.#blockPostings[first]!;
    let positionsAt = this.#blockPositions[first]!;
    let matched = 0;
    for (let index = first * BLOCK; index < this.count; index += 1) {
      const shared = reader.varint();
      const length = reader.varint();
      const at = reader.at;
      reader.at += length;
      const documents = reader.varint();
      const postingsLength = reader.varint();
      const positionsLength = reader.varint();
      if (shared <= matched) {
        matched = shared;
        const most = Math.min(length, wanted.length - shared);
        let same = 0;
        while (same < most && this.#terms[at + same] === wanted[shared + same]) same += 1;
        matched += same;
      }
      if (matched === wanted.length)
        found.push({ documents, postingsAt, positionsAt, postingsLength, positionsLength });
      // Terms that begin alike stand together; the first block may begin well before them.
      else if (found.length > 0 || index >= (first + 1) * BLOCK) break;
      postingsAt += postingsLength;
      positionsAt += positionsLength;
    }
    return found;
  }

  /** How many blocks there are, of sixteen terms each. */
  get blocks(): number {
    return this.#blockAt.length;
  }

  /** The terms of some blocks that at least so many documents hold, in order. */
  frequent(least: number, fromBlock: number, toBlock: number): readonly TermEntry[] {
    const found: TermEntry[] = [];
    const end = Math.min(toBlock * BLOCK, this.count);
    if (fromBlock >= this.blocks) return found;
    const reader = new ByteReader(this.#terms, this.#blockAt[fromBlock]!);
    let postingsAt = this.#blockPostings[fromBlock]!;
    let positionsAt = this.#blockPositions[fromBlock]!;
    for (let index = fromBlock * BLOCK; index < end; index += 1) {
      reader.varint();
      const length = reader.varint();
      reader.at += length;
      const documents = reader.varint();
      const postingsLength = reader.varint();
      const positionsLength = reader.varint();
      if (documents >= least) found.push({ documents, postingsAt, positionsAt, postingsLength, positionsLength });
      postingsAt += postingsLength;
      positionsAt += positionsLength;
    }
    return found;
  }

  /** Walks over all terms, in order. */
  walk(): TermCursor {
    return new TermCursor(this.#terms, this.count);
  }

  /** All terms from the first that is not before `term`, in order. */
  *from(term: string): Generator<readonly [term: string, entry: TermEntry]> {
    if (this.count === 0) return;
    const first = this.#blockBefore(term);
    let scratch = new Uint8Array(256);
    const reader = new ByteReader(this.#terms, this.#blockAt[first]!);
    let postingsAt = this.#blockPostings[first]!;
    let positionsAt = this.#blockPositions[first]!;
    for (let index = first * BLOCK; index < this.count; index += 1) {
      const shared = reader.varint();
      const suffix = reader.sized();
      if (shared + suffix.length > scratch.length) {
        const grown = new Uint8Array((shared + suffix.length) * 2);
        grown.set(scratch);
        scratch = grown;
      }
      scratch.set(suffix, shared);
      const documents = reader.varint();
      const postingsLength = reader.varint();
      const positionsLength = reader.varint();
      const found = decodeTerm(scratch, shared + suffix.length);
      if (found >= term) yield [found, { documents, postingsAt, positionsAt, postingsLength, positionsLength }];
      postingsAt += postingsLength;
      positionsAt += positionsLength;
    }
  }

  /** The last block whose first term is not after `term`, or the first block. */
  #blockBefore(term: string): number {
    let low = 0;
    let high = this.#blockAt.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#first(middle) <= term) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #first(block: number): string {
    const known = this.#firsts[block];
    if (known !== undefined) return known;
    const reader = new ByteReader(this.#terms, this.#blockAt[block]!);
    reader.varint();
    const first = decoder.decode(reader.sized());
    this.#firsts[block] = first;
    return first;
  }
}

/** Most terms are short and ASCII; the decoder's fixed cost is not worth paying for them. */
const decodeTerm = (bytes: Uint8Array, length: number): string => {
  let term = '';
  for (let index = 0; index < length; index += 1) {
    const byte = bytes[index]!;
    if (byte > 127) return decoder.decode(bytes.subarray(0, length));
    term += String.fromCharCode(byte);
  }
  return term;
};
