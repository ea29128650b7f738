/** Everything Fini or the way to it can answer, one class a cause. No error here ever holds a key or an answer's rows. */
import { ReviewerError } from '#shared/errors.ts';

/** 401: the key is missing, mistyped or revoked. */
export class InvalidKeyError extends ReviewerError {
  constructor() {
    super({
      code: 'invalid-key',
      message: 'Fini does not accept this API key.',
      nextStep: 'Check that the whole key was pasted and that it was not revoked, or make a new key in Fini.',
      retryable: false,
      details: { status: 401 },
    });
  }
}

/** 403: a real key without the scope, or of another workspace. */
export class MissingScopeError extends ReviewerError {
  constructor(serverMessage: string | null) {
    super({
      code: 'missing-scope',
      message: 'This API key is not allowed to read interactions, or belongs to another workspace.',
      nextStep: 'Give the key the “read” scope in Fini, or make a new key in the right workspace.',
      retryable: false,
      details: { status: 403, serverMessage },
    });
  }
}

/** 400 and every other refusal that trying again does not mend. Fini's message names the broken rule. */
export class BadRequestError extends ReviewerError {
  constructor(status: number, serverMessage: string | null) {
    super({
      code: 'bad-request',
      message:
        serverMessage === null ? `Fini refused the request (${status}).` : `Fini refused the request: ${serverMessage}`,
      nextStep: 'Choose another period and try again; if it comes back, copy the details into a bug report.',
      retryable: false,
      details: { status, serverMessage },
    });
  }
}

/** The workspace's agents and tags are refused, by a key that may read interactions all the same. */
export class CatalogueRefusedError extends ReviewerError {
  constructor(cause: MissingScopeError | BadRequestError) {
    super({
      code: cause.code,
      message: 'Fini does not let this API key read the workspace’s agents and tags.',
      nextStep: 'Fetch without telling agents apart, or ask for a key that may read them.',
      retryable: false,
      details: cause.details,
    });
  }
}

/** 429: the key's limit (100 requests in 60 seconds) is used up, here or by somebody else with the same key. */
export class RateLimitedError extends ReviewerError {
  /** How long Fini asks to wait, in ms; null when it did not say. */
  readonly retryAfter: number | null;

  constructor(retryAfter: number | null) {
    super({
      code: 'rate-limited',
      message: 'This key’s limit of requests is used up for the moment.',
      nextStep: 'Wait a minute and try again; something else may be using the same key.',
      retryable: true,
      details: { status: 429, retryAfter },
    });
    this.retryAfter = retryAfter;
  }
}

/** 5xx. */
export class ServerError extends ReviewerError {
  /** How long Fini asks to wait, in ms; null when it did not say. */
  readonly retryAfter: number | null;

  constructor(status: number, retryAfter: number | null) {
    super({
      code: 'server-error',
      message: `Fini has a problem of its own (${status}).`,
      nextStep: 'Try again in a few minutes; everything fetched so far is kept.',
      retryable: true,
      details: { status, retryAfter },
    });
    this.retryAfter = retryAfter;
  }
}

/** No connection: no network, no such host, refused, reset, or a certificate that is not trusted. */
export class NetworkError extends ReviewerError {
  constructor(host: string, system: string | null) {
    const distrusted = system !== null && /CERT|TLS|SSL|SIGNATURE|ALTNAME/u.test(system);
    super({
      code: 'network-unreachable',
      message: distrusted ? `The connection to ${host} is not trusted.` : `${host} cannot be reached.`,
      nextStep: distrusted
        ? 'Check the computer’s clock and whether a proxy or security program replaces certificates.'
        : 'Check the internet connection, then try again; everything fetched so far is kept.',
      retryable: !distrusted,
      details: { host, system },
    });
  }
}

/** Fini did not connect, answer or go on answering in time. */
export class FiniTimeoutError extends ReviewerError {
  constructor(phase: 'connect' | 'response' | 'body', milliseconds: number | null) {
    super({
      code: 'timeout',
      message: phase === 'body' ? 'Fini stopped in the middle of an answer.' : 'Fini did not answer in time.',
      nextStep: 'Check the internet connection, then try again; everything fetched so far is kept.',
      retryable: true,
      details: { phase, milliseconds },
    });
  }
}

/** 3xx: following it could carry the key to another server. */
export class RedirectRefusedError extends ReviewerError {
  constructor(status: number) {
    super({
      code: 'redirect-refused',
      message: 'The answer pointed to another address, which was not followed so that the key stays safe.',
      nextStep: 'Sign in to the network if it asks for that in a browser, then try again.',
      retryable: false,
      details: { status },
    });
  }
}

/** The answer is not JSON: most often a page of a proxy, a VPN or a hotel network. */
export class NotJsonError extends ReviewerError {
  constructor(status: number, contentType: string | null) {
    super({
      code: 'not-json',
      message: 'The answer did not come from Fini’s API: it is not data.',
      nextStep: 'Check whether a proxy, VPN or sign-in page stands in between, then try again.',
      retryable: false,
      details: { status, contentType },
    });
  }
}

/** Nothing, or the beginning of JSON: what was sent did not come through to its end. */
export class CutShortError extends ReviewerError {
  constructor(status: number, contentType: string | null) {
    super({
      code: 'not-json',
      message: 'Fini’s answer came incomplete.',
      nextStep: 'Check the internet connection, then try again; everything fetched so far is kept.',
      retryable: true,
      details: { status, contentType },
    });
  }
}

/** JSON, but not a page of interactions. */
export class UnexpectedShapeError extends ReviewerError {
  constructor(reason: string) {
    super({
      code: 'unexpected-shape',
      message: 'Fini answered in a form that this version does not know.',
      nextStep: 'Look for a newer version of the application, or copy the details into a bug report.',
      retryable: false,
      details: { reason },
    });
  }
}

/** The page is larger than is held in memory; fewer rows at a time may fit. */
export class PageTooLargeError extends ReviewerError {
  constructor(largest: number) {
    super({
      code: 'unexpected-shape',
      message: `Fini’s answer is larger than ${Math.round(largest / 1_048_576)} MB, so it was not read.`,
      nextStep: 'Choose a period without this interaction, or copy the details into a bug report.',
      retryable: false,
      details: { largest },
    });
  }
}
