/** The two things a channel is carried over in the application, opened for real. */
import { EventEmitter, once } from 'node:events';
import type { Socket } from 'node:net';
import { MessageChannel } from 'node:worker_threads';
import { WebSocket } from 'ws';
import { messagePort } from '#shared/rpc/message-port.ts';
import type { Port } from '#shared/rpc/port.ts';
import { createWebServer } from '../../src/main/shells/web-server.ts';
import { openHostSocket } from '../../src/renderer/data/host-socket.ts';

export interface Carrier {
  readonly host: Port;
  readonly page: Port;
  /** Cuts the connection without a word, as a killed process does. */
  sever(): void;
  dispose(): Promise<void>;
}

const overMessageChannel = async (): Promise<Carrier> => {
  const { port1, port2 } = new MessageChannel();
  return {
    host: messagePort(port1),
    page: messagePort(port2),
    sever: () => port1.close(),
    dispose: async () => {
      port1.close();
      port2.close();
    },
  };
};

const overWebSocket = async (): Promise<Carrier> => {
  const connections = new EventEmitter();
  const connected = once(connections, 'port');
  const server = createWebServer({
    files: new Map(),
    token: 'contract',
    onConnect: (port) => connections.emit('port', port),
  });
  const sockets = new Set<Socket>();
  server.http.on('connection', (socket) => sockets.add(socket));
  server.http.listen(0, '127.0.0.1');
  await once(server.http, 'listening');
  const address = server.http.address();
  const authority = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;

  // What a browser does by itself: it tells the server which page asks. All else is the page's own code.
  class PageWebSocket extends WebSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, { origin: `http://${authority}` });
    }
  }
  const before = globalThis.WebSocket;
  Object.assign(globalThis, { WebSocket: PageWebSocket });
  const page = openHostSocket(`ws://${authority}/host`, 'contract');
  Object.assign(globalThis, { WebSocket: before });

  return {
    host: (await connected)[0],
    page,
    sever: () => {
      for (const socket of sockets) socket.destroy();
    },
    dispose: async () => {
      page.close();
      await server.close();
    },
  };
};

export const carriers = [
  { name: 'a MessageChannel', open: overMessageChannel },
  { name: 'a WebSocket', open: overWebSocket },
] as const;
