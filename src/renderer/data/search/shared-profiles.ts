/**
 * Profiles of all segments under one numbering: segments of one workspace have mostly the same ones, so that what a
 * profile holds is added up once a search instead of once a segment.
 */
import type { Segment } from '../index/segment.ts';
import type { Names } from './names.ts';
import { profilesOf } from './profiles.ts';

/** Workspaces in which nearly every interaction has a profile of its own gain nothing; those of a segment then suffice. */
const MOST_PROFILES = 40_000;

/** Numbers one behind the other, growing. */
class Numbers {
  #numbers = new Uint32Array(1 << 8);
  length = 0;

  push(number: number): void {
    if (this.length === this.#numbers.length) {
      const grown = new Uint32Array(this.length * 2);
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    this.#numbers[this.length++] = number;
  }

  view(): Uint32Array {
    return this.#numbers;
  }
}

/** Names of profile p, by their numbers in `Names`, are `values[from[p]]` to `values[from[p + 1] - 1]`. */
class NameLists {
  readonly from = new Numbers();
  readonly values = new Numbers();

  constructor() {
    this.from.push(0);
  }

  push(names: readonly number[]): void {
    for (const name of names) this.values.push(name);
    this.from.push(this.values.length);
  }
}

/** What a segment's profiles are among all; null where there were too many. */
export interface SharedNumbers {
  readonly single: Uint32Array | null;
  readonly sets: Uint32Array | null;
}

export class SharedProfiles {
  /** By profile: numbers of names; of ratings, places in `ratings`, where null is "not rated". */
  readonly singles = {
    count: 0,
    source: new Numbers(),
    channel: new Numbers(),
    status: new Numbers(),
    csat: new Numbers(),
    ratings: [null] as (number | null)[],
  };
  readonly sets = { count: 0, tag: new NameLists(), folder: new NameLists(), article: new NameLists() };
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
    const { singles } = this;
    if (singles.count + single.count > MOST_PROFILES) return null;
    const names = this.#names.of(columns);
    const ratings = [0, ...columns.dictionaries.csat.map((rating) => this.#rating(rating))];
    return Uint32Array.from({ length: single.count }, (_, profile) => {
      const source = names.source[single.source[profile]!]!;
      const channel = names.channel[single.channel[profile]!]!;
      const status = names.status[single.status[profile]!]!;
      const csat = ratings[single.csat[profile]!]!;
      const key = `${source} ${channel} ${status} ${csat}`;
      const known = this.#numbers.get(key);
      if (known !== undefined) return known;
      singles.source.push(source);
      singles.channel.push(channel);
      singles.status.push(status);
      singles.csat.push(csat);
      this.#numbers.set(key, singles.count);
      singles.count += 1;
      return singles.count - 1;
    });
  }

  #rating(rating: number): number {
    const { ratings } = this.singles;
    const known = ratings.indexOf(rating);
    return known >= 0 ? known : ratings.push(rating) - 1;
  }

  #setsOf({ columns }: Segment): Uint32Array | null {
    const profiles = profilesOf(columns).sets;
    const { sets } = this;
    if (sets.count + profiles.count > MOST_PROFILES) return null;
    const names = this.#names.of(columns);
    const namesIn = (field: 'tag' | 'folder' | 'article', set: number): readonly number[] => {
      const { from, values } = columns.sets[field];
      const found: number[] = [];
      for (let at = from[set]!; at < from[set + 1]!; at += 1) found.push(names[field][values[at]!]!);
      return found;
    };
    return Uint32Array.from({ length: profiles.count }, (_, profile) => {
      const tag = namesIn('tag', profiles.tag[profile]!);
      const folder = namesIn('folder', profiles.folder[profile]!);
      const article = namesIn('article', profiles.article[profile]!);
      const key = `${tag}|${folder}|${article}`;
      const known = this.#numbers.get(key);
      if (known !== undefined) return known;
      sets.tag.push(tag);
      sets.folder.push(folder);
      sets.article.push(article);
      this.#numbers.set(key, sets.count);
      sets.count += 1;
      return sets.count - 1;
    });
  }
}
