/**
 * Columns of small whole numbers. Nearly all are of 16 bits, although many would fit into 8: a loop over columns of one
 * type runs several times as fast as one over columns of several.
 */

export type OrdinalColumn = Uint8Array | Uint16Array | Uint32Array;

/** @param values how many different ones there may be */
export const ordinalColumn = (count: number, values: number): Uint16Array | Uint32Array =>
  values <= 0x10000 ? new Uint16Array(count) : new Uint32Array(count);

/** The same numbers in the narrowest array. */
export const narrow = (ordinals: Uint32Array, values: number): OrdinalColumn => {
  const column = ordinalColumn(ordinals.length, values);
  column.set(ordinals);
  return column;
};

/** Gives each text or number a number, in order of first use. */
export const createDictionary = <Value>(): {
  readonly values: Value[];
  readonly ordinal: (value: Value) => number;
} => {
  const ordinals = new Map<Value, number>();
  const values: Value[] = [];
  return {
    values,
    ordinal: (value) => {
      let ordinal = ordinals.get(value);
      if (ordinal === undefined) {
        ordinal = values.length;
        ordinals.set(value, ordinal);
        values.push(value);
      }
      return ordinal;
    },
  };
};

/** Lists of names, as documents have them: most lists are had by many documents, so each is kept once. */
export interface NameSets {
  /** Which set each document has. */
  readonly of: OrdinalColumn;
  /** The values of set s are `values[from[s]]` to `values[from[s + 1] - 1]`, ordinals into the dictionary. */
  readonly from: Uint32Array;
  readonly values: OrdinalColumn;
}

/** Gathers sets of ordinals, each once. */
export const createSets = (): {
  /** The number of a set, made when it is new. The array is kept. */
  readonly ordinal: (values: readonly number[]) => number;
  readonly finish: (of: Uint32Array, range: number) => NameSets;
} => {
  const { values: keys, ordinal } = createDictionary<string>();
  const sets: (readonly number[])[] = [];
  return {
    ordinal: (values) => {
      const set = ordinal(values.join(' '));
      if (set === sets.length) sets.push(values);
      return set;
    },
    finish: (of, range) => {
      const from = new Uint32Array(keys.length + 1);
      sets.forEach((values, set) => {
        from[set + 1] = from[set]! + values.length;
      });
      const all = ordinalColumn(from[sets.length]!, range);
      sets.forEach((values, set) => {
        all.set(values, from[set]!);
      });
      return { of: narrow(of, keys.length), from, values: all };
    },
  };
};
