/**
 * Merging segments into one. Documents that a newer version superseded are left out; the order stays newest first. The
 * work is cut into slices, so that a search in between waits for milliseconds, not for the merge.
 */
import { ByteReader } from '../bytes/byte-reader.ts';
import { ByteWriter } from '../bytes/byte-writer.ts';
import { mergeColumns } from './merge-columns.ts';
import { isLoaded, type LoadedSegment, type MergedOrder, mergeOrder, type Pause } from './merge-order.ts';
import { mergeTerms } from './merge-terms.ts';
import { createSegment, type Segment, setReview } from './segment.ts';

export type { Pause } from './merge-order.ts';

/**
 * @param sources with everything loaded
 * @throws TypeError when a source's terms or positions are not loaded
 */
export const mergeSegments = async (id: number, sources: readonly Segment[], pause: Pause): Promise<Segment> => {
  const loaded = sources.filter(isLoaded).sort((one, other) => newestTime(other) - newestTime(one));
  if (loaded.length !== sources.length) throw new TypeError('A segment is merged only once it is loaded.');
  const order = mergeOrder(loaded);
  await pause();
  const columns = await mergeColumns(loaded, order, pause);
  await pause();
  const sides = mergeSides(loaded, order);
  await pause();
  const { terms, positions } = await mergeTerms(loaded, order, pause);
  const pages = [...new Set(sources.flatMap((source) => source.pages))].sort((one, other) => one - other);
  const merged = createSegment(id, pages, columns, terms, { positions, sides });
  copyReviews(loaded, order, merged);
  return merged;
};

const newestTime = ({ columns }: Segment): number => columns.lastMessageAt[0] ?? 0;

/** What is known beside the columns goes with the documents. */
const copyReviews = (sources: readonly Segment[], order: MergedOrder, merged: Segment): void => {
  if (sources.every(({ reviewed }) => reviewed === 0)) return;
  for (let next = 0; next < order.count; next += 1)
    setReview(merged, next, sources[order.fromSource[next]!]!.review[order.fromDocument[next]!]!);
};

const mergeSides = (sources: readonly LoadedSegment[], order: MergedOrder): Uint8Array<ArrayBuffer> => {
  const stretches = sources.map(({ positions, columns }) => {
    const reader = new ByteReader(positions.sides);
    const from = new Uint32Array(columns.count + 1);
    for (let document = 0; document < columns.count; document += 1) {
      for (let fields = reader.varint(); fields > 0; fields -= 1) reader.varint();
      from[document + 1] = reader.at;
    }
    return from;
  });
  const writer = new ByteWriter(order.count * 32);
  for (let next = 0; next < order.count; next += 1) {
    const source = order.fromSource[next]!;
    const document = order.fromDocument[next]!;
    const from = stretches[source]!;
    writer.raw(sources[source]!.positions.sides.subarray(from[document]!, from[document + 1]!));
  }
  return writer.finish();
};
