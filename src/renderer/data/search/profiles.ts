/**
 * Documents with the same values in several columns at once share a profile. Counting values is then counting profiles,
 * one step a document instead of one a column and name; what the profiles hold is added up afterwards.
 */
import type { Columns } from '../index/columns.ts';
import { type NameSets, narrow, type OrdinalColumn } from '../index/ordinals.ts';

/** Documents by source, channel, status and rating. */
export interface SingleProfiles {
  readonly of: OrdinalColumn;
  readonly count: number;
  /** Ordinals of each profile. */
  readonly source: Uint32Array;
  readonly channel: Uint32Array;
  readonly status: Uint32Array;
  readonly csat: Uint32Array;
}

/** Documents by tags, folders and articles. */
export interface SetProfiles {
  readonly of: OrdinalColumn;
  readonly count: number;
  /** Sets of each profile. */
  readonly tag: Uint32Array;
  readonly folder: Uint32Array;
  readonly article: Uint32Array;
}

export interface Profiles {
  readonly single: SingleProfiles;
  readonly sets: SetProfiles;
}

/** Up to this many possible combinations, a table finds a combination's number; a Map otherwise. */
const LARGEST_TABLE = 1 << 18;

/** Numbers the combinations of columns that occur, in order of first occurrence. */
const combine = (
  count: number,
  columns: readonly { readonly of: OrdinalColumn; readonly values: number }[],
): { readonly of: OrdinalColumn; readonly count: number; readonly parts: readonly Uint32Array[] } => {
  const of = new Uint32Array(count);
  const firsts: number[] = [];
  const combinations = columns.reduce((product, { values }) => product * Math.max(1, values), 1);
  const table = combinations <= LARGEST_TABLE ? new Uint32Array(combinations) : null;
  const map = new Map<number, number>();
  for (let document = 0; document < count; document += 1) {
    let key = 0;
    for (let index = 0; index < columns.length; index += 1) {
      const { of: column, values } = columns[index]!;
      key = key * values + column[document]!;
    }
    let profile = table ? table[key]! : (map.get(key) ?? 0);
    if (profile === 0) {
      firsts.push(document);
      profile = firsts.length;
      if (table) table[key] = profile;
      else map.set(key, profile);
    }
    of[document] = profile - 1;
  }
  const parts = columns.map(({ of: column }) => Uint32Array.from(firsts, (document) => column[document]!));
  return { of: narrow(of, firsts.length), count: firsts.length, parts };
};

const known = new WeakMap<Columns, Profiles>();

/** Made when first asked for, and kept for as long as the columns are. */
export const profilesOf = (columns: Columns): Profiles => {
  const made = known.get(columns);
  if (made) return made;
  const { count, dictionaries, sets } = columns;
  const single = combine(count, [
    { of: columns.source, values: dictionaries.source.length },
    { of: columns.channel, values: dictionaries.channel.length },
    { of: columns.status, values: dictionaries.status.length },
    { of: columns.csat, values: dictionaries.csat.length + 1 },
  ]);
  const size = ({ from }: NameSets): number => from.length - 1;
  const bySets = combine(count, [
    { of: sets.tag.of, values: size(sets.tag) },
    { of: sets.folder.of, values: size(sets.folder) },
    { of: sets.article.of, values: size(sets.article) },
  ]);
  const profiles: Profiles = {
    single: {
      of: single.of,
      count: single.count,
      source: single.parts[0]!,
      channel: single.parts[1]!,
      status: single.parts[2]!,
      csat: single.parts[3]!,
    },
    sets: {
      of: bySets.of,
      count: bySets.count,
      tag: bySets.parts[0]!,
      folder: bySets.parts[1]!,
      article: bySets.parts[2]!,
    },
  };
  known.set(columns, profiles);
  return profiles;
};
