/** A segment's three parts as bytes: what the first list needs, what words need, what phrases need. */
import { z } from 'zod';
import { ByteReader } from '../bytes/byte-reader.ts';
import { ByteWriter } from '../bytes/byte-writer.ts';
import { readDeltas, readValues, readWords, writeDeltas, writeValues, writeWords } from '../bytes/columns.ts';
import { allocateColumns, type Columns } from './columns.ts';
import { IdTable } from './id-table.ts';
import type { PositionIndex, TermIndex } from './segment.ts';
import { TermDictionary } from './term-dictionary.ts';

export const segmentParts = ['columns', 'terms', 'positions'] as const;
export type SegmentPart = (typeof segmentParts)[number];

const texts = z.array(z.string());
const headerSchema = z.object({
  count: z.number().int().min(0),
  tags: z.number().int().min(0),
  dictionaries: z.object({ source: texts, channel: texts, status: texts, tag: texts }),
});

export const encodeColumns = (columns: Columns): Uint8Array<ArrayBuffer> => {
  const writer = new ByteWriter(columns.count * 128 + columns.records.length);
  writer.text(JSON.stringify({ count: columns.count, tags: columns.tags.length, dictionaries: columns.dictionaries }));
  writeDeltas(writer, columns.lastMessageAt);
  // A conversation's length in time is a smaller number than its beginning.
  writeDeltasFrom(writer, columns.lastMessageAt, columns.createdAt);
  writeValues(writer, columns.source);
  writeValues(writer, columns.channel);
  writeValues(writer, columns.status);
  writer.raw(columns.flags);
  writer.raw(new Uint8Array(columns.csat.slice().buffer));
  writeValues(writer, columns.turns);
  writeDeltas(writer, columns.tagsFrom);
  writeValues(writer, columns.tags);
  writeDeltas(writer, columns.page);
  writeDeltas(writer, columns.row);
  writeWords(writer, columns.contentHash);
  writeWords(writer, columns.rowHash);
  writeDeltas(writer, columns.recordsFrom);
  writer.raw(columns.records);
  return writer.finish();
};

const writeDeltasFrom = (writer: ByteWriter, base: Float64Array, values: Float64Array): void => {
  for (let index = 0; index < values.length; index += 1) writer.signed(base[index]! - values[index]!);
};

export const decodeColumns = (bytes: Uint8Array<ArrayBuffer>): Columns => {
  const reader = new ByteReader(bytes);
  const header = headerSchema.parse(JSON.parse(reader.text()));
  const { count } = header;
  const columns = allocateColumns(count, header.tags);
  readDeltas(reader, columns.lastMessageAt);
  for (let index = 0; index < count; index += 1)
    columns.createdAt[index] = columns.lastMessageAt[index]! - reader.signed();
  readValues(reader, columns.source);
  readValues(reader, columns.channel);
  readValues(reader, columns.status);
  columns.flags.set(reader.raw(count));
  columns.csat.set(new Float64Array(reader.raw(count * 8).slice().buffer));
  readValues(reader, columns.turns);
  readDeltas(reader, columns.tagsFrom);
  readValues(reader, columns.tags);
  readDeltas(reader, columns.page);
  readDeltas(reader, columns.row);
  readWords(reader, columns.contentHash);
  readWords(reader, columns.rowHash);
  const recordsFrom = readDeltas(reader, new Uint32Array(count + 1));
  // Copied, so that the whole of the decoded part need not stay in memory for them.
  const records = reader.raw(recordsFrom[count]!).slice();
  return {
    ...columns,
    dictionaries: header.dictionaries,
    recordsFrom,
    records,
    ids: new IdTable(records, recordsFrom),
  };
};

export const encodeTerms = (terms: TermIndex): Uint8Array<ArrayBuffer> => {
  const writer = new ByteWriter(terms.postings.length + terms.dictionary.bytes.length + 16);
  writer.sized(terms.dictionary.bytes);
  writer.sized(terms.postings);
  return writer.finish();
};

export const decodeTerms = (bytes: Uint8Array<ArrayBuffer>): TermIndex => {
  const reader = new ByteReader(bytes);
  return { dictionary: new TermDictionary(reader.sized()), postings: reader.sized() };
};

export const encodePositions = (index: PositionIndex): Uint8Array<ArrayBuffer> => {
  const writer = new ByteWriter(index.positions.length + index.sides.length + 16);
  writer.sized(index.positions);
  writer.sized(index.sides);
  return writer.finish();
};

export const decodePositions = (bytes: Uint8Array<ArrayBuffer>): PositionIndex => {
  const reader = new ByteReader(bytes);
  return { positions: reader.sized(), sides: reader.sized() };
};
