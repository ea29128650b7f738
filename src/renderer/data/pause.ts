/** Giving way: long work lets waiting messages through every few milliseconds. */
import type { Pause } from './index/merge.ts';

/** How long work may run before others get their turn, in ms. */
const SLICE = 6;

/** Waits until the messages that are waiting now have been handled. */
export const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    // A message queues behind the messages that are there already; timers would be slowed down by the browser.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** A pause for one piece of work: it waits only when the slice is used up. */
export const createPause = (): Pause => {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE) return;
    await nextTurn();
    since = performance.now();
  };
};
