/** Giving way: long work lets waiting messages through every few milliseconds. */
import type { Pause } from './index/merge.ts';

/** How long work may run before others get their turn, in ms. */
const SLICE = 6;

/** Those who wait for their turn, in order. */
const waiting: (() => void)[] = [];

/** Kept for good: to make a channel takes longer than what many a pause is made for. */
let bell: MessagePort | null = null;

const openBell = (): MessagePort => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => waiting.shift()?.();
  bell = port2;
  return port2;
};

/** Waits until the messages that are waiting now have been handled. */
export const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    // A message queues behind the messages that are there already; timers would be slowed down by the browser.
    (bell ?? openBell()).postMessage(null);
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
