/** Response headers that hold the page to its own files, the same in both shells. */

/**
 * The content security policy of the page.
 *
 * @param hostSocket origin of the web shell's WebSocket (`ws://127.0.0.1:PORT`), or null where a MessagePort is used
 */
export const contentSecurityPolicy = (hostSocket: string | null): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    `connect-src 'self'${hostSocket === null ? '' : ` ${hostSocket}`}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Every header a page file is answered with, but for its type, length and caching. */
export const pageHeaders = (hostSocket: string | null): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': contentSecurityPolicy(hostSocket),
  // With the next one: nothing of another origin shares the process, and the page may share memory with its worker.
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), usb=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
});
