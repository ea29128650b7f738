/** Everything the page may not do. The page draws hostile text, so it is given no power beyond its port. */
import type { App, Session, WebContents, WebFrameMain } from 'electron';
import { PAGE_ORIGIN, PAGE_URL } from './electron-page.ts';

/** Denies every permission, device, download, and request that leaves the page's own files. */
export const guardSession = (session: Session, allowDevTools: boolean): void => {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, callback) => {
    const own = details.url.startsWith(PAGE_URL) || (allowDevTools && details.url.startsWith('devtools://'));
    callback({ cancel: !own });
  });
};

/** Keeps every window on the page it was opened with: no navigation, no new window, no webview. */
export const guardContents = (app: Pick<App, 'on'>): void => {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
};

/** True when a message comes from the main frame of the application's own page in the application's own window. */
export const isOwnPage = (
  event: { readonly sender: WebContents; readonly senderFrame: WebFrameMain | null },
  contents: WebContents,
): boolean =>
  event.sender === contents &&
  event.senderFrame !== null &&
  event.senderFrame.parent === null &&
  event.senderFrame.origin === PAGE_ORIGIN;
