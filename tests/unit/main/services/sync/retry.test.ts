import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BadRequestError,
  CutShortError,
  FiniTimeoutError,
  InvalidKeyError,
  MissingScopeError,
  NetworkError,
  NotJsonError,
  RateLimitedError,
  RedirectRefusedError,
  ServerError,
} from '../../../../../src/main/services/fini/errors.ts';
import { DEFAULT_RETRY_POLICY as policy, retryDelay } from '../../../../../src/main/services/sync/retry.ts';

const network = new NetworkError('fini.example', 'ECONNRESET');
const failures = fc.integer({ min: 1, max: policy.attempts - 1 });
const random = fc.double({ min: 0, max: 0.999999, noNaN: true });

describe('trying again', () => {
  it.each([
    network,
    new FiniTimeoutError('response', 1),
    new ServerError(502, null),
    new RateLimitedError(null),
    new CutShortError(200, 'application/json'),
  ])('is right after $code', (error) => expect(retryDelay(error, 1, 0.5)).toBeGreaterThan(0));

  it.each([
    new InvalidKeyError(),
    new MissingScopeError(null),
    new BadRequestError(400, null),
    new NotJsonError(200, 'text/html'),
    new RedirectRefusedError(302),
    new NetworkError('fini.example', 'CERT_HAS_EXPIRED'),
  ])('is no use after $code', (error) => expect(retryDelay(error, 1, 0.5)).toBeNull());

  it('is given up after a number of failures, later after a 429, and never while there is no network', () => {
    expect(retryDelay(new ServerError(500, null), policy.attempts, 0.5)).toBeNull();
    expect(retryDelay(new FiniTimeoutError('response', 1), policy.attempts, 0.5)).toBeNull();
    expect(retryDelay(new CutShortError(200, null), policy.attempts, 0.5)).toBeNull();
    expect(retryDelay(new RateLimitedError(null), policy.attempts, 0.5)).not.toBeNull();
    expect(retryDelay(new RateLimitedError(null), policy.rateLimitedAttempts, 0.5)).toBeNull();
    for (const offline of [network, new FiniTimeoutError('connect', null)])
      expect(retryDelay(offline, 100_000, 0.999)).toBeLessThanOrEqual(policy.longestOffline);
  });

  it('waits anything from nothing to a bound that doubles, and never longer than the longest', () => {
    fc.assert(
      fc.property(failures, random, (n, r) => {
        const wait = retryDelay(network, n, r) ?? -1;
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(Math.min(policy.longestOffline, policy.base * 2 ** (n - 1)));
      }),
    );
  });

  it('never comes back earlier than the server asked, up to the cap', () => {
    fc.assert(
      fc.property(failures, random, fc.integer({ min: 0, max: 900_000 }), (n, r, asked) => {
        const wait = retryDelay(new RateLimitedError(asked), n, r) ?? -1;
        expect(wait).toBeGreaterThanOrEqual(Math.min(asked, policy.longestAsked));
        expect(wait).toBeLessThanOrEqual(policy.longestAsked + policy.base);
      }),
    );
  });
});
