/**
 * The Electron shell: a window, a menu, the page's protocol and its port. No crash reporter is started.
 *
 * A packaged build should also set Electron's fuses: RunAsNode, EnableNodeOptionsEnvironmentVariable,
 * EnableNodeCliInspectArguments and GrantFileProtocolExtraPrivileges off; OnlyLoadAppFromAsar and
 * EnableEmbeddedAsarIntegrityValidation on.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { BrowserWindow } from 'electron';
import type { Command } from '#shared/contract/common.ts';
import { toReviewerError } from '#shared/errors.ts';
import { messagePort } from '#shared/rpc/message-port.ts';
import type { Host, HostCapabilities } from '../compose.ts';
import { apiBaseUrlFrom, isPaced } from '../services/fini/base-url.ts';
import { isOutsideLink } from './desktop.ts';
import { guardContents, guardSession, isOwnPage } from './electron-guards.ts';
import { menuTemplate } from './electron-menu.ts';
import { answerPageRequest, PAGE_PRIVILEGES, PAGE_SCHEME } from './electron-page.ts';
import type { ElectronModules } from './electron-types.ts';
import { openElectronWindow } from './electron-window.ts';
import { defaultDataDirectory, type Surroundings } from './folders.ts';
import { listPageFiles } from './page-files.ts';
import { DesktopError } from './shell-errors.ts';

export interface ElectronShellParts {
  readonly pageDirectory: string;
  readonly preload: string;
  readonly icon: string;
  readonly surroundings: Surroundings;
  /** The command line: `--data-dir DIR` and `--exports-dir DIR` are taken, Chromium's own flags left alone. */
  readonly arguments: readonly string[];
  readonly compose: (capabilities: HostCapabilities) => Promise<Host>;
}

/**
 * Starts the shell. What has to come before Electron is ready is done before this returns; the promise is the rest,
 * and is null when another instance is running and was brought to the front instead.
 */
export const startElectronShell = (electron: ElectronModules, parts: ElectronShellParts): Promise<void> | null => {
  const { app, protocol } = electron;
  const dataDirectory = folderFlag(parts.arguments, '--data-dir') ?? defaultDataDirectory(parts.surroundings);
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  app.setName('Fini Reviewer');
  // Chromium's own files stand apart from the journals; the single-instance lock belongs to this folder too.
  app.setPath('userData', join(dataDirectory, 'electron'));
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return null;
  }
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([{ scheme: PAGE_SCHEME, privileges: { ...PAGE_PRIVILEGES } }]);
  guardContents(app);
  return app
    .whenReady()
    .then(() => run(electron, parts, dataDirectory))
    .catch((error: unknown) => {
      const failure = toReviewerError(error, 'Electron shell');
      electron.dialog.showErrorBox(failure.message, failure.nextStep);
      app.exit(failure.code === 'second-instance' ? 3 : 1);
    });
};

const folderFlag = (args: readonly string[], name: string): string | null => {
  const index = args.indexOf(name);
  const value = index < 0 ? undefined : args[index + 1];
  return value === undefined || value === '' ? null : resolve(value);
};

const run = async (electron: ElectronModules, parts: ElectronShellParts, dataDirectory: string): Promise<void> => {
  const { app } = electron;
  const developer = !app.isPackaged;
  const files = await listPageFiles(parts.pageDirectory);
  guardSession(electron.session.defaultSession, developer);
  electron.protocol.handle(PAGE_SCHEME, (request) => answerPageRequest(files, request));

  let window: BrowserWindow | null = null;
  const exportDirectory = folderFlag(parts.arguments, '--exports-dir') ?? app.getPath('downloads');
  const apiBaseUrl = apiBaseUrlFrom({ ...parts.surroundings.environment });
  const host = await parts.compose({
    shell: 'electron',
    version: app.getVersion(),
    dataDirectory,
    exportDirectory,
    apiBaseUrl,
    paced: isPaced({ ...parts.surroundings.environment }, apiBaseUrl),
    chooseSavePath: (name) => chooseSavePath(electron, window, join(exportDirectory, name)),
    revealFile: async (path) => electron.shell.showItemInFolder(path),
    openExternal: (url) => openOutside(electron, url),
  });
  serveHostPort(electron, host, () => window);

  const open = (): void => {
    window = openElectronWindow(electron, { preload: parts.preload, icon: parts.icon, dataDirectory, developer });
    window.on('closed', () => {
      window = null;
    });
  };
  const focus = (): void => {
    if (window === null) {
      open();
      return;
    }
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
  const onCommand = (command: Command): void => {
    focus();
    host.menuCommand(command);
  };
  electron.Menu.setApplicationMenu(
    electron.Menu.buildFromTemplate(menuTemplate({ platform: parts.surroundings.platform, developer, onCommand })),
  );
  app.on('second-instance', focus);
  app.on('activate', focus);
  app.on('window-all-closed', () => {
    if (parts.surroundings.platform !== 'darwin') app.quit();
  });
  closeHostBeforeQuit(electron, host);
  open();
};

/** Gives a page its port when it asks, once it is sure that it is the application's own page. */
const serveHostPort = (electron: ElectronModules, host: Host, window: () => BrowserWindow | null): void => {
  electron.ipcMain.on('host-port', (event) => {
    const contents = window()?.webContents;
    if (!contents || !isOwnPage(event, contents)) return;
    const { port1, port2 } = new electron.MessageChannelMain();
    host.connect(messagePort(port1));
    event.senderFrame?.postMessage('host-port', null, [port2]);
  });
};

const closeHostBeforeQuit = (electron: ElectronModules, host: Host): void => {
  let closed = false;
  electron.app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    closed = true;
    void host.close().finally(() => electron.app.quit());
  });
};

const chooseSavePath = async (
  electron: ElectronModules,
  window: BrowserWindow | null,
  defaultPath: string,
): Promise<string | null> => {
  const options = {
    defaultPath,
    filters: [{ name: 'CSV', extensions: ['csv'] }],
  };
  const answer = window
    ? await electron.dialog.showSaveDialog(window, options)
    : await electron.dialog.showSaveDialog(options);
  return answer.canceled || answer.filePath === '' ? null : answer.filePath;
};

const openOutside = async (electron: ElectronModules, url: string): Promise<void> => {
  if (!isOutsideLink(url)) throw new DesktopError('Only https links are opened.', 'Copy the link if you trust it.');
  await electron.shell.openExternal(new URL(url).href);
};
