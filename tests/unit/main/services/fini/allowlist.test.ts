import { describe, expect, it } from 'vitest';
import { isAllowedRequest } from '../../../../../src/main/services/fini/allowlist.ts';

const base = new URL('https://api-prod.usefini.com');
const allowed = (method: string, path: string): boolean => isAllowedRequest(method, new URL(path, base), base);

describe('the list of reads', () => {
  it.each([
    '/v2/hc-interactions/public?since=1&until=2',
    '/v2/hc-interactions/abc/public',
    '/v2/bots/public',
    '/v2/tag-groups/public',
    '/v2/tag-groups/abc/tags/public',
    '/v2/tag-groups/tags/public?tagGroupIds=a',
  ])('holds GET %s', (path) => expect(allowed('GET', path)).toBe(true));

  it.each(['DELETE', 'POST', 'PUT', 'PATCH', 'HEAD', 'OPTIONS', 'get'])('does not hold %s of the list', (method) => {
    expect(allowed(method, '/v2/hc-interactions/public')).toBe(false);
  });

  it.each([
    '/',
    '/v2/hc-interactions/public/',
    '/v2/hc-interactions',
    '/v2/hc-interactions/a/b/public',
    '/v2/hc-interactions/../users/public',
    '/v3/bots/public',
    '/v2/bots/public/x',
    '//evil.example/v2/bots/public',
    'https://evil.example/v2/bots/public',
    'http://api-prod.usefini.com/v2/bots/public',
    'https://api-prod.usefini.com:8443/v2/bots/public',
  ])('does not hold GET %s', (path) => expect(allowed('GET', path)).toBe(false));

  it('does not hold plain http to another computer, even as the configured origin', () => {
    const plain = new URL('http://fini.example');
    expect(isAllowedRequest('GET', new URL('/v2/bots/public', plain), plain)).toBe(false);
  });
});
