/**
 * Storing one after the other, in the order of asking, with all that is ready by then in one transaction. A transaction
 * costs as much for one page as for three.
 */
export interface CommitQueue<Entry> {
  /** Stores an entry once it is ready and all before it are stored. Rejects with what its transaction failed with. */
  push(ready: Promise<Entry>): Promise<void>;
  /** Waits until nothing waits. */
  idle(): Promise<void>;
}

interface Waiting<Entry> {
  readonly ready: Promise<Entry>;
  entry: Entry | null;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * @param store stores entries in one transaction, all or none
 * @param refusal why an entry must not be stored any more, undefined when it may
 * @param most entries to a transaction
 */
export const createCommitQueue = <Entry extends object>(
  store: (entries: readonly Entry[]) => Promise<void>,
  refusal: (entry: Entry) => unknown,
  most: number,
): CommitQueue<Entry> => {
  let waiting: Waiting<Entry>[] = [];
  let working: Promise<void> | null = null;

  const work = async (): Promise<void> => {
    for (let first = waiting[0]; first; first = waiting[0]) {
      try {
        const refused = refusal(await first.ready);
        if (refused !== undefined) throw refused;
      } catch (error) {
        waiting.shift();
        first.reject(error);
        continue;
      }
      const end = waiting.findIndex(({ entry }) => entry === null || refusal(entry) !== undefined);
      const batch = waiting.slice(0, Math.min(most, end < 0 ? waiting.length : end));
      waiting = waiting.slice(batch.length);
      try {
        await store(batch.map(({ entry }) => entry!));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    working = null;
  };

  return {
    push: (ready) =>
      new Promise((resolve, reject) => {
        const one: Waiting<Entry> = {
          ready: ready.then((entry) => {
            one.entry = entry;
            return entry;
          }),
          entry: null,
          resolve,
          reject,
        };
        // Its failure is met when its turn comes.
        one.ready.catch(() => undefined);
        waiting.push(one);
        working ??= work();
      }),
    idle: async () => {
      while (working) await working;
    },
  };
};
