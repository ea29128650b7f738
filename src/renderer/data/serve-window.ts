/** Composition root of the data worker: from the window's one message to a service between two ports. */
import '../no-eval.ts';
import { z } from 'zod';
import { messagePort } from '#shared/rpc/message-port.ts';
import type { Port } from '#shared/rpc/port.ts';
import { createSideWorker, type SideWork } from './cache/side-work.ts';
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

const startSideWorker = (): Worker =>
  new Worker(new URL('./cache/side-worker.ts', import.meta.url), { type: 'module', name: 'side' });

/** Starts the other thread once there is work for it: the start of the application has better to do. */
const lateSideWork = (): SideWork => {
  let started: SideWork | null = null;
  const sideWork = (): SideWork => {
    started ??= createSideWorker(startSideWorker);
    return started;
  };
  return { deflate: (bytes) => sideWork().deflate(bytes), invert: (batch) => sideWork().invert(batch) };
};

/** Serves the window that sent this message. Any other message is none of ours. */
export const serveWindow = (message: unknown): void => {
  const connect = connectSchema.safeParse(message);
  if (!connect.success) return;
  const { ui, host, workspaceId } = connect.data;
  serveData({ ui: messagePort(ui), host: openHost(host) }, lateSideWork(), workspaceId);
};
