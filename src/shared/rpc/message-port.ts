/**
 * Any message port as a Port: a browser's MessagePort, the one of node:worker_threads and Electron's MessagePortMain.
 * The types are structural, because this room knows none of those platforms.
 */
import type { Port } from './port.ts';

interface Posting {
  postMessage(message: unknown): void;
  start?(): void;
  close(): void;
}

/** A port that is an EventTarget: browsers and node:worker_threads. */
export interface EventTargetPort extends Posting {
  addEventListener(type: 'message' | 'close', listener: (event: unknown) => void): void;
}

/** A port that is an emitter and hands out events with `data`: Electron's main process. */
export interface EmitterPort extends Posting {
  on(type: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(type: 'close', listener: () => void): unknown;
}

export type MessagePortLike = EventTargetPort | EmitterPort;

/**
 * Makes a Port of a message port and starts it once somebody listens, so that no message is lost before that.
 * The close listener is called at most once, whichever side closed.
 */
export const messagePort = (port: MessagePortLike): Port => {
  const closeListeners: (() => void)[] = [];
  let closed = false;
  const closedNow = (): void => {
    if (closed) return;
    closed = true;
    for (const listener of closeListeners) listener();
  };
  if ('addEventListener' in port) port.addEventListener('close', closedNow);
  else port.on('close', closedNow);

  return {
    send: (message) => {
      // Posting to a closed port is silently dropped by every platform; the close listener has told the caller.
      if (!closed) port.postMessage(message);
    },
    onMessage: (listener) => {
      if ('addEventListener' in port) port.addEventListener('message', (event) => listener(dataOf(event)));
      else port.on('message', (event) => listener(dataOf(event)));
      port.start?.();
    },
    onClose: (listener) => {
      if (closed) listener();
      else closeListeners.push(listener);
    },
    close: () => {
      port.close();
      closedNow();
    },
  };
};

const dataOf = (event: unknown): unknown =>
  typeof event === 'object' && event !== null && 'data' in event ? event.data : undefined;
