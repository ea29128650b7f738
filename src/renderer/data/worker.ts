/** Composition root of the data worker: waits for the one connect message, then serves. */
import '../no-eval.ts';
import { z } from 'zod';
import { messagePort } from '#shared/rpc/message-port.ts';
import type { Port } from '#shared/rpc/port.ts';
import { createPacker, type Packer } from './cache/packer.ts';
import { openHostSocket } from './host-socket.ts';
import { serveData } from './serve.ts';

const connectSchema = z.object({
  type: z.literal('connect'),
  ui: z.instanceof(MessagePort),
  host: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('port'), port: z.instanceof(MessagePort) }),
    z.object({ kind: z.literal('socket'), url: z.url({ protocol: /^wss?$/u }), token: z.string().min(1) }),
  ]),
  /** The workspace that was open last. */
  workspaceId: z.uuid().nullable().catch(null),
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

const startPackWorker = (): Worker =>
  new Worker(new URL('./cache/pack-worker.ts', import.meta.url), { type: 'module', name: 'pack' });

/** Starts the helper once there is something to pack: the start of the application has better to do. */
const latePacker = (): Packer => {
  let started: Packer | null = null;
  const packer = (): Packer => {
    started ??= createPacker(startPackWorker);
    return started;
  };
  return { deflate: (bytes) => packer().deflate(bytes), pack: (json) => packer().pack(json) };
};

addEventListener('message', (event: MessageEvent<unknown>) => {
  const connect = connectSchema.safeParse(event.data);
  if (!connect.success) return;
  const { ui, host, workspaceId } = connect.data;
  serveData({ ui: messagePort(ui), host: openHost(host) }, latePacker(), workspaceId);
});
