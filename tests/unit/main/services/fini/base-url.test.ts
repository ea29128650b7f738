import { describe, expect, it } from 'vitest';
import { apiBaseUrlFrom, isPaced } from '../../../../../src/main/services/fini/base-url.ts';

const from = (value: string): string => apiBaseUrlFrom({ FINI_API_BASE_URL: value }).href;

describe('the origin of the Fini API', () => {
  it.each([{}, { FINI_API_BASE_URL: '' }, { FINI_API_BASE_URL: '  ' }])(
    'is Fini’s own by default (%o)',
    (environment) => {
      expect(apiBaseUrlFrom(environment).href).toBe('https://api-prod.usefini.com/');
    },
  );

  it.each([
    'https://fini.example',
    'http://127.0.0.1:8123',
    'http://localhost:1',
    'http://[::1]:8123',
    'http://127.9.9.9',
  ])('may be %s', (value) => expect(from(value)).toBe(new URL(value).href));

  it.each([
    'http://fini.example',
    'http://127.0.0.1.example',
    'http://localhost.example',
    'http://10.0.0.1',
    'http://0.0.0.0:80',
    'https://user:secret@fini.example',
    'https://fini.example/v2',
    'https://fini.example/?a=1',
    'ftp://127.0.0.1',
    'file:///etc/passwd',
    'nonsense',
  ])('is never %s', (value) => {
    expect(() => from(value)).toThrowError(expect.objectContaining({ code: 'invalid-request' }));
  });

  it('does not repeat a refused address, which may hold a password', () => {
    try {
      from('https://user:hunter2@fini.example');
      expect.unreachable();
    } catch (error) {
      expect(String(error)).not.toContain('hunter2');
    }
  });
});

describe('pacing', () => {
  it('is on unless it is turned off for a server on this computer', () => {
    const loopback = new URL('http://127.0.0.1:8080');
    expect(isPaced({}, loopback)).toBe(true);
    expect(isPaced({ FINI_API_REQUEST_LIMIT: '500' }, loopback)).toBe(true);
    expect(isPaced({ FINI_API_REQUEST_LIMIT: 'none' }, loopback)).toBe(false);
  });

  it('is never off for a server elsewhere', () => {
    expect(isPaced({ FINI_API_REQUEST_LIMIT: 'none' }, new URL('https://api-prod.usefini.com'))).toBe(true);
  });
});
