/**
 * Profiles of all segments under one numbering: segments of one workspace have mostly the same ones, so that what a
 * profile holds is added up once a search instead of once a segment.
 */
import type { Segment } from '../index/segment.ts';
import type { Names } from './names.ts';
import { profilesOf } from './profiles.ts';

/** Workspaces in which nearly every interaction has a profile of its own gain nothing; those of a segment then suffice. */
const MOST_PROFILES = 40_000;

/** Numbers of names, in the tables of `Names`. */
export interface SingleProfile {
  readonly source: number;
  readonly channel: number;
  readonly status: number;
  /** Null is "not rated". */
  readonly csat: number | null;
}

export interface SetProfile {
  readonly tag: readonly number[];
  readonly folder: readonly number[];
  readonly article: readonly number[];
}

/** What a segment's profiles are among all; null where there were too many. */
export interface SharedNumbers {
  readonly single: Uint32Array | null;
  readonly sets: Uint32Array | null;
}

export class SharedProfiles {
  readonly singles: SingleProfile[] = [];
  readonly sets: SetProfile[] = [];
  readonly #names: Names;
  readonly #numbers = new Map<string, number>();
  readonly #known = new WeakMap<Segment, SharedNumbers>();

  constructor(names: Names) {
    this.#names = names;
  }

  of(segment: Segment): SharedNumbers {
    const known = this.#known.get(segment);
    if (known) return known;
    const numbers = { single: this.#singlesOf(segment), sets: this.#setsOf(segment) };
    this.#known.set(segment, numbers);
    return numbers;
  }

  #singlesOf({ columns }: Segment): Uint32Array | null {
    const { single } = profilesOf(columns);
    if (this.singles.length + single.count > MOST_PROFILES) return null;
    const names = this.#names.of(columns);
    const ratings = columns.dictionaries.csat;
    return Uint32Array.from({ length: single.count }, (_, profile) => {
      const rating = single.csat[profile]!;
      const one: SingleProfile = {
        source: names.source[single.source[profile]!]!,
        channel: names.channel[single.channel[profile]!]!,
        status: names.status[single.status[profile]!]!,
        csat: rating === 0 ? null : ratings[rating - 1]!,
      };
      return this.#number(this.singles, one, `${one.source} ${one.channel} ${one.status} ${one.csat}`);
    });
  }

  #setsOf({ columns }: Segment): Uint32Array | null {
    const { sets } = profilesOf(columns);
    if (this.sets.length + sets.count > MOST_PROFILES) return null;
    const names = this.#names.of(columns);
    const numbersIn = (field: 'tag' | 'folder' | 'article', set: number): readonly number[] => {
      const { from, values } = columns.sets[field];
      const numbers: number[] = [];
      for (let at = from[set]!; at < from[set + 1]!; at += 1) numbers.push(names[field][values[at]!]!);
      return numbers;
    };
    return Uint32Array.from({ length: sets.count }, (_, profile) => {
      const one: SetProfile = {
        tag: numbersIn('tag', sets.tag[profile]!),
        folder: numbersIn('folder', sets.folder[profile]!),
        article: numbersIn('article', sets.article[profile]!),
      };
      return this.#number(this.sets, one, `${one.tag}|${one.folder}|${one.article}`);
    });
  }

  #number<Profile>(profiles: Profile[], profile: Profile, key: string): number {
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = profiles.length;
      profiles.push(profile);
      this.#numbers.set(key, number);
    }
    return number;
  }
}
