/** The columns of a segment: one entry a document, documents ordered newest first by their last message, then by id. */

import { ByteWriter } from '../bytes/byte-writer.ts';
import type { IndexedDocument } from './document.ts';
import { IdTable } from './id-table.ts';
import { createDictionary, createSets, type NameSets, narrow, type OrdinalColumn } from './ordinals.ts';
import { splitUrl, writeRecord } from './records.ts';

/** Fields of which a document has one value. */
export const singleFields = ['source', 'channel', 'status'] as const;
export type SingleField = (typeof singleFields)[number];
/** Fields of which a document may have several. */
export const setFields = ['tag', 'folder', 'article', 'type'] as const;
export type SetField = (typeof setFields)[number];

export interface Dictionaries extends Readonly<Record<SingleField | SetField, readonly string[]>> {
  /** Ratings; what is not rated has ordinal 0, which stands for none of them. */
  readonly csat: readonly number[];
  /** What addresses begin with. */
  readonly url: readonly string[];
}

/** Columns of a fixed width. */
export interface FixedColumns {
  readonly count: number;
  /** Epoch ms. */
  readonly lastMessageAt: Float64Array;
  readonly createdAt: Float64Array;
  /** See `flagsOf`. */
  readonly flags: Uint16Array;
  /** See `sidesOf`. */
  readonly sides: Uint8Array;
  readonly turns: Uint16Array;
  readonly page: Uint32Array;
  readonly row: Uint16Array;
  /** Two words a document. */
  readonly contentHash: Uint32Array;
  readonly rowHash: Uint32Array;
}

export interface Columns extends FixedColumns {
  /** Epoch ms, 0 for documents of which no other version was seen; null when that is all of them. */
  readonly changedAt: Float64Array | null;
  /** Ordinals into the dictionaries. */
  readonly source: OrdinalColumn;
  readonly channel: OrdinalColumn;
  readonly status: OrdinalColumn;
  /** 0 is "not rated", else one more than the ordinal. */
  readonly csat: OrdinalColumn;
  readonly url: OrdinalColumn;
  readonly sets: Readonly<Record<SetField, NameSets>>;
  readonly dictionaries: Dictionaries;
  /** Stored records (id, subject, snippet, the rest of the url): that of document d begins at `recordsFrom[d]`. */
  readonly recordsFrom: Uint32Array;
  readonly records: Uint8Array<ArrayBuffer>;
  readonly ids: IdTable;
}

/** Empty columns of a size, to be filled. */
export const allocateColumns = (count: number): FixedColumns => ({
  count,
  lastMessageAt: new Float64Array(count),
  createdAt: new Float64Array(count),
  flags: new Uint16Array(count),
  sides: new Uint8Array(count),
  turns: new Uint16Array(count),
  page: new Uint32Array(count),
  row: new Uint16Array(count),
  contentHash: new Uint32Array(count * 2),
  rowHash: new Uint32Array(count * 2),
});

/** Turns above are kept as so many. */
export const MOST_TURNS = 65_535;

/** Makes columns of documents that are in order already. */
export const columnsOf = (documents: readonly IndexedDocument[]): Columns => {
  const count = documents.length;
  const columns = allocateColumns(count);
  const single = {
    source: openColumn<string>(count),
    channel: openColumn<string>(count),
    status: openColumn<string>(count),
    url: openColumn<string>(count),
  };
  const csat = openColumn<number>(count);
  const sets = { tag: openSets(count), folder: openSets(count), article: openSets(count), type: openSets(count) };
  const changedAt = new Float64Array(count);
  const records = new ByteWriter(count * 256);
  const recordsFrom = new Uint32Array(count + 1);
  documents.forEach((document, index) => {
    columns.lastMessageAt[index] = document.lastMessageAt;
    columns.createdAt[index] = document.createdAt;
    for (const field of singleFields) single[field].set(index, document[field]);
    columns.flags[index] = document.flags;
    columns.sides[index] = document.sides;
    if (document.csat !== null) csat.ordinals[index] = 1 + csat.dictionary.ordinal(document.csat);
    columns.turns[index] = Math.min(document.turns, MOST_TURNS);
    sets.tag.set(index, document.tags);
    sets.folder.set(index, document.folders);
    sets.article.set(index, document.articles);
    sets.type.set(index, document.types);
    columns.page[index] = document.page;
    columns.row[index] = document.row;
    changedAt[index] = document.changedAt ?? 0;
    setHash(columns.contentHash, index, document.contentHash);
    setHash(columns.rowHash, index, document.rowHash);
    const { prefix, rest } = splitUrl(document.url, document.id);
    single.url.set(index, prefix);
    writeRecord(records, { id: document.id, subject: document.subject, snippet: document.snippet, url: rest });
    recordsFrom[index + 1] = records.length;
  });
  const bytes = records.finish();
  return {
    ...columns,
    changedAt: changedAt.some((at) => at !== 0) ? changedAt : null,
    source: single.source.finish(),
    channel: single.channel.finish(),
    status: single.status.finish(),
    url: single.url.finish(),
    csat: narrow(csat.ordinals, csat.dictionary.values.length + 1),
    sets: {
      tag: sets.tag.finish(),
      folder: sets.folder.finish(),
      article: sets.article.finish(),
      type: sets.type.finish(),
    },
    dictionaries: {
      source: single.source.dictionary.values,
      channel: single.channel.dictionary.values,
      status: single.status.dictionary.values,
      url: single.url.dictionary.values,
      csat: csat.dictionary.values,
      tag: sets.tag.dictionary.values,
      folder: sets.folder.dictionary.values,
      article: sets.article.dictionary.values,
      type: sets.type.dictionary.values,
    },
    recordsFrom,
    records: bytes,
    ids: new IdTable(bytes, recordsFrom),
  };
};

const openColumn = <Value>(count: number) => {
  const dictionary = createDictionary<Value>();
  const ordinals = new Uint32Array(count);
  return {
    dictionary,
    ordinals,
    set: (index: number, value: Value): void => {
      ordinals[index] = dictionary.ordinal(value);
    },
    finish: (): OrdinalColumn => narrow(ordinals, dictionary.values.length),
  };
};

const openSets = (count: number) => {
  const dictionary = createDictionary<string>();
  const sets = createSets();
  const of = new Uint32Array(count);
  /** The number of the empty set, once it was met: most documents have it. */
  let none = -1;
  return {
    dictionary,
    set: (index: number, names: readonly string[]): void => {
      if (names.length > 0) of[index] = sets.ordinal(names.map(dictionary.ordinal));
      else {
        if (none < 0) none = sets.ordinal([]);
        of[index] = none;
      }
    },
    finish: (): NameSets => sets.finish(of, dictionary.values.length),
  };
};

const setHash = (column: Uint32Array, index: number, hash: string): void => {
  column[index * 2] = Number.parseInt(hash.slice(0, 8), 16);
  column[index * 2 + 1] = Number.parseInt(hash.slice(8), 16);
};

/** A hash of a column, as the 16 hexadecimal digits it was made of. */
export const hashAt = (column: Uint32Array, index: number): string =>
  column[index * 2]!.toString(16).padStart(8, '0') + column[index * 2 + 1]!.toString(16).padStart(8, '0');

/** The names a document has of a field, in their order. */
export const namesAt = ({ sets, dictionaries }: Columns, field: SetField, document: number): readonly string[] => {
  const { of, from, values } = sets[field];
  const set = of[document]!;
  const names: string[] = [];
  for (let at = from[set]!; at < from[set + 1]!; at += 1) names.push(dictionaries[field][values[at]!]!);
  return names;
};

/** The rating of a document, null when it is not rated. */
export const csatAt = ({ csat, dictionaries }: Columns, document: number): number | null => {
  const ordinal = csat[document]!;
  return ordinal === 0 ? null : dictionaries.csat[ordinal - 1]!;
};
