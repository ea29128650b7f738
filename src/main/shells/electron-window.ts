/** The one window. */
import { join } from 'node:path';
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { PAGE_URL } from './electron-page.ts';
import type { ElectronModules } from './electron-types.ts';
import { boundsToOpen, readWindowState, SMALLEST_WINDOW, writeWindowState } from './window-state.ts';

/** The page's own background, so that an opening window does not flash. */
const BACKGROUND = { light: '#ffffff', dark: '#1a1b20' } as const;

export interface WindowOptions {
  readonly preload: string;
  readonly icon: string;
  readonly dataDirectory: string;
  readonly developer: boolean;
}

/** What the page's process is given: nothing. Each line is Electron's safe value, said rather than relied on. */
export const webPreferences = (options: Pick<WindowOptions, 'preload' | 'developer'>) =>
  ({
    preload: options.preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    // Searching and fetching go on while the window is behind others.
    backgroundThrottling: false,
    devTools: options.developer,
  }) satisfies BrowserWindowConstructorOptions['webPreferences'];

/** Opens the window where it was last time and loads the page into it. */
export const openElectronWindow = (electron: ElectronModules, options: WindowOptions): BrowserWindow => {
  const path = join(options.dataDirectory, 'window-state.json');
  const state = readWindowState(path);
  const primary = electron.screen.getPrimaryDisplay();
  const others = electron.screen.getAllDisplays().filter((display) => display.id !== primary.id);
  const background = (): string => BACKGROUND[electron.nativeTheme.shouldUseDarkColors ? 'dark' : 'light'];

  const window = new electron.BrowserWindow({
    ...boundsToOpen(
      state,
      [primary, ...others].map((display) => display.workArea),
    ),
    minWidth: SMALLEST_WINDOW.width,
    minHeight: SMALLEST_WINDOW.height,
    title: 'Fini Reviewer',
    icon: options.icon,
    show: false,
    backgroundColor: background(),
    webPreferences: webPreferences(options),
  });
  if (state?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () =>
    writeWindowState(path, { bounds: window.getNormalBounds(), maximized: window.isMaximized() }),
  );
  const follow = (): void => window.setBackgroundColor(background());
  electron.nativeTheme.on('updated', follow);
  window.on('closed', () => electron.nativeTheme.off('updated', follow));
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit') void offerReload(electron, window);
  });
  void window.loadURL(PAGE_URL);
  return window;
};

const offerReload = async (electron: ElectronModules, window: BrowserWindow): Promise<void> => {
  const { response } = await electron.dialog.showMessageBox(window, {
    type: 'warning',
    message: 'The window stopped working.',
    detail: 'Everything that was shown as saved is kept.',
    buttons: ['Open it again', 'Quit'],
    defaultId: 0,
  });
  if (response === 0) window.reload();
  else electron.app.quit();
};
