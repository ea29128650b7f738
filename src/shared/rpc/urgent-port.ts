/**
 * A port whose answers to urgent calls can be had before the next frame is drawn.
 *
 * After a key is pressed a browser first draws the frame with the letter, and only then hands out messages; what the
 * answer changes is drawn a frame later. So the answer is put where the window can look for it while it makes that very
 * frame. A message follows it in any case, for when the frame came first. Answers may overtake other messages.
 */
import type { Port } from './port.ts';
import type { SharedSlot } from './shared-slot.ts';

/** Says that there is something in the slot, unless it was taken already. */
const NOTICE = 'slot';
/**
 * How long the frame with the letter is held up for the answer, in milliseconds. Where the key came just before the frame
 * the answer is a moment late, and to draw without it would cost a whole frame.
 */
const MOMENT = 4;
/** Frames that are looked in; the notice is there by then. */
const FRAMES = 3;

/** The id of a call of one of some methods, or of an answer, as the channel writes them. */
const idOf = (message: unknown, methods: readonly string[] | null): unknown => {
  if (typeof message !== 'object' || message === null || !('i' in message)) return undefined;
  const method = 'm' in message ? message.m : undefined;
  if (methods === null) return method === undefined ? message.i : undefined;
  return typeof method === 'string' && methods.includes(method) ? message.i : undefined;
};

/** The side that answers: answers to calls of these methods go through the slot. */
export const answeringPort = (port: Port, slot: SharedSlot, methods: readonly string[]): Port => {
  const urgent = new Set<unknown>();
  return {
    ...port,
    send: (message) => {
      const id = idOf(message, null);
      port.send(id !== undefined && urgent.delete(id) && slot.put(message) ? NOTICE : message);
    },
    onMessage: (listener) =>
      port.onMessage((message) => {
        const id = idOf(message, methods);
        if (id !== undefined) urgent.add(id);
        listener(message);
      }),
  };
};

/**
 * The side that asks.
 *
 * @param nextFrame calls back while the next frame is made, as requestAnimationFrame does
 * @param now a clock in milliseconds
 */
export const askingPort = (
  port: Port,
  slot: SharedSlot,
  methods: readonly string[],
  nextFrame: (look: () => void) => void,
  now: () => number,
): Port => {
  let hand: (message: unknown) => void = () => undefined;
  let frames = 0;
  let waiting = false;
  const take = (): void => {
    const message = slot.take();
    if (message === undefined) return;
    frames = 0;
    hand(message);
  };
  const wait = (): void => {
    if (waiting || frames === 0) return;
    waiting = true;
    nextFrame(() => {
      waiting = false;
      if (frames === FRAMES) slot.hold(MOMENT, now);
      if (frames > 0) frames -= 1;
      take();
      wait();
    });
  };
  return {
    ...port,
    send: (message) => {
      port.send(message);
      if (idOf(message, methods) === undefined) return;
      frames = FRAMES;
      wait();
    },
    onMessage: (listener) => {
      hand = listener;
      port.onMessage((message) => {
        if (message === NOTICE) take();
        else listener(message);
      });
    },
  };
};
