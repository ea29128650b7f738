/** The columns of a segment: one entry a document, documents ordered newest first by their last message, then by id. */

import { ByteWriter } from '../bytes/byte-writer.ts';
import type { IndexedDocument } from './document.ts';
import { IdTable } from './id-table.ts';
import { writeRecord } from './records.ts';

export interface Dictionaries {
  readonly source: readonly string[];
  readonly channel: readonly string[];
  readonly status: readonly string[];
  readonly tag: readonly string[];
}

export interface Columns {
  readonly count: number;
  /** Epoch ms. */
  readonly lastMessageAt: Float64Array;
  readonly createdAt: Float64Array;
  /** Ordinals into the dictionaries. */
  readonly source: Uint16Array;
  readonly channel: Uint16Array;
  readonly status: Uint16Array;
  /** See `flagsOf`. */
  readonly flags: Uint8Array;
  /** NaN is "not rated". */
  readonly csat: Float64Array;
  readonly turns: Uint16Array;
  /** The tags of document d are `tags[tagsFrom[d]]` to `tags[tagsFrom[d + 1] - 1]`. */
  readonly tagsFrom: Uint32Array;
  readonly tags: Uint32Array;
  readonly page: Uint32Array;
  readonly row: Uint16Array;
  /** Two words a document. */
  readonly contentHash: Uint32Array;
  readonly rowHash: Uint32Array;
  readonly dictionaries: Dictionaries;
  /** Stored records (id, subject, snippet): that of document d begins at `recordsFrom[d]`. */
  readonly recordsFrom: Uint32Array;
  readonly records: Uint8Array<ArrayBuffer>;
  readonly ids: IdTable;
}

/** Empty columns of a size, to be filled. */
export const allocateColumns = (
  count: number,
  tags: number,
): Omit<Columns, 'dictionaries' | 'recordsFrom' | 'records' | 'ids'> => ({
  count,
  lastMessageAt: new Float64Array(count),
  createdAt: new Float64Array(count),
  source: new Uint16Array(count),
  channel: new Uint16Array(count),
  status: new Uint16Array(count),
  flags: new Uint8Array(count),
  csat: new Float64Array(count),
  turns: new Uint16Array(count),
  tagsFrom: new Uint32Array(count + 1),
  tags: new Uint32Array(tags),
  page: new Uint32Array(count),
  row: new Uint16Array(count),
  contentHash: new Uint32Array(count * 2),
  rowHash: new Uint32Array(count * 2),
});

const MOST_TURNS = 65_535;

/** Gives each text a number, in order of first use. */
export const createDictionary = (): { readonly values: string[]; readonly ordinal: (text: string) => number } => {
  const ordinals = new Map<string, number>();
  const values: string[] = [];
  return {
    values,
    ordinal: (text) => {
      let ordinal = ordinals.get(text);
      if (ordinal === undefined) {
        ordinal = values.length;
        ordinals.set(text, ordinal);
        values.push(text);
      }
      return ordinal;
    },
  };
};

/** Makes columns of documents that are in order already. */
export const columnsOf = (documents: readonly IndexedDocument[]): Columns => {
  const columns = allocateColumns(
    documents.length,
    documents.reduce((sum, document) => sum + document.tags.length, 0),
  );
  const source = createDictionary();
  const channel = createDictionary();
  const status = createDictionary();
  const tag = createDictionary();
  const records = new ByteWriter(documents.length * 256);
  const recordsFrom = new Uint32Array(documents.length + 1);
  let tagsAt = 0;
  documents.forEach((document, index) => {
    columns.lastMessageAt[index] = document.lastMessageAt;
    columns.createdAt[index] = document.createdAt;
    columns.source[index] = source.ordinal(document.source);
    columns.channel[index] = channel.ordinal(document.channel);
    columns.status[index] = status.ordinal(document.status);
    columns.flags[index] = flagsOf(document);
    columns.csat[index] = document.csat ?? Number.NaN;
    columns.turns[index] = Math.min(document.turns, MOST_TURNS);
    for (const name of document.tags) columns.tags[tagsAt++] = tag.ordinal(name);
    columns.tagsFrom[index + 1] = tagsAt;
    columns.page[index] = document.page;
    columns.row[index] = document.row;
    setHash(columns.contentHash, index, document.contentHash);
    setHash(columns.rowHash, index, document.rowHash);
    writeRecord(records, document);
    recordsFrom[index + 1] = records.length;
  });
  const bytes = records.finish();
  return {
    ...columns,
    dictionaries: { source: source.values, channel: channel.values, status: status.values, tag: tag.values },
    recordsFrom,
    records: bytes,
    ids: new IdTable(bytes, recordsFrom),
  };
};

const threeWay = (value: boolean | null): number => (value === null ? 0 : value ? 2 : 1);
const threeWayBack = (bits: number): boolean | null => (bits === 0 ? null : bits === 2);

/** Bits 0–1 resolved, bit 2 has feedback, bits 3–4 approved; of two bits, 0 is null, 1 false, 2 true. */
export const flagsOf = (document: Pick<IndexedDocument, 'resolved' | 'hasFeedback' | 'approved'>): number =>
  threeWay(document.resolved) | (document.hasFeedback ? 4 : 0) | (threeWay(document.approved) << 3);

export const resolvedOf = (flags: number): boolean | null => threeWayBack(flags & 3);
export const hasFeedbackOf = (flags: number): boolean => (flags & 4) !== 0;

const setHash = (column: Uint32Array, index: number, hash: string): void => {
  column[index * 2] = Number.parseInt(hash.slice(0, 8), 16);
  column[index * 2 + 1] = Number.parseInt(hash.slice(8), 16);
};

/** A hash of a column, as the 16 hexadecimal digits it was made of. */
export const hashAt = (column: Uint32Array, index: number): string =>
  column[index * 2]!.toString(16).padStart(8, '0') + column[index * 2 + 1]!.toString(16).padStart(8, '0');
