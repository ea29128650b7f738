/** Tells that the cache changed, a few times a second at most: each telling makes the UI search again. */

interface Change {
  readonly added: number;
  readonly changed: number;
}

/** Shortest time between two tellings, in ms. */
const INTERVAL = 300;

export interface ChangeTeller {
  tell(change: Change): void;
  /** Tells at once what has not been told. */
  flush(): void;
  forget(): void;
}

export const createChangeTeller = (send: (change: Change) => void): ChangeTeller => {
  let waiting: Change | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const flush = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const change = waiting;
    waiting = null;
    if (change) send(change);
  };

  return {
    tell: ({ added, changed }) => {
      waiting = { added: (waiting?.added ?? 0) + added, changed: (waiting?.changed ?? 0) + changed };
      timer ??= setTimeout(flush, INTERVAL);
    },
    flush,
    forget: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      waiting = null;
    },
  };
};
