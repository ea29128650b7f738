/** Entry of the Electron shell, and the one file that imports Electron. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeTheme,
  protocol,
  screen,
  session,
  shell,
} from 'electron';
import { compose } from './compose.ts';
import { startElectronShell } from './shells/electron.ts';

startElectronShell(
  {
    app,
    BrowserWindow,
    dialog,
    ipcMain,
    Menu,
    MessageChannelMain,
    nativeTheme,
    protocol,
    // Electron makes `screen` usable only when it is ready, so it is read no earlier than that.
    get screen() {
      return screen;
    },
    session,
    shell,
  },
  {
    pageDirectory: join(import.meta.dirname, '../renderer'),
    preload: join(import.meta.dirname, '../preload/index.cjs'),
    icon: join(import.meta.dirname, '../../resources/icon-512.png'),
    surroundings: { platform: process.platform, home: homedir(), environment: process.env },
    arguments: process.argv,
    compose,
  },
);
