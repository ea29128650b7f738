import type { ReviewerError } from '../errors.ts';

/** A transport is nothing but this. Calls, answers and errors live above it, so any port, socket or fake will do. */
export interface Port {
  /** Sends one message. The message is plain data: JSON or structured clone must carry it unchanged. */
  send(message: unknown): void;
  /** Registers the one listener for incoming messages. */
  onMessage(listener: (message: unknown) => void): void;
  /** Registers a listener for the moment the other side is gone. Called at most once, with the reason where it is known. */
  onClose(listener: (reason?: ReviewerError) => void): void;
  close(): void;
}
