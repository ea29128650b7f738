/** The application menu: the platform's usual roles, and the commands the page knows. */
import type { MenuItemConstructorOptions } from 'electron';
import type { Command } from '#shared/contract/common.ts';

interface CommandItem {
  readonly label: string;
  readonly accelerator?: string;
}

/** Every command once; a command without an item here would not compile. */
const ITEMS: Readonly<Record<Command, CommandItem>> = {
  search: { label: 'Search' },
  sync: { label: 'Fetch interactions…' },
  export: { label: 'Export CSV', accelerator: 'CmdOrCtrl+E' },
  undo: { label: 'Undo judgement' },
  redo: { label: 'Redo judgement' },
  commands: { label: 'All commands…', accelerator: 'CmdOrCtrl+K' },
  settings: { label: 'Settings…', accelerator: 'CmdOrCtrl+,' },
  keys: { label: 'Keyboard shortcuts' },
  'toggle-filters': { label: 'Show or hide filters' },
  'switch-workspace': { label: 'Switch workspace…' },
};

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  readonly developer: boolean;
  readonly onCommand: (command: Command) => void;
}

/** The menu as a template for Menu.buildFromTemplate. */
export const menuTemplate = (options: MenuOptions): MenuItemConstructorOptions[] => {
  const mac = options.platform === 'darwin';
  const item = (command: Command): MenuItemConstructorOptions => ({
    ...ITEMS[command],
    id: command,
    // The page listens for these keys itself; taking them here as well would give a command twice.
    registerAccelerator: false,
    click: () => options.onCommand(command),
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const application: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      separator,
      item('settings'),
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };
  return [
    ...(mac ? [application] : []),
    {
      role: 'fileMenu',
      submenu: [
        item('sync'),
        item('export'),
        separator,
        item('switch-workspace'),
        separator,
        ...(mac ? [{ role: 'close' as const }] : [item('settings'), separator, { role: 'quit' as const }]),
      ],
    },
    {
      role: 'editMenu',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        separator,
        item('undo'),
        item('redo'),
        separator,
        item('search'),
      ],
    },
    {
      role: 'viewMenu',
      submenu: [
        item('commands'),
        item('toggle-filters'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        ...(options.developer ? [separator, { role: 'toggleDevTools' as const }] : []),
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: [item('keys'), ...(mac ? [] : [separator, { role: 'about' as const }])] },
  ];
};
