/** Posting lists as typed arrays, ascending: newest first. */
import type { TermEntry } from './term-dictionary.ts';

/** Decodes a posting list. */
export const readPostings = (postings: Uint8Array, entry: TermEntry): Uint32Array => {
  const list = new Uint32Array(entry.documents);
  let at = entry.postingsAt;
  let document = 0;
  for (let index = 0; index < list.length; index += 1) {
    let byte = postings[at++]!;
    let delta = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = postings[at++]!;
      delta |= (byte & 127) << shift;
    }
    document += delta;
    list[index] = document;
  }
  return list;
};
