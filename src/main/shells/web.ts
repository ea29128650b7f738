/** The web shell: the host's services behind a loopback server, for a browser to show. */
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Host, HostCapabilities } from '../compose.ts';
import { apiBaseUrlFrom, isPaced } from '../services/fini/base-url.ts';
import { openOutside, revealFile } from './desktop.ts';
import { defaultDataDirectory, defaultExportDirectory, type Surroundings } from './folders.ts';
import { browserWindow, findBrowser, hasDisplay } from './installed-browser.ts';
import { removeLaunchPage, writeLaunchPage } from './launch-page.ts';
import { listPageFiles } from './page-files.ts';
import { startProgram } from './run-program.ts';
import { newToken } from './web-access.ts';
import type { WebOptions } from './web-options.ts';
import { LOOPBACK, listenOnRememberedPort } from './web-port.ts';
import { createWebServer } from './web-server.ts';

export interface WebShellParts {
  readonly version: string;
  /** Folder of the built page. */
  readonly pageDirectory: string;
  readonly surroundings: Surroundings;
  readonly compose: (capabilities: HostCapabilities) => Promise<Host>;
}

export interface WebShell {
  /** Where the page is, with the token in the fragment. */
  readonly url: string;
  readonly dataDirectory: string;
  /** Whether a page is connected. */
  connected(): boolean;
  /** Whether a page ever was. */
  wasConnected(): boolean;
  /** Closes the server, then the host. */
  close(): Promise<void>;
}

/** The surroundings of this very process. */
export const surroundingsOfProcess = (): Surroundings => ({
  platform: process.platform,
  home: homedir(),
  environment: process.env,
});

/**
 * Starts the host and serves the page.
 *
 * @throws ReviewerError with code `second-instance` when the data folder is in use, PortTakenError, PageMissingError
 */
export const startWebShell = async (options: WebOptions, parts: WebShellParts): Promise<WebShell> => {
  const { surroundings } = parts;
  const files = await listPageFiles(parts.pageDirectory);
  const dataDirectory = options.dataDirectory ?? defaultDataDirectory(surroundings);
  const apiBaseUrl = apiBaseUrlFrom({ ...surroundings.environment });
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  // The host takes the folder's lock, so it comes before the port: a second instance is told so, not "port taken".
  const host = await parts.compose({
    shell: 'web',
    version: parts.version,
    dataDirectory,
    exportDirectory: options.exportDirectory ?? (await defaultExportDirectory(surroundings)),
    apiBaseUrl,
    paced: isPaced({ ...surroundings.environment }, apiBaseUrl),
    chooseSavePath: null,
    revealFile: (path) => revealFile(path, surroundings.platform),
    openExternal: (url) => openOutside(url, surroundings.platform),
  });
  const token = newToken();
  let wasConnected = false;
  const server = createWebServer({
    files,
    token,
    onConnect: (port) => {
      wasConnected = true;
      host.connect(port);
      void removeLaunchPage(dataDirectory);
    },
  });
  try {
    const port = await listenOnRememberedPort(server.http, dataDirectory, options.port);
    return {
      url: `http://${LOOPBACK}:${port}/#token=${token}`,
      dataDirectory,
      connected: server.connected,
      wasConnected: () => wasConnected,
      close: async () => {
        await server.close();
        await removeLaunchPage(dataDirectory);
        await host.close();
      },
    };
  } catch (error) {
    await host.close();
    throw error;
  }
};

/** What opening a window came to. */
export type Opened =
  | { readonly kind: 'window'; readonly note: string | null; readonly closed: Promise<void> }
  | { readonly kind: 'none'; readonly reason: string };

/** Opens the page in an installed browser's own window, with a profile inside the data folder. */
export const openWindow = async (shell: WebShell, surroundings: Surroundings): Promise<Opened> => {
  if (!hasDisplay(surroundings)) return { kind: 'none', reason: 'There is no display; open the address in a browser.' };
  const browser = findBrowser(surroundings);
  if (browser === null) {
    return { kind: 'none', reason: 'No Chromium, Chrome or Edge was found; open the address in a browser.' };
  }
  const profile = join(shell.dataDirectory, 'browser');
  await mkdir(profile, { recursive: true, mode: 0o700 });
  const isRoot = process.getuid?.() === 0;
  try {
    const address = await writeLaunchPage(shell.dataDirectory, shell.url);
    const child = await startProgram(
      browserWindow(browser, address, profile, { platform: surroundings.platform, isRoot }),
    );
    return {
      kind: 'window',
      note: isRoot ? 'Running as root, so the browser runs without its sandbox.' : null,
      closed: new Promise((resolve) => child.once('exit', () => resolve())),
    };
  } catch {
    return { kind: 'none', reason: `${browser} could not be started; open the address in a browser.` };
  }
};
