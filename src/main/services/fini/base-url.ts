/** Which server the key may be sent to. */
import { ReviewerError } from '#shared/errors.ts';

const DEFAULT_BASE_URL = 'https://api-prod.usefini.com';

/** FINI_API_BASE_URL names a server that a key must not be sent to. */
export class RefusedBaseUrlError extends ReviewerError {
  constructor(reason: string) {
    super({
      code: 'invalid-request',
      message: `FINI_API_BASE_URL is not used: ${reason}.`,
      nextStep: 'Unset FINI_API_BASE_URL, or set it to an https origin such as https://api-prod.usefini.com.',
      retryable: false,
      details: { reason },
    });
  }
}

/** True for an address that never leaves this computer. */
export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/u.test(hostname);

/**
 * The origin of the Fini API: FINI_API_BASE_URL when it is set, else Fini's own.
 *
 * @throws RefusedBaseUrlError unless it is a bare https origin, or a loopback http origin (for tests)
 */
export const apiBaseUrlFrom = (environment: Readonly<Record<string, string | undefined>>): URL => {
  const value = environment['FINI_API_BASE_URL']?.trim();
  if (value === undefined || value === '') return new URL(DEFAULT_BASE_URL);
  if (!URL.canParse(value)) throw new RefusedBaseUrlError('it is not a URL');
  const url = new URL(value);
  if (url.username !== '' || url.password !== '') throw new RefusedBaseUrlError('it holds a user name or password');
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    throw new RefusedBaseUrlError('it is more than an origin');
  if (url.protocol === 'https:') return url;
  if (url.protocol === 'http:' && isLoopback(url.hostname)) return url;
  throw new RefusedBaseUrlError('it is neither https nor a loopback address');
};

/**
 * Whether requests keep to the limit of a key. FINI_API_REQUEST_LIMIT=none turns that off, for benchmarks against a
 * server on this computer; for any other server it says nothing.
 */
export const isPaced = (environment: Readonly<Record<string, string | undefined>>, baseUrl: URL): boolean =>
  !(environment['FINI_API_REQUEST_LIMIT'] === 'none' && isLoopback(baseUrl.hostname));
