/** Composition root of the data worker: from the window's one message to a service between two ports. */
import '../no-eval.ts';
import { z } from 'zod';
import { URGENT } from '#shared/contract/data.ts';
import { messagePort } from '#shared/rpc/message-port.ts';
import type { Port } from '#shared/rpc/port.ts';
import { SharedSlot } from '#shared/rpc/shared-slot.ts';
import { answeringPort } from '#shared/rpc/urgent-port.ts';
import { createSideWorker, type SideWork } from './cache/side-work.ts';
import { openHostSocket } from './host-socket.ts';
import { serveData } from './serve.ts';

const connectSchema = z.object({
  type: z.literal('connect'),
  ui: z.instanceof(MessagePort),
  /** Where the browser has such memory. */
  shared: z
    .custom<SharedArrayBuffer>((value) => crossOriginIsolated && value instanceof SharedArrayBuffer)
    .nullable()
    .catch(null),
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
  const { ui, shared, host, workspaceId } = connect.data;
  const window = messagePort(ui);
  const answering = shared === null ? window : answeringPort(window, new SharedSlot(shared), URGENT);
  serveData({ ui: answering, host: openHost(host) }, lateSideWork(), workspaceId);
};
