/** The host over a WebSocket, as the web shell serves it. Messages are JSON text. */
import { ReplacedError, type ReviewerError } from '#shared/errors.ts';
import type { Port } from '#shared/rpc/port.ts';

/** Close code of the web shell's server when a newer window has taken this one's place. */
const REPLACED = 4001;

/**
 * Opens the socket. Messages sent before it is open wait for it; a socket that never opens counts as closed.
 *
 * @param url `ws:` address of the host on this machine
 * @param token one-time secret from the page's address; it travels as a subprotocol, since a browser's WebSocket can set no header
 */
export const openHostSocket = (url: string, token: string): Port => {
  const socket = new WebSocket(url, ['fini-reviewer', `token.${token}`]);
  let waiting: string[] | null = [];
  let closed = false;
  let reason: ReviewerError | undefined;
  const closeListeners: ((reason?: ReviewerError) => void)[] = [];

  socket.addEventListener('open', () => {
    for (const text of waiting ?? []) socket.send(text);
    waiting = null;
  });
  socket.addEventListener('close', ({ code }) => {
    closed = true;
    reason = code === REPLACED ? new ReplacedError() : undefined;
    waiting = [];
    for (const listener of closeListeners) listener(reason);
    closeListeners.length = 0;
  });

  return {
    send: (message) => {
      if (closed) return;
      const text = JSON.stringify(message);
      if (waiting) waiting.push(text);
      else socket.send(text);
    },
    onMessage: (listener) =>
      socket.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (typeof event.data === 'string') listener(JSON.parse(event.data));
      }),
    onClose: (listener) => {
      if (closed) listener(reason);
      else closeListeners.push(listener);
    },
    close: () => socket.close(),
  };
};
