/** Electron's modules as emitters that remember what they were told, for a machine without Electron's program. */
import { EventEmitter } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import type { BrowserWindowConstructorOptions, CustomScheme, MenuItemConstructorOptions } from 'electron';
import type { ElectronModules } from '../../../../src/main/shells/electron-types.ts';

type Handler = (...args: never[]) => unknown;

class FakeContents extends EventEmitter {
  windowOpen: ((details: { url: string }) => { action: string }) | null = null;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpen = handler;
  }
}

class FakeWindow extends EventEmitter {
  static readonly all: FakeWindow[] = [];
  readonly webContents = new FakeContents();
  readonly options: BrowserWindowConstructorOptions;
  readonly calls: string[] = [];
  url = '';
  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    FakeWindow.all.push(this);
    FakeWindow.app?.emit('web-contents-created', {}, this.webContents);
  }
  static app: EventEmitter | null = null;
  loadURL(url: string): Promise<void> {
    this.url = url;
    return Promise.resolve();
  }
  getNormalBounds = () => ({ x: 10, y: 20, width: 1000, height: 700 });
  isMaximized = () => true;
  isMinimized = () => true;
  maximize = () => this.calls.push('maximize');
  show = () => this.calls.push('show');
  focus = () => this.calls.push('focus');
  restore = () => this.calls.push('restore');
  reload = () => this.calls.push('reload');
  setBackgroundColor = () => this.calls.push('background');
}

class FakePort extends EventEmitter {
  readonly #port: MessagePort;
  constructor(port: MessagePort) {
    super();
    this.#port = port;
    port.addEventListener('message', (event) => this.emit('message', { data: event.data, ports: [] }));
    port.addEventListener('close', () => this.emit('close'));
  }
  postMessage(message: unknown): void {
    this.#port.postMessage(message);
  }
  start(): void {
    this.#port.start();
  }
  close(): void {
    this.#port.close();
  }
}

export interface FakeElectronOptions {
  readonly firstInstance?: boolean;
  readonly packaged?: boolean;
}

export const makeFakeElectron = (options: FakeElectronOptions = {}) => {
  const calls: string[] = [];
  const handlers: Record<string, Handler> = {};
  const remember = (name: string) => (handler: Handler) => {
    handlers[name] = handler;
  };
  const schemes: CustomScheme[] = [];
  const menus: MenuItemConstructorOptions[][] = [];
  const app = Object.assign(new EventEmitter(), {
    isPackaged: options.packaged ?? true,
    setName: (name: string) => calls.push(`name ${name}`),
    setPath: (name: string, path: string) => calls.push(`path ${name} ${path}`),
    getPath: () => '/home/ada/Downloads',
    getVersion: () => '1.2.3',
    requestSingleInstanceLock: () => {
      calls.push('lock');
      return options.firstInstance ?? true;
    },
    enableSandbox: () => calls.push('sandbox'),
    whenReady: () => {
      calls.push('ready');
      return Promise.resolve();
    },
    quit: () => calls.push('quit'),
    exit: (code: number) => calls.push(`exit ${code}`),
  });
  const defaultSession = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: remember('permissionRequest'),
    setPermissionCheckHandler: remember('permissionCheck'),
    setDevicePermissionHandler: remember('devicePermission'),
    setDisplayMediaRequestHandler: remember('displayMedia'),
    setSpellCheckerEnabled: (enabled: boolean) => calls.push(`spellcheck ${enabled}`),
    webRequest: { onBeforeRequest: remember('beforeRequest') },
  });
  const ipcMain = new EventEmitter();
  FakeWindow.all.length = 0;
  FakeWindow.app = app;

  const fake = {
    app,
    BrowserWindow: FakeWindow,
    dialog: {
      showSaveDialog: async () => ({ canceled: false, filePath: '/home/ada/out.csv' }),
      showMessageBox: async () => ({ response: 0 }),
      showErrorBox: (title: string, text: string) => calls.push(`error ${title} ${text}`),
    },
    ipcMain,
    Menu: {
      buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
      setApplicationMenu: (template: MenuItemConstructorOptions[]) => menus.push(template),
    },
    MessageChannelMain: class {
      readonly port1: FakePort;
      readonly port2: FakePort;
      constructor() {
        const channel = new MessageChannel();
        this.port1 = new FakePort(channel.port1 as unknown as MessagePort);
        this.port2 = new FakePort(channel.port2 as unknown as MessagePort);
      }
    },
    nativeTheme: Object.assign(new EventEmitter(), { shouldUseDarkColors: true }),
    protocol: {
      registerSchemesAsPrivileged: (given: CustomScheme[]) => {
        calls.push('schemes');
        schemes.push(...given);
      },
      handle: (scheme: string, handler: Handler) => {
        handlers[`protocol ${scheme}`] = handler;
      },
    },
    screen: {
      getPrimaryDisplay: () => ({ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } }),
      getAllDisplays: () => [{ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
    },
    session: { defaultSession },
    shell: {
      showItemInFolder: (path: string) => calls.push(`show ${path}`),
      openExternal: async (url: string) => {
        calls.push(`open ${url}`);
      },
    },
  };
  return {
    // A whole Electron cannot be written down here; what the shell uses of it can.
    electron: fake as unknown as ElectronModules,
    app,
    calls,
    handlers,
    schemes,
    menus,
    ipcMain,
    defaultSession,
    windows: FakeWindow.all as readonly FakeWindow[],
  };
};

export type FakeElectron = ReturnType<typeof makeFakeElectron>;
