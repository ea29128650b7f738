/** Composition root of the data worker: waits for the one connect message, then serves. */
import { z } from 'zod';
import { messagePort } from '#shared/rpc/message-port.ts';
import type { Port } from '#shared/rpc/port.ts';
import { createPacker } from './cache/packer.ts';
import { openHostSocket } from './host-socket.ts';
import { serveData } from './serve.ts';

const connectSchema = z.object({
  type: z.literal('connect'),
  ui: z.instanceof(MessagePort),
  host: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('port'), port: z.instanceof(MessagePort) }),
    z.object({ kind: z.literal('socket'), url: z.url({ protocol: /^wss?$/u }), token: z.string().min(1) }),
  ]),
});
type HostLink = z.infer<typeof connectSchema>['host'];

const openHost = (link: HostLink): Port => {
  switch (link.kind) {
    case 'port':
      return messagePort(link.port);
    case 'socket':
      return openHostSocket(link.url, link.token);
  }
};

addEventListener('message', (event: MessageEvent<unknown>) => {
  const connect = connectSchema.safeParse(event.data);
  if (!connect.success) return;
  const packer = createPacker(
    () => new Worker(new URL('./cache/pack-worker.ts', import.meta.url), { type: 'module', name: 'pack' }),
  );
  serveData({ ui: messagePort(connect.data.ui), host: openHost(connect.data.host) }, packer);
});
