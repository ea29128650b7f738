/** The parts of Electron the shell uses, so that a test can hand in others. Types only: one entry file imports Electron. */
import type * as Electron from 'electron';

export type ElectronModules = Pick<
  typeof Electron,
  'app' | 'BrowserWindow' | 'dialog' | 'ipcMain' | 'Menu' | 'MessageChannelMain' | 'nativeTheme' | 'protocol'
> &
  Pick<typeof Electron, 'screen' | 'session' | 'shell'>;
