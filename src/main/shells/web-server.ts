/** The loopback server: the page's files, and one WebSocket to the host. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Port } from '#shared/rpc/port.ts';
import type { PageFiles } from './page-files.ts';
import { pageHeaders } from './page-headers.ts';
import { hasExactHost, hasExactOrigin, offersToken, SUBPROTOCOL } from './web-access.ts';
import { LOOPBACK } from './web-port.ts';
import { webSocketPort } from './web-socket-port.ts';

/** Bytes of one message from the page: far above a page of judgements or a slice of an export. */
const LARGEST_MESSAGE = 64 * 1024 * 1024;
/** Close code a page gets when a newer one has taken its place. */
export const REPLACED = 4001;
/** RFC 6455: the server is going away. */
const GOING_AWAY = 1001;
const HOST_PATH = '/host';

export interface WebServerOptions {
  readonly files: PageFiles;
  readonly token: string;
  /** Called with a port for each page that connects. The one before it has been closed. */
  readonly onConnect: (port: Port) => void;
  /** Called when the last page has gone. */
  readonly onIdle?: () => void;
}

export interface WebServer {
  /** Bound by the caller, to 127.0.0.1 alone. */
  readonly http: Server;
  /** Whether a page is connected. */
  connected(): boolean;
  close(): Promise<void>;
}

/** Makes the server; it answers once the caller has bound `http`. */
export const createWebServer = (options: WebServerOptions): WebServer => {
  const http = createServer({ maxHeaderSize: 8 * 1024 }, (request, response) => {
    void servePage(options.files, authorityOf(http), request, response);
  });
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    maxPayload: LARGEST_MESSAGE,
    // Compressing between two processes of one machine only costs time.
    perMessageDeflate: false,
    // Only the name is answered; the token is never sent back.
    handleProtocols: () => SUBPROTOCOL,
  });
  let current: WebSocket | null = null;

  http.on('upgrade', (request, stream, head) => {
    stream.on('error', () => stream.destroy());
    const refusal = refusalOf(request, authorityOf(http), options.token);
    if (refusal !== null) return refuse(stream, refusal);
    sockets.handleUpgrade(request, stream, head, (socket) => {
      const previous = current;
      current = socket;
      previous?.close(REPLACED, 'replaced');
      socket.on('close', () => {
        if (current !== socket) return;
        current = null;
        options.onIdle?.();
      });
      options.onConnect(webSocketPort(socket));
    });
  });
  http.on('clientError', (_error, stream) => refuse(stream, '400 Bad Request'));

  return {
    http,
    connected: () => current !== null,
    close: async () => {
      for (const socket of sockets.clients) socket.close(GOING_AWAY, 'closing');
      const closed = new Promise<void>((resolve) => http.close(() => resolve()));
      http.closeIdleConnections();
      const impatient = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
        http.closeAllConnections();
      }, 500);
      await closed;
      clearTimeout(impatient);
    },
  };
};

const authorityOf = (server: Server): string => {
  const address = server.address();
  return `${LOOPBACK}:${typeof address === 'object' && address !== null ? address.port : 0}`;
};

const pathOf = (request: IncomingMessage): string => (request.url ?? '').split('?', 1)[0] ?? '';

/** The status line a WebSocket request is refused with, or null when it may come in. */
const refusalOf = (request: IncomingMessage, authority: string, token: string): string | null => {
  if (!hasExactHost(request.headers, authority)) return '421 Misdirected Request';
  if (!hasExactOrigin(request.headers, authority, true)) return '403 Forbidden';
  if (request.method !== 'GET') return '405 Method Not Allowed';
  if (pathOf(request) !== HOST_PATH) return '404 Not Found';
  if (!offersToken(request.headers['sec-websocket-protocol'], token)) return '401 Unauthorized';
  return null;
};

const refuse = (stream: Duplex, status: string): void => {
  if (stream.writable) stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  else stream.destroy();
};

const servePage = async (
  files: PageFiles,
  authority: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const answer = (status: number, headers: Readonly<Record<string, string>> = {}): void => {
    response.writeHead(status, {
      ...pageHeaders(null),
      'Cache-Control': 'no-store',
      'Content-Length': '0',
      ...headers,
    });
    response.end();
  };
  if (!hasExactHost(request.headers, authority)) return answer(421);
  if (!hasExactOrigin(request.headers, authority, false)) return answer(403);
  if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, { Allow: 'GET, HEAD' });
  const file = files.get(pathOf(request));
  if (!file) return answer(404);
  try {
    const body = await file.read();
    response.writeHead(200, {
      ...pageHeaders(`ws://${authority}`),
      'Cache-Control': file.immutable ? 'private, max-age=31536000, immutable' : 'no-store',
      'Content-Length': String(body.byteLength),
      'Content-Type': file.contentType,
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  } catch {
    answer(404);
  }
};
