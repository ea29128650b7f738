import { EventEmitter, once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type WebSocket, WebSocketServer, WebSocket as WsClient } from 'ws';
import { type HeartbeatSocket, webSocketPort } from '../../../../src/main/shells/web-socket-port.ts';

describe('the heartbeat of a WebSocket', () => {
  let server: WebSocketServer;
  let address: string;
  beforeEach(async () => {
    server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    const bound = server.address();
    address = `ws://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`;
  });
  afterEach(() => {
    for (const client of server.clients) client.terminate();
    server.close();
  });

  const connectBoth = async (autoPong: boolean): Promise<{ near: WebSocket; far: WebSocket }> => {
    const accepted = once(server, 'connection');
    const far = new WsClient(address, { autoPong });
    const [near] = await accepted;
    await once(far, 'open');
    return { near, far };
  };

  it('closes the port of an other end that no longer answers', async () => {
    const { near } = await connectBoth(false);
    const closed = vi.fn();
    webSocketPort(near, 20).onClose(closed);
    await expect.poll(() => closed.mock.calls.length).toBe(1);
  });

  it('keeps the port of an other end that answers', async () => {
    const { near, far } = await connectBoth(true);
    const closed = vi.fn();
    webSocketPort(near, 20).onClose(closed);
    let pings = 0;
    far.on('ping', () => {
      pings += 1;
    });
    await expect.poll(() => pings).toBeGreaterThan(5);
    expect(closed).not.toHaveBeenCalled();
    far.close();
    await expect.poll(() => closed.mock.calls.length).toBe(1);
  });

  it('drops what is sent to someone who has left', async () => {
    const { near, far } = await connectBoth(true);
    const port = webSocketPort(near);
    far.terminate();
    await once(near, 'close');
    expect(() => port.send({ late: true })).not.toThrow();
  });
});

describe('a socket that reports an error', () => {
  it('does not end the process', () => {
    const socket = new EventEmitter();
    webSocketPort(
      Object.assign(socket, {
        readyState: 1,
        send: vi.fn(),
        ping: vi.fn(),
        close: vi.fn(),
        terminate: vi.fn(),
      }) satisfies HeartbeatSocket,
    );
    expect(() => socket.emit('error', new Error('reset'))).not.toThrow();
    socket.emit('close');
  });
});
