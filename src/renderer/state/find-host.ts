/** How this page reaches its host: a port that the preload hands over (Electron), or a token in the address (web). */

export type HostLink =
  | { readonly kind: 'port'; readonly port: MessagePort }
  | { readonly kind: 'socket'; readonly url: string; readonly token: string };

const PORT_MESSAGE = 'fini-reviewer:host-port';

/** The token in a URL's fragment, or null. */
export const tokenIn = (fragment: string): string | null => {
  const token = new URLSearchParams(fragment.replace(/^#/u, '')).get('token');
  return token !== null && /^[\w.~-]{16,512}$/u.test(token) ? token : null;
};

/** Where the web shell listens for the data worker. */
export const socketUrl = (page: { readonly protocol: string; readonly host: string }): string =>
  `${page.protocol === 'https:' ? 'wss:' : 'ws:'}//${page.host}/host`;

/**
 * Finds the host. The token is taken out of the address bar at once, so that it is in no history, title or bookmark.
 * Resolves to null when this page was opened with neither a port nor a token.
 *
 * @param patience milliseconds to wait for a port where a shell gives one
 */
export const findHost = async (patience = 10_000): Promise<HostLink | null> => {
  const token = tokenIn(location.hash);
  if (token !== null) {
    history.replaceState(null, '', location.pathname + location.search);
    return { kind: 'socket', url: socketUrl(location), token };
  }
  // A page served over http never gets a port: the loopback server has no preload.
  if (location.protocol === 'http:' || location.protocol === 'https:') return null;
  return awaitPort(patience);
};

const awaitPort = (patience: number): Promise<HostLink | null> =>
  new Promise((resolve) => {
    const settle = (link: HostLink | null): void => {
      window.removeEventListener('message', listen);
      clearTimeout(timer);
      resolve(link);
    };
    const listen = (event: MessageEvent<unknown>): void => {
      // Only this very window may hand a port over: the preload posts to it from inside.
      if (event.source !== window || event.origin !== location.origin) return;
      const { data } = event;
      if (typeof data !== 'object' || data === null || !('type' in data) || data.type !== PORT_MESSAGE) return;
      const [port] = event.ports;
      if (port) settle({ kind: 'port', port });
    };
    const timer = setTimeout(() => settle(null), patience);
    window.addEventListener('message', listen);
  });
