/** Finds a document by its interaction's id: an open-addressed table over the ids in the stored records. */
import { idLength } from './records.ts';

export class IdTable {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #from: Uint32Array;
  /** Document plus one; 0 is a free place. */
  readonly #table: Uint32Array;
  readonly #mask: number;

  constructor(records: Uint8Array<ArrayBuffer>, recordsFrom: Uint32Array) {
    const count = recordsFrom.length - 1;
    let size = 8;
    while (size < count * 2) size *= 2;
    this.#bytes = records;
    this.#from = recordsFrom;
    this.#table = new Uint32Array(size);
    this.#mask = size - 1;
    for (let document = 0; document < count; document += 1) {
      const at = recordsFrom[document]!;
      let place = hashBytes(records, at, at + idLength(records, at)) & this.#mask;
      while (this.#table[place] !== 0) place = (place + 1) & this.#mask;
      this.#table[place] = document + 1;
    }
  }

  /**
   * The document with an id, as `encodeId` gives it, that stands at `at` to `end` of `bytes`; below 0 when there is none.
   *
   * @param hash of these bytes: many tables can be asked with one
   */
  find(bytes: Uint8Array, at = 0, end = bytes.length, hash = hashBytes(bytes, at, end)): number {
    let place = hash & this.#mask;
    for (;;) {
      const entry = this.#table[place]!;
      if (entry === 0) return -1;
      if (this.#same(this.#from[entry - 1]!, bytes, at, end)) return entry - 1;
      place = (place + 1) & this.#mask;
    }
  }

  /** The document with the same id as a document of other columns. */
  findAt(
    other: { readonly records: Uint8Array<ArrayBuffer>; readonly recordsFrom: Uint32Array },
    document: number,
  ): number {
    const at = other.recordsFrom[document]!;
    return this.find(other.records, at, at + idLength(other.records, at));
  }

  #same(record: number, bytes: Uint8Array, at: number, end: number): boolean {
    // An id's encoding begins with its length, so equal bytes are equal ids.
    for (let index = at; index < end; index += 1) if (this.#bytes[record + index - at] !== bytes[index]) return false;
    return true;
  }
}

/** A number of an id's bytes, for a table's places. */
export const hashBytes = (bytes: Uint8Array, at: number, end: number): number => {
  let hash = 0x811c9dc5;
  for (let index = at; index < end; index += 1) hash = Math.imul(hash ^ bytes[index]!, 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
};
