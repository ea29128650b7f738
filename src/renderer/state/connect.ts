/** Starts the data worker, links it to the host, and gives the window its DataApi. */
import { type DataApi, dataContract, type UiContract, uiContract } from '#shared/contract/data.ts';
import { DisconnectedError, InternalError } from '#shared/errors.ts';
import { openChannel } from '#shared/rpc/channel.ts';
import type { Handlers } from '#shared/rpc/contract.ts';
import { messagePort } from '#shared/rpc/message-port.ts';
import type { HostLink } from './find-host.ts';

let current: DataApi | null = null;

/** The data worker's methods. Throws a DisconnectedError before the window is connected. */
export const getData = (): DataApi => {
  if (current === null) throw new DisconnectedError();
  return current;
};

/**
 * Starts the worker and hands it both ports: this window's and the host's.
 *
 * @param handlers what the worker may tell the window unasked
 * @param onWorkerFailed called when the worker's own code fails to load or run
 */
export const connect = (
  link: HostLink,
  handlers: Handlers<UiContract>,
  onWorkerFailed: (error: InternalError) => void,
): DataApi => {
  const worker = new Worker(new URL('../data/worker.ts', import.meta.url), { type: 'module', name: 'data' });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    onWorkerFailed(new InternalError('data worker', event.error));
  });
  const { port1, port2 } = new MessageChannel();
  const transfer = link.kind === 'port' ? [port2, link.port] : [port2];
  worker.postMessage({ type: 'connect', ui: port2, host: link }, transfer);
  current = openChannel(messagePort(port1), { contract: uiContract, handlers }, dataContract).remote;
  return current;
};
