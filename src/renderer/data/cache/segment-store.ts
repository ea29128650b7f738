/** Segments in the cache: sealed part by part, so that the first list waits for the columns alone. */

import { DamagedRecordError } from '../errors.ts';
import { createSegment, type Segment } from '../index/segment.ts';
import {
  decodeColumns,
  decodePositions,
  decodeTerms,
  encodeColumns,
  encodePositions,
  encodeTerms,
  type SegmentPart,
  segmentParts,
} from '../index/segment-codec.ts';
import type { CacheDatabase, SegmentRecord } from './database.ts';
import type { Sealer } from './seal.ts';

const recordName = (id: number, part: SegmentPart): string => `segment ${id} ${part}`;

/** Seals a segment that is loaded whole. */
export const sealSegment = (
  sealer: Sealer,
  segment: Segment,
  supersedes: number,
): Promise<readonly SegmentRecord[]> => {
  const { terms, positions } = segment;
  if (!terms || !positions) throw new TypeError('Only a whole segment can be sealed.');
  const bytes: Record<SegmentPart, () => Uint8Array<ArrayBuffer>> = {
    columns: () => encodeColumns(segment.columns),
    terms: () => encodeTerms(terms),
    positions: () => encodePositions(positions),
  };
  return Promise.all(
    segmentParts.map(
      async (part): Promise<SegmentRecord> => ({
        id: segment.id,
        part,
        documents: segment.columns.count,
        pages: part === 'columns' ? segment.pages : [],
        supersedes,
        sealed: await sealer.seal(recordName(segment.id, part), bytes[part]()),
      }),
    ),
  );
};

/** Keys of all parts of a segment. */
export const segmentKeys = (id: number): [number, SegmentPart][] => segmentParts.map((part) => [id, part]);

/** A segment's columns, without terms and positions. Throws DamagedRecordError. */
export const loadColumns = async (sealer: Sealer, record: SegmentRecord): Promise<Segment> => {
  const bytes = await sealer.open(recordName(record.id, 'columns'), record.sealed);
  return createSegment(record.id, record.pages, decodeColumns(bytes));
};

/** Loads a further part of a segment, if it is not there yet. Throws DamagedRecordError. */
export const loadPart = async (
  database: CacheDatabase,
  sealer: Sealer,
  segment: Segment,
  part: 'terms' | 'positions',
): Promise<void> => {
  if (segment[part] !== null) return;
  const record = await database.segments.get([segment.id, part]);
  if (!record) throw new DamagedRecordError(recordName(segment.id, part), 'header');
  const bytes = await sealer.open(recordName(segment.id, part), record.sealed);
  if (part === 'terms') segment.terms = decodeTerms(bytes);
  else segment.positions = decodePositions(bytes);
};
