/** Writing the lists of a term: which documents hold it, and where. */
import type { ByteWriter } from '../bytes/byte-writer.ts';

/** Stands for the position of a term that has none. */
export const NO_POSITION = 0xffffffff;

/** Longest varint of a 32-bit number, in bytes. */
const LONGEST_VARINT = 5;

/**
 * Writes one term's posting list and positions. The loops write varints by themselves: they run once for every word of
 * every conversation.
 *
 * @returns the number of documents
 */
export const writeList = (
  documents: Uint32Array,
  positions: Uint32Array,
  from: number,
  to: number,
  postings: ByteWriter,
  lengths: ByteWriter,
  places: ByteWriter,
): number => {
  const most = (to - from) * LONGEST_VARINT;
  const list = postings.room(most);
  let listAt = postings.length;
  lengths.clear();
  const sizes = lengths.room(most);
  let sizesAt = 0;
  // Lengths stand before the positions; these are written behind where the lengths can end, and moved up.
  const bytes = places.room(most * 2);
  const bytesFrom = places.length + most;
  let bytesAt = bytesFrom;

  let count = 0;
  let current = -1;
  let documentFrom = bytesAt;
  let previous = 0;
  for (let at = from; at <= to; at += 1) {
    const document = at < to ? documents[at]! : -1;
    if (document !== current) {
      if (current >= 0) {
        let size = bytesAt - documentFrom;
        for (; size > 127; size >>>= 7) sizes[sizesAt++] = (size & 127) | 128;
        sizes[sizesAt++] = size;
      }
      if (document < 0) break;
      let delta = document - Math.max(current, 0);
      for (; delta > 127; delta >>>= 7) list[listAt++] = (delta & 127) | 128;
      list[listAt++] = delta;
      current = document;
      documentFrom = bytesAt;
      previous = 0;
      count += 1;
    }
    const position = positions[at]!;
    if (position === NO_POSITION) continue;
    let delta = position - previous;
    for (; delta > 127; delta >>>= 7) bytes[bytesAt++] = (delta & 127) | 128;
    bytes[bytesAt++] = delta;
    previous = position;
  }
  postings.length = listAt;
  // Without any position, the lengths would all be zero.
  if (bytesAt === bytesFrom) return count;
  for (let index = 0; index < sizesAt; index += 1) bytes[places.length + index] = sizes[index]!;
  bytes.copyWithin(places.length + sizesAt, bytesFrom, bytesAt);
  places.length += sizesAt + bytesAt - bytesFrom;
  return count;
};
