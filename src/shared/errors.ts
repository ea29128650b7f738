/**
 * Every failure a reviewer can meet, one class a cause. An error carries a sentence that says what happened, one that
 * says what to do next, and details that are safe to copy: never the key, never customer text.
 */
import { z } from 'zod';

export const errorCodeSchema = z.enum([
  // Reaching Fini
  'invalid-key',
  'missing-scope',
  'bad-request',
  'rate-limited',
  'server-error',
  'network-unreachable',
  'timeout',
  'redirect-refused',
  'not-json',
  'unexpected-shape',
  'repeated-cursor',
  // Secrets
  'no-keychain',
  'keychain-denied',
  'vault-locked',
  'wrong-passphrase',
  'vault-not-chosen',
  'key-not-found',
  // Storage
  'disk-full',
  'file-access',
  'corrupt-journal',
  'corrupt-cache',
  // Use
  'already-running',
  'workspace-not-found',
  'workspace-not-open',
  'invalid-request',
  'cancelled',
  'second-instance',
  'disconnected',
  'internal',
]);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

export const serializedErrorSchema = z
  .object({
    code: errorCodeSchema,
    /** What happened, one sentence in the reviewer's words. */
    message: z.string(),
    /** What to do next, one sentence. */
    nextStep: z.string(),
    /** Whether trying the same again later may succeed. */
    retryable: z.boolean(),
    /** Facts for a bug report; free of keys and customer text. */
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .readonly();
export type SerializedError = z.infer<typeof serializedErrorSchema>;
export type ErrorDetails = SerializedError['details'];

/** Base of all failures that are shown to a reviewer. */
export class ReviewerError extends Error {
  readonly code: ErrorCode;
  readonly nextStep: string;
  readonly retryable: boolean;
  readonly details: ErrorDetails;

  constructor(serialized: SerializedError, options?: ErrorOptions) {
    super(serialized.message, options);
    this.name = new.target.name;
    this.code = serialized.code;
    this.nextStep = serialized.nextStep;
    this.retryable = serialized.retryable;
    this.details = serialized.details;
  }

  /** The whole error as plain data, for any port. */
  serialize(): SerializedError {
    return {
      code: this.code,
      message: this.message,
      nextStep: this.nextStep,
      retryable: this.retryable,
      details: this.details,
    };
  }
}

/** Something broke that no other class names: a defect in the application. Carries the error's name, not its text. */
export class InternalError extends ReviewerError {
  constructor(where: string, cause?: unknown) {
    super(
      {
        code: 'internal',
        message: `Something went wrong inside the application (${where}).`,
        nextStep: 'Try again; if it comes back, copy the details into a bug report.',
        retryable: false,
        // The text of an unknown error may quote customer data, so only its kind is kept.
        details: { where, kind: cause instanceof Error ? cause.name : typeof cause },
      },
      { cause },
    );
  }
}

/** A message between the rooms did not have the agreed shape. */
export class InvalidRequestError extends ReviewerError {
  constructor(method: string, reason: string) {
    super({
      code: 'invalid-request',
      message: `The request "${method}" was not understood.`,
      nextStep: 'Restart the application; if it comes back, copy the details into a bug report.',
      retryable: false,
      details: { method, reason },
    });
  }
}

/** The other side of a port went away with a call still open. */
export class DisconnectedError extends ReviewerError {
  constructor() {
    super({
      code: 'disconnected',
      message: 'The connection to the application’s host process was lost.',
      nextStep: 'Start the application again; everything acknowledged so far is kept.',
      retryable: true,
      details: {},
    });
  }
}

/** A newer window took this one's place at the host, which serves one at a time. */
export class ReplacedError extends ReviewerError {
  constructor() {
    super({
      code: 'disconnected',
      message: 'This workspace was opened in another window.',
      nextStep: 'Go on there and close this one; everything acknowledged so far is kept.',
      retryable: false,
      details: { replaced: true },
    });
  }
}

/** The reviewer stopped it. */
export class CancelledError extends ReviewerError {
  constructor(what: string) {
    super({
      code: 'cancelled',
      message: `${what} was stopped.`,
      nextStep: 'Start it again when you are ready.',
      retryable: true,
      details: {},
    });
  }
}

/** Turns anything thrown into something that can cross a port. */
export const toReviewerError = (error: unknown, where: string): ReviewerError =>
  error instanceof ReviewerError ? error : new InternalError(where, error);

/** Brings a serialised error back as one that can be thrown. */
export const deserializeError = (serialized: SerializedError): ReviewerError => new ReviewerError(serialized);
