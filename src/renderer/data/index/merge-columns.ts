/** The columns of a merged segment. */
import { ByteWriter } from '../bytes/byte-writer.ts';
import { allocateColumns, type Columns, createDictionary } from './columns.ts';
import { IdTable } from './id-table.ts';
import type { MergedOrder, Pause } from './merge.ts';
import type { Segment } from './segment.ts';

/** Documents copied between two looks at the clock. */
const PAUSE_EVERY = 4096;

export const mergeColumns = async (sources: readonly Segment[], order: MergedOrder, pause: Pause): Promise<Columns> => {
  const tagCount = countTags(sources, order);
  const columns = allocateColumns(order.count, tagCount);
  const maps = {
    source: mergeDictionaries(sources.map(({ columns: { dictionaries } }) => dictionaries.source)),
    channel: mergeDictionaries(sources.map(({ columns: { dictionaries } }) => dictionaries.channel)),
    status: mergeDictionaries(sources.map(({ columns: { dictionaries } }) => dictionaries.status)),
    tag: mergeDictionaries(sources.map(({ columns: { dictionaries } }) => dictionaries.tag)),
  };
  const records = new ByteWriter(sources.reduce((sum, source) => sum + source.columns.records.length, 64));
  const recordsFrom = new Uint32Array(order.count + 1);
  let tagsAt = 0;
  for (let next = 0; next < order.count; next += 1) {
    if (next % PAUSE_EVERY === PAUSE_EVERY - 1) await pause();
    const source = order.fromSource[next]!;
    const document = order.fromDocument[next]!;
    const from = sources[source]!.columns;
    columns.lastMessageAt[next] = from.lastMessageAt[document]!;
    columns.createdAt[next] = from.createdAt[document]!;
    columns.source[next] = maps.source.to[source]![from.source[document]!]!;
    columns.channel[next] = maps.channel.to[source]![from.channel[document]!]!;
    columns.status[next] = maps.status.to[source]![from.status[document]!]!;
    columns.flags[next] = from.flags[document]!;
    columns.csat[next] = from.csat[document]!;
    columns.turns[next] = from.turns[document]!;
    columns.page[next] = from.page[document]!;
    columns.row[next] = from.row[document]!;
    for (let tag = from.tagsFrom[document]!; tag < from.tagsFrom[document + 1]!; tag += 1)
      columns.tags[tagsAt++] = maps.tag.to[source]![from.tags[tag]!]!;
    columns.tagsFrom[next + 1] = tagsAt;
    for (let word = 0; word < 2; word += 1) {
      columns.contentHash[next * 2 + word] = from.contentHash[document * 2 + word]!;
      columns.rowHash[next * 2 + word] = from.rowHash[document * 2 + word]!;
    }
    const recordAt = from.recordsFrom[document]!;
    records.copy(from.records, recordAt, from.recordsFrom[document + 1]! - recordAt);
    recordsFrom[next + 1] = records.length;
  }
  const bytes = records.finish();
  return {
    ...columns,
    dictionaries: {
      source: maps.source.values,
      channel: maps.channel.values,
      status: maps.status.values,
      tag: maps.tag.values,
    },
    recordsFrom,
    records: bytes,
    ids: new IdTable(bytes, recordsFrom),
  };
};

const countTags = (sources: readonly Segment[], order: MergedOrder): number => {
  let tags = 0;
  for (let next = 0; next < order.count; next += 1) {
    const { tagsFrom } = sources[order.fromSource[next]!]!.columns;
    const document = order.fromDocument[next]!;
    tags += tagsFrom[document + 1]! - tagsFrom[document]!;
  }
  return tags;
};

/** One dictionary for all, and what each one's ordinals are in it. */
const mergeDictionaries = (
  dictionaries: readonly (readonly string[])[],
): { readonly values: readonly string[]; readonly to: readonly (readonly number[])[] } => {
  const merged = createDictionary();
  const to = dictionaries.map((dictionary) => dictionary.map(merged.ordinal));
  return { values: merged.values, to };
};
