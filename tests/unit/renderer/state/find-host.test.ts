import { describe, expect, it } from 'vitest';
import { socketUrl, tokenIn } from '../../../../src/renderer/state/find-host.ts';

describe('the token in the address', () => {
  it('is read from the fragment', () => {
    expect(tokenIn('#token=abcDEF0123456789_-abcDEF')).toBe('abcDEF0123456789_-abcDEF');
  });

  it.each(['', '#', '#token=', '#token=short', '#token=has space in it which no token has', '#other=abcDEF0123456789'])(
    'is not found in "%s"',
    (fragment) => {
      expect(tokenIn(fragment)).toBeNull();
    },
  );
});

describe('the socket', () => {
  it('is on the very host that served the page', () => {
    expect(socketUrl({ protocol: 'http:', host: '127.0.0.1:47700' })).toBe('ws://127.0.0.1:47700/host');
  });
});
