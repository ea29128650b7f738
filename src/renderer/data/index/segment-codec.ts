/** A segment's three parts as bytes: what the first list needs, what words need, what phrases need. */
import { z } from 'zod';
import { ByteReader } from '../bytes/byte-reader.ts';
import { ByteWriter } from '../bytes/byte-writer.ts';
import { readDeltas, readValues, readWords, writeDeltas, writeValues, writeWords } from '../bytes/columns.ts';
import { allocateColumns, type Columns, type SetField, setFields } from './columns.ts';
import { IdTable } from './id-table.ts';
import { type NameSets, type OrdinalColumn, ordinalColumn } from './ordinals.ts';
import type { PositionIndex, TermIndex } from './segment.ts';
import { TermDictionary } from './term-dictionary.ts';

export const segmentParts = ['columns', 'terms', 'positions'] as const;
export type SegmentPart = (typeof segmentParts)[number];

const texts = z.array(z.string());
const size = z.number().int().min(0);
const setSizes = z.object({ sets: size, values: size });
const headerSchema = z.object({
  count: size,
  changed: z.boolean(),
  sets: z.object({ tag: setSizes, folder: setSizes, article: setSizes, type: setSizes }),
  dictionaries: z.object({
    source: texts,
    channel: texts,
    status: texts,
    url: texts,
    csat: z.array(z.number()),
    tag: texts,
    folder: texts,
    article: texts,
    type: texts,
  }),
});

const sizesOf = ({ from, values }: NameSets) => ({ sets: from.length - 1, values: values.length });

export const encodeColumns = (columns: Columns): Uint8Array<ArrayBuffer> => {
  const writer = new ByteWriter(columns.count * 128 + columns.records.length);
  const { sets } = columns;
  const header: z.input<typeof headerSchema> = {
    count: columns.count,
    changed: columns.changedAt !== null,
    sets: {
      tag: sizesOf(sets.tag),
      folder: sizesOf(sets.folder),
      article: sizesOf(sets.article),
      type: sizesOf(sets.type),
    },
    dictionaries: { ...columns.dictionaries } as z.input<typeof headerSchema>['dictionaries'],
  };
  writer.text(JSON.stringify(header));
  writeDeltas(writer, columns.lastMessageAt);
  // A conversation's length in time is a smaller number than its beginning.
  writeDeltasFrom(writer, columns.lastMessageAt, columns.createdAt);
  writeValues(writer, columns.source);
  writeValues(writer, columns.channel);
  writeValues(writer, columns.status);
  writeValues(writer, columns.url);
  writeValues(writer, columns.csat);
  writeValues(writer, columns.flags);
  writer.raw(columns.sides);
  writeValues(writer, columns.turns);
  for (const field of setFields) {
    writeValues(writer, sets[field].of);
    writeDeltas(writer, sets[field].from);
    writeValues(writer, sets[field].values);
  }
  writeDeltas(writer, columns.page);
  writeDeltas(writer, columns.row);
  writeWords(writer, columns.contentHash);
  writeWords(writer, columns.rowHash);
  if (columns.changedAt) writeDeltas(writer, columns.changedAt);
  writeDeltas(writer, columns.recordsFrom);
  writer.raw(columns.records);
  return writer.finish();
};

const writeDeltasFrom = (writer: ByteWriter, base: Float64Array, values: Float64Array): void => {
  for (let index = 0; index < values.length; index += 1) writer.signed(base[index]! - values[index]!);
};

export const decodeColumns = (bytes: Uint8Array<ArrayBuffer>): Columns => {
  const reader = new ByteReader(bytes);
  const { count, changed, sets: sizes, dictionaries } = headerSchema.parse(JSON.parse(reader.text()));
  const columns = allocateColumns(count);
  readDeltas(reader, columns.lastMessageAt);
  for (let index = 0; index < count; index += 1)
    columns.createdAt[index] = columns.lastMessageAt[index]! - reader.signed();
  const ordinals = (values: number): OrdinalColumn => readValues(reader, ordinalColumn(count, values));
  const source = ordinals(dictionaries.source.length);
  const channel = ordinals(dictionaries.channel.length);
  const status = ordinals(dictionaries.status.length);
  const url = ordinals(dictionaries.url.length);
  const csat = ordinals(dictionaries.csat.length + 1);
  readValues(reader, columns.flags);
  columns.sides.set(reader.raw(count));
  readValues(reader, columns.turns);
  const readSets = (field: SetField): NameSets => ({
    of: ordinals(sizes[field].sets),
    from: readDeltas(reader, new Uint32Array(sizes[field].sets + 1)),
    values: readValues(reader, ordinalColumn(sizes[field].values, dictionaries[field].length)),
  });
  // In the order they were written.
  const tag = readSets('tag');
  const folder = readSets('folder');
  const article = readSets('article');
  const type = readSets('type');
  readDeltas(reader, columns.page);
  readDeltas(reader, columns.row);
  readWords(reader, columns.contentHash);
  readWords(reader, columns.rowHash);
  const changedAt = changed ? readDeltas(reader, new Float64Array(count)) : null;
  const recordsFrom = readDeltas(reader, new Uint32Array(count + 1));
  // Copied, so that the whole of the decoded part need not stay in memory for them.
  const records = reader.raw(recordsFrom[count]!).slice();
  return {
    ...columns,
    changedAt,
    source,
    channel,
    status,
    url,
    csat,
    sets: { tag, folder, article, type },
    dictionaries,
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
