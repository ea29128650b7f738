/** A bounded number of places: back-pressure for whatever must not be held too often at once. */
import { CancelledError } from '#shared/errors.ts';

export interface Places {
  /**
   * Waits for a place.
   *
   * @returns gives the place back; calling it again does nothing
   * @throws CancelledError when the signal is aborted first
   */
  take(signal: AbortSignal): Promise<() => void>;
}

export const createPlaces = (count: number): Places => {
  let free = count;
  const waiting: (() => void)[] = [];

  const place = (): (() => void) => {
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    };
  };

  return {
    take: async (signal) => {
      if (signal.aborted) throw new CancelledError('The wait');
      if (free > 0) {
        free -= 1;
        return place();
      }
      return new Promise((resolve, reject) => {
        const give = (): void => {
          signal.removeEventListener('abort', cancel);
          resolve(place());
        };
        const cancel = (): void => {
          waiting.splice(waiting.indexOf(give), 1);
          reject(new CancelledError('The wait'));
        };
        waiting.push(give);
        signal.addEventListener('abort', cancel, { once: true });
      });
    },
  };
};
