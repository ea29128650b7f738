/** One GET against Fini: allowed paths only, no redirects, bounded in time and size, typed errors. */
import { CancelledError } from '#shared/errors.ts';
import { assertAllowedRequest } from './allowlist.ts';
import { type Deadline, startDeadline } from './deadline.ts';
import {
  BadRequestError,
  CutShortError,
  FiniTimeoutError,
  InvalidKeyError,
  MissingScopeError,
  NetworkError,
  NotJsonError,
  PageTooLargeError,
  RateLimitedError,
  RedirectRefusedError,
  ServerError,
} from './errors.ts';
import { parseRetryAfter } from './retry-after.ts';
import { readServerMessage } from './server-message.ts';

/** How long each part of a request may take, in ms, and how large an answer may be, in bytes. */
export interface RequestLimits {
  /** From the start of the request to the answer's headers, connecting included. */
  readonly response: number;
  /** Between two pieces of the body. */
  readonly idle: number;
  /** The whole body. */
  readonly body: number;
  /** Bytes of a body, decompressed. */
  readonly bytes: number;
}

export const DEFAULT_LIMITS: RequestLimits = {
  response: 60_000,
  idle: 30_000,
  body: 300_000,
  // A page of 100 ordinary interactions is under 1 MB. A larger page than this is asked for again with fewer rows.
  bytes: 64 * 1_048_576,
};

const LARGEST_ERROR_BODY = 65_536;

/**
 * GETs JSON.
 *
 * @throws the errors of `errors.ts`; CancelledError when `signal` is aborted
 */
export const getJson = async (
  base: URL,
  url: URL,
  apiKey: string,
  limits: RequestLimits,
  signal: AbortSignal,
): Promise<unknown> => {
  assertAllowedRequest('GET', url, base);
  const deadline = startDeadline(signal);
  try {
    deadline.set('response', limits.response);
    const response = await fetch(url, {
      method: 'GET',
      headers: { accept: 'application/json', authorization: `Bearer ${apiKey}` },
      redirect: 'manual',
      credentials: 'omit',
      signal: deadline.signal,
    });
    deadline.set('body', limits.body);
    if (!response.ok) throw await toHttpError(response, apiKey, limits, deadline);
    const text = await readText(response, limits.bytes, limits, deadline);
    try {
      return JSON.parse(text);
    } catch {
      const Cause = isCutShort(text) ? CutShortError : NotJsonError;
      throw new Cause(response.status, mediaTypeOf(response));
    }
  } catch (error) {
    if (signal.aborted) throw new CancelledError('The request');
    if (deadline.expired !== null) throw new FiniTimeoutError(deadline.expired.phase, deadline.expired.milliseconds);
    throw toNetworkError(error, base);
  } finally {
    deadline.clear();
  }
};

const mediaTypeOf = (response: Response): string | null =>
  response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase().slice(0, 100) ?? null;

/** Whether what is not JSON is what is left of it. */
const isCutShort = (text: string): boolean => /^\s*(?:$|[[{])/u.test(text);

const readText = async (
  response: Response,
  largest: number,
  limits: RequestLimits,
  deadline: Deadline,
): Promise<string> => {
  if (!response.body) return '';
  const reader = response.body.getReader();
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    for (;;) {
      deadline.set('idle', limits.idle);
      const { done, value } = await reader.read();
      if (done) break;
      bytes += value.byteLength;
      if (bytes > largest) throw new PageTooLargeError(largest);
      pieces.push(value);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  return new TextDecoder().decode(Buffer.concat(pieces, bytes));
};

const toHttpError = async (
  response: Response,
  apiKey: string,
  limits: RequestLimits,
  deadline: Deadline,
): Promise<Error> => {
  const { status } = response;
  const discard = (): void => void response.body?.cancel().catch(() => undefined);
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    discard();
    return new RedirectRefusedError(status);
  }
  if (status === 401) {
    discard();
    return new InvalidKeyError();
  }
  const retryAfter = parseRetryAfter(response.headers.get('retry-after'), Date.now());
  if (status === 429) {
    discard();
    return new RateLimitedError(retryAfter);
  }
  if (status >= 500) {
    discard();
    return new ServerError(status, retryAfter);
  }
  if (status === 408) {
    discard();
    return new FiniTimeoutError('response', null);
  }
  if (mediaTypeOf(response) === 'text/html') {
    discard();
    return new NotJsonError(status, 'text/html');
  }
  const body = await readText(response, LARGEST_ERROR_BODY, limits, deadline).catch((error: unknown) => {
    // The message is a courtesy: an error body that is too long must not hide the status.
    if (error instanceof PageTooLargeError) return '';
    throw error;
  });
  const message = readServerMessage(body, apiKey);
  return status === 403 ? new MissingScopeError(message) : new BadRequestError(status, message);
};

/** undici hides the system's reason one or two causes deep. The chain itself is dropped: it may quote headers. */
const toNetworkError = (error: unknown, base: URL): unknown => {
  if (!(error instanceof TypeError)) return error;
  let system: string | null = null;
  for (
    let cause: unknown = error.cause, depth = 0;
    cause instanceof Error && depth < 4;
    cause = cause.cause, depth += 1
  )
    if ('code' in cause && typeof cause.code === 'string') system ??= cause.code;
  if (system === 'UND_ERR_CONNECT_TIMEOUT' || system === 'ETIMEDOUT') return new FiniTimeoutError('connect', null);
  if (system === 'UND_ERR_HEADERS_TIMEOUT') return new FiniTimeoutError('response', null);
  if (system === 'UND_ERR_BODY_TIMEOUT') return new FiniTimeoutError('body', null);
  return new NetworkError(base.host, system);
};
