/** Gives the window its DataApi, once the data worker was started. */
import { type DataApi, dataContract, type UiContract, uiContract } from '#shared/contract/data.ts';
import { DisconnectedError, InternalError } from '#shared/errors.ts';
import { openChannel } from '#shared/rpc/channel.ts';
import type { Handlers } from '#shared/rpc/contract.ts';
import { messagePort } from '#shared/rpc/message-port.ts';
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
  { ui, failed }: Begun,
  handlers: Handlers<UiContract>,
  onWorkerFailed: (error: InternalError) => void,
): DataApi => {
  void failed.then((error) => onWorkerFailed(new InternalError('data worker', error)));
  current = openChannel(messagePort(ui), { contract: uiContract, handlers }, dataContract).remote;
  return current;
};
