/** Gives the window its DataApi, once the data worker was started. */
import { type DataApi, dataContract, type UiContract, URGENT, uiContract } from '#shared/contract/data.ts';
import { DisconnectedError, InternalError } from '#shared/errors.ts';
import { openChannel } from '#shared/rpc/channel.ts';
import type { Handlers } from '#shared/rpc/contract.ts';
import { messagePort } from '#shared/rpc/message-port.ts';
import type { Port } from '#shared/rpc/port.ts';
import { SharedSlot } from '#shared/rpc/shared-slot.ts';
import { askingPort } from '#shared/rpc/urgent-port.ts';
import type { Begun } from './begin.ts';

let current: DataApi | null = null;

/** The data worker's methods. Throws a DisconnectedError before the window is connected. */
export const getData = (): DataApi => {
  if (current === null) throw new DisconnectedError();
  return current;
};

/**
 * Opens the window's channel to the worker.
 *
 * @param handlers what the worker may tell the window unasked
 * @param onWorkerFailed called when the worker's own code fails to load or run
 */
export const connect = (
  { ui, shared, failed }: Begun,
  handlers: Handlers<UiContract>,
  onWorkerFailed: (error: InternalError) => void,
): DataApi => {
  void failed.then((error) => onWorkerFailed(new InternalError('data worker', error)));
  current = openChannel(portTo(ui, shared), { contract: uiContract, handlers }, dataContract).remote;
  return current;
};

const portTo = (ui: MessagePort, shared: SharedArrayBuffer | null): Port => {
  const port = messagePort(ui);
  return shared === null
    ? port
    : askingPort(port, new SharedSlot(shared), URGENT, requestAnimationFrame, () => performance.now());
};
