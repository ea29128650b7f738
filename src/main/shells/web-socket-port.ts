/** A WebSocket as a port: JSON text both ways, and a heartbeat that notices a connection whose other end is gone. */
import type { Port } from '#shared/rpc/port.ts';

/** What is needed of a `ws` socket. */
export interface HeartbeatSocket {
  readonly readyState: number;
  send(text: string): void;
  ping(): void;
  close(code?: number, reason?: string): void;
  terminate(): void;
  on(event: 'message', listener: (data: unknown, isBinary: boolean) => void): unknown;
  on(event: 'pong' | 'close', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

const OPEN = 1;
/** RFC 6455: the data was of a kind that cannot be accepted. */
const UNSUPPORTED_DATA = 1003;

/** Milliseconds between pings. Two in a row without an answer end the connection. */
export const HEARTBEAT = 15_000;

/** Carries a channel over an open socket of the `ws` package, on either end. */
export const webSocketPort = (socket: HeartbeatSocket, heartbeat: number = HEARTBEAT): Port => {
  let missed = 0;
  const timer = setInterval(() => {
    if (missed >= 2) {
      socket.terminate();
      return;
    }
    missed += 1;
    if (socket.readyState === OPEN) socket.ping();
  }, heartbeat);
  timer.unref();
  socket.on('pong', () => {
    missed = 0;
  });
  socket.on('close', () => clearInterval(timer));
  // A reset connection reports an error before it closes; the close is what the channel acts on.
  socket.on('error', () => undefined);

  return {
    send: (message) => {
      // What is said to someone who has just left is dropped: their calls are rejected by the close.
      if (socket.readyState === OPEN) socket.send(JSON.stringify(message));
    },
    onMessage: (listener) => {
      socket.on('message', (data, isBinary) => {
        missed = 0;
        const message = isBinary ? undefined : parse(String(data));
        if (message === undefined) socket.close(UNSUPPORTED_DATA, 'JSON text only');
        else listener(message);
      });
    },
    onClose: (listener) => {
      socket.on('close', () => listener());
    },
    close: () => socket.close(1000),
  };
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
