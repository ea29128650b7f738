/**
 * The first step of a start: the data worker, linked to the host. It imports next to nothing, so that the worker starts,
 * and opens what was open last, while the screens are still being read.
 */
import { SLOT_BYTES } from '#shared/rpc/shared-slot.ts';
import { findHost } from './find-host.ts';
import { recall } from './local-memory.ts';

export interface Begun {
  /** The window's end of the link to the worker; messages wait in it until it is started. */
  readonly ui: MessagePort;
  /** Memory that the window and the worker share, for what must not wait; null where the browser gives none. */
  readonly shared: SharedArrayBuffer | null;
  /** Resolves once the worker's thread runs, or has failed to. */
  readonly running: Promise<unknown>;
  /** Resolves with what went wrong when the worker's own code fails to load or run; never otherwise. */
  readonly failed: Promise<unknown>;
}

const startWorker = async (): Promise<Begun | null> => {
  const host = await findHost();
  if (host === null) return null;
  const worker = new Worker(new URL('../data/worker.ts', import.meta.url), { type: 'module', name: 'data' });
  const failed = new Promise<unknown>((resolve) => {
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      resolve(event.error);
    });
  });
  const running = new Promise((resolve) => worker.addEventListener('message', resolve, { once: true }));
  const { port1, port2 } = new MessageChannel();
  const transfer = host.kind === 'port' ? [port2, host.port] : [port2];
  const shared = crossOriginIsolated ? new SharedArrayBuffer(SLOT_BYTES) : null;
  worker.postMessage({ type: 'connect', ui: port2, shared, host, workspaceId: recall('workspace') }, transfer);
  return { ui: port1, shared, running: Promise.race([running, failed]), failed };
};

let begun: Promise<Begun | null> | null = null;

/** Finds the host and starts the worker, once a window. Null when this page has no way to a host. */
export const begin = (): Promise<Begun | null> => {
  begun ??= startWorker();
  return begun;
};
