/** Random choices that are the same for the same seed, on every machine. */

export interface Random {
  /** 0 (in) to 1 (out). */
  next(): number;
  /** A whole number, both ends in. */
  between(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** Deals a list in shuffled order, beginning again only when every item was dealt: fewer repetitions than picking. */
  deal<Item>(items: readonly Item[]): Item;
  /** One of the keys, as likely as its weight. */
  weighted<Key extends string>(weights: Readonly<Record<Key, number>>): Key;
  /** In the form of a UUID version 4. */
  uuid(): string;
}

/** mulberry32: small, quick, the same everywhere. */
export const createRandom = (seed: number): Random => {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  const decks = new WeakMap<object, number[]>();

  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  const at = <Item>(items: readonly Item[], index: number): Item => {
    if (index < 0 || index >= items.length) throw new RangeError('There is nothing to choose from.');
    return items[index] as Item;
  };
  const shuffled = (length: number): number[] => {
    const order = Array.from({ length }, (_, index) => index);
    for (let index = length - 1; index > 0; index -= 1) {
      const other = between(0, index);
      const kept = order[index] ?? 0;
      order[index] = order[other] ?? 0;
      order[other] = kept;
    }
    return order;
  };

  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (items) => at(items, between(0, items.length - 1)),
    deal: (items) => {
      let deck = decks.get(items) ?? [];
      if (deck.length === 0) deck = shuffled(items.length);
      const index = deck.pop() ?? 0;
      decks.set(items, deck);
      return at(items, index);
    },
    weighted: (weights) => {
      const keys = Object.keys(weights) as (keyof typeof weights)[];
      let rest = next() * keys.reduce((sum, key) => sum + weights[key], 0);
      for (const key of keys) {
        rest -= weights[key];
        if (rest < 0) return key;
      }
      return at(keys, keys.length - 1);
    },
    uuid: () => {
      const hex = Array.from({ length: 32 }, () => between(0, 15).toString(16));
      hex[12] = '4';
      hex[16] = at(['8', '9', 'a', 'b'], between(0, 3));
      const text = hex.join('');
      return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
    },
  };
};
