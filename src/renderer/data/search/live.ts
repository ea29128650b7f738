/** The documents of a segment that no newer version has superseded, as bits. */
import type { Segment } from '../index/segment.ts';
import { allDocuments, Bits } from './doc-set.ts';

const known = new WeakMap<Segment, { readonly live: number; readonly bits: Bits }>();

/** Made again only after documents were superseded. */
export const liveSet = (segment: Segment): Bits => {
  const made = known.get(segment);
  if (made?.live === segment.liveCount) return made.bits;
  const { live, liveCount } = segment;
  const bits = liveCount === live.length ? allDocuments(live.length) : new Bits(live.length);
  if (liveCount < live.length)
    for (let document = 0; document < live.length; document += 1)
      if (live[document] === 1) bits.words[document >>> 5]! |= 1 << (document & 31);
  known.set(segment, { live: liveCount, bits });
  return bits;
};
