/**
 * A typed two-way channel over any port. Input is validated where it enters; errors travel whole as data, because
 * neither JSON nor structured clone keeps an error's class and fields.
 */
import { createBirpc } from 'birpc';
import {
  DisconnectedError,
  deserializeError,
  InvalidRequestError,
  type ReviewerError,
  type SerializedError,
  toReviewerError,
} from '../errors.ts';
import type { Contract, Handlers, Remote } from './contract.ts';
import type { Port } from './port.ts';

type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: SerializedError };
type WireFunctions = Record<string, (input: unknown) => Promise<Answer>>;

export interface Channel<RemoteContract extends Contract> {
  /** The other side's methods. Rejects with a ReviewerError, or DisconnectedError once the port is closed. */
  readonly remote: Remote<RemoteContract>;
  close(): void;
}

/**
 * Opens a channel on a port.
 *
 * @param local the contract this side serves, with its handlers
 * @param remoteContract the contract the other side serves
 */
export const openChannel = <Local extends Contract, RemoteContract extends Contract>(
  port: Port,
  local: { readonly contract: Local; readonly handlers: Handlers<Local> },
  remoteContract: RemoteContract,
): Channel<RemoteContract> => {
  // Without a prototype, a message that asks for "constructor" or "__proto__" finds nothing.
  const functions: WireFunctions = Object.create(null);
  for (const name of Object.keys(local.contract)) functions[name] = (input) => answer(local, name, input);

  const rpc = createBirpc<WireFunctions, WireFunctions, false>(functions, {
    post: (message: unknown) => port.send(message),
    on: (listener: (message: unknown) => void) =>
      port.onMessage((message) => {
        // birpc reads fields of whatever comes; anything but an object would end the process with a TypeError.
        if (typeof message === 'object' && message !== null) listener(message);
      }),
    // A call may wait for a human (a keychain prompt, a save dialog), so no call is ended by a clock of the channel's.
    timeout: -1,
    proxify: false,
  });

  let closed: ReviewerError | null = null;
  const close = (reason: ReviewerError = new DisconnectedError()): void => {
    if (closed) return;
    closed = reason;
    rpc.$close(reason);
  };
  port.onClose(close);

  const remote: Record<string, (input?: unknown) => Promise<unknown>> = {};
  for (const name of Object.keys(remoteContract)) {
    remote[name] = async (input) => {
      if (closed) throw closed;
      // JSON has no undefined, so "no input" is null on the wire.
      const result = await rpc.$call(name, input ?? null);
      if (!result.ok) throw deserializeError(result.error);
      return result.value;
    };
  }

  return {
    remote: remote as Remote<RemoteContract>,
    close: () => {
      close();
      port.close();
    },
  };
};

const answer = async <Local extends Contract>(
  local: { readonly contract: Local; readonly handlers: Handlers<Local> },
  name: string,
  input: unknown,
): Promise<Answer> => {
  try {
    const method = local.contract[name as keyof Local];
    if (!method) throw new InvalidRequestError(name, 'There is no such method.');
    const parsed = method.input.safeParse(input ?? undefined);
    // Only the paths and codes are kept: an issue's own message may quote the value.
    if (!parsed.success) {
      const reason = parsed.error.issues
        .map((issue) => `${issue.path.map(String).join('.')}: ${issue.code}`)
        .join('; ');
      throw new InvalidRequestError(name, reason);
    }
    const handler = local.handlers[name as keyof Local] as (value: unknown) => unknown;
    const value = await handler(parsed.data);
    return { ok: true, value: value === undefined ? null : value };
  } catch (error) {
    return { ok: false, error: toReviewerError(error, name).serialize() };
  }
};
