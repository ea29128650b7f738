/**
 * The names of all segments, folded once. A query's names are then compared once a name, not once a segment and name,
 * and counts of different segments are added up by number.
 */

import { foldName } from '#shared/query/terms.ts';
import type { Columns, SetField, SingleField } from '../index/columns.ts';
import type { NameMatch } from './plan-node.ts';
import { matchesName } from './plan-node.ts';

export type StoredField = SingleField | SetField;

export class NameTable {
  readonly names: string[] = [];
  readonly folded: string[] = [];
  readonly #numbers = new Map<string, number>();

  number(name: string): number {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.names.length;
      this.#numbers.set(name, number);
      this.names.push(name);
      this.folded.push(foldName(name));
    }
    return number;
  }

  /** For each number, whether its name is meant. */
  mask(match: NameMatch): Uint8Array {
    const mask = new Uint8Array(this.names.length);
    for (let number = 0; number < mask.length; number += 1)
      mask[number] = matchesName(match, this.folded[number]!) ? 1 : 0;
    return mask;
  }
}

/** The numbers of a segment's names, field by field. */
export type NumbersOf = Readonly<Record<StoredField, Uint32Array>>;

export class Names {
  readonly tables: Readonly<Record<StoredField, NameTable>> = {
    source: new NameTable(),
    channel: new NameTable(),
    status: new NameTable(),
    tag: new NameTable(),
    folder: new NameTable(),
    article: new NameTable(),
    type: new NameTable(),
  };
  readonly #known = new WeakMap<Columns, NumbersOf>();

  of(columns: Columns): NumbersOf {
    let numbers = this.#known.get(columns);
    if (!numbers) {
      const take = (field: StoredField): Uint32Array =>
        Uint32Array.from(columns.dictionaries[field], (name) => this.tables[field].number(name));
      numbers = {
        source: take('source'),
        channel: take('channel'),
        status: take('status'),
        tag: take('tag'),
        folder: take('folder'),
        article: take('article'),
        type: take('type'),
      };
      this.#known.set(columns, numbers);
    }
    return numbers;
  }
}
