/** The columns of a merged segment. */
import { ByteWriter } from '../bytes/byte-writer.ts';
import { allocateColumns, type Columns, type SetField } from './columns.ts';
import { IdTable } from './id-table.ts';
import type { MergedOrder, Pause } from './merge-order.ts';
import { createDictionary, createSets, type NameSets, narrow, type OrdinalColumn } from './ordinals.ts';
import type { Segment } from './segment.ts';

/** Documents copied between two looks at the clock. */
const PAUSE_EVERY = 2048;

export const mergeColumns = async (sources: readonly Segment[], order: MergedOrder, pause: Pause): Promise<Columns> => {
  const from = sources.map(({ columns }) => columns);
  const columns = allocateColumns(order.count);
  const dictionary = <Value>(pick: (columns: Columns) => readonly Value[]) => mergeDictionaries(from.map(pick));
  const source = dictionary(({ dictionaries }) => dictionaries.source);
  const channel = dictionary(({ dictionaries }) => dictionaries.channel);
  const status = dictionary(({ dictionaries }) => dictionaries.status);
  const url = dictionary(({ dictionaries }) => dictionaries.url);
  const csat = dictionary(({ dictionaries }) => dictionaries.csat);
  const changedAt = from.some((one) => one.changedAt !== null) ? new Float64Array(order.count) : null;
  const ordinals = {
    source: new Uint32Array(order.count),
    channel: new Uint32Array(order.count),
    status: new Uint32Array(order.count),
    url: new Uint32Array(order.count),
    csat: new Uint32Array(order.count),
  };
  const records = new ByteWriter(from.reduce((sum, one) => sum + one.records.length, 64));
  const recordsFrom = new Uint32Array(order.count + 1);
  for (let next = 0; next < order.count; next += 1) {
    if (next % PAUSE_EVERY === PAUSE_EVERY - 1) await pause();
    const index = order.fromSource[next]!;
    const document = order.fromDocument[next]!;
    const one = from[index]!;
    columns.lastMessageAt[next] = one.lastMessageAt[document]!;
    columns.createdAt[next] = one.createdAt[document]!;
    ordinals.source[next] = source.to[index]![one.source[document]!]!;
    ordinals.channel[next] = channel.to[index]![one.channel[document]!]!;
    ordinals.status[next] = status.to[index]![one.status[document]!]!;
    ordinals.url[next] = url.to[index]![one.url[document]!]!;
    const rating = one.csat[document]!;
    if (rating !== 0) ordinals.csat[next] = 1 + csat.to[index]![rating - 1]!;
    columns.flags[next] = one.flags[document]!;
    columns.sides[next] = one.sides[document]!;
    columns.turns[next] = one.turns[document]!;
    columns.page[next] = one.page[document]!;
    columns.row[next] = one.row[document]!;
    if (changedAt && one.changedAt) changedAt[next] = one.changedAt[document]!;
    for (let word = 0; word < 2; word += 1) {
      columns.contentHash[next * 2 + word] = one.contentHash[document * 2 + word]!;
      columns.rowHash[next * 2 + word] = one.rowHash[document * 2 + word]!;
    }
    const recordAt = one.recordsFrom[document]!;
    records.copy(one.records, recordAt, one.recordsFrom[document + 1]! - recordAt);
    recordsFrom[next + 1] = records.length;
  }
  await pause();
  const tag = mergeSets(from, order, 'tag');
  const folder = mergeSets(from, order, 'folder');
  await pause();
  const article = mergeSets(from, order, 'article');
  const type = mergeSets(from, order, 'type');
  await pause();
  const bytes = records.finish();
  return {
    ...columns,
    changedAt,
    source: narrow(ordinals.source, source.values.length),
    channel: narrow(ordinals.channel, channel.values.length),
    status: narrow(ordinals.status, status.values.length),
    url: narrow(ordinals.url, url.values.length),
    csat: narrow(ordinals.csat, csat.values.length + 1),
    sets: { tag: tag.sets, folder: folder.sets, article: article.sets, type: type.sets },
    dictionaries: {
      source: source.values,
      channel: channel.values,
      status: status.values,
      url: url.values,
      csat: csat.values,
      tag: tag.values,
      folder: folder.values,
      article: article.values,
      type: type.values,
    },
    recordsFrom,
    records: bytes,
    ids: new IdTable(bytes, recordsFrom),
  };
};

/** One dictionary for all, and what each one's ordinals are in it. */
const mergeDictionaries = <Value>(
  dictionaries: readonly (readonly Value[])[],
): { readonly values: readonly Value[]; readonly to: readonly (readonly number[])[] } => {
  const merged = createDictionary<Value>();
  const to = dictionaries.map((dictionary) => dictionary.map(merged.ordinal));
  return { values: merged.values, to };
};

const UNSEEN = 0xffffffff;

const mergeSets = (
  from: readonly Columns[],
  order: MergedOrder,
  field: SetField,
): { readonly sets: NameSets; readonly values: readonly string[] } => {
  const { values, to } = mergeDictionaries(from.map(({ dictionaries }) => dictionaries[field]));
  const merged = createSets();
  // Each source's sets are looked at once, when first met.
  const known = from.map(({ sets }) => new Uint32Array(sets[field].from.length).fill(UNSEEN));
  const of = new Uint32Array(order.count);
  for (let next = 0; next < order.count; next += 1) {
    const source = order.fromSource[next]!;
    const sets = from[source]!.sets[field];
    const set = sets.of[order.fromDocument[next]!]!;
    let number = known[source]![set]!;
    if (number === UNSEEN) {
      number = merged.ordinal(setValues(sets, set).map((value) => to[source]![value]!));
      known[source]![set] = number;
    }
    of[next] = number;
  }
  return { sets: merged.finish(of, values.length), values };
};

const setValues = ({ from, values }: NameSets, set: number): readonly number[] => {
  const found: number[] = [];
  const all: OrdinalColumn = values;
  for (let at = from[set]!; at < from[set + 1]!; at += 1) found.push(all[at]!);
  return found;
};
