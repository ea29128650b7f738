/** A few of something, taken in turns. */
export interface Pool<Item> {
  give(item: Item): void;
  take(): Promise<Item>;
}

export const createPool = <Item>(): Pool<Item> => {
  const free: Item[] = [];
  const waiting: ((item: Item) => void)[] = [];
  return {
    give: (item) => {
      const next = waiting.shift();
      if (next) next(item);
      else free.push(item);
    },
    take: () => {
      const item = free.pop();
      return item === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(item);
    },
  };
};
