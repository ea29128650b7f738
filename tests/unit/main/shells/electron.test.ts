/** The Electron shell against a fake Electron: every setting that keeps the page in its place. */
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { commandSchema } from '#shared/contract/common.ts';
import { messagePort } from '#shared/rpc/message-port.ts';
import type { Port } from '#shared/rpc/port.ts';
import type { Host, HostCapabilities } from '../../../../src/main/compose.ts';
import { SecondInstanceError } from '../../../../src/main/services/single-instance.ts';
import { startElectronShell } from '../../../../src/main/shells/electron.ts';
import { type FakeElectron, type FakeElectronOptions, makeFakeElectron } from './fake-electron.ts';
import { makePageFolder, type PageFolder } from './page-folder.ts';

let page: PageFolder;
let home: string;
let fake: FakeElectron;
let capabilities: HostCapabilities | null;
let ports: Port[];
let host: Host;

beforeEach(async () => {
  page = await makePageFolder();
  home = await mkdtemp(join(tmpdir(), 'fini-electron-'));
  capabilities = null;
  ports = [];
  host = {
    connect: (port) => ports.push(port),
    menuCommand: vi.fn(),
    close: vi.fn(async () => undefined),
  };
});
afterEach(async () => {
  await page.remove();
  await rm(home, { recursive: true, force: true });
});

const start = async (
  options: FakeElectronOptions = {},
  compose: () => Promise<Host> = async () => host,
  args: readonly string[] = [],
): Promise<void> => {
  fake = makeFakeElectron(options);
  await startElectronShell(fake.electron, {
    pageDirectory: page.directory,
    preload: '/app/out/preload/index.cjs',
    icon: '/app/resources/icon-512.png',
    surroundings: { platform: 'linux', home, environment: {} },
    compose: (given) => {
      capabilities = given;
      return compose();
    },
    arguments: args,
  });
};

const given = (): HostCapabilities => {
  if (capabilities === null) throw new Error('The shell did not compose a host.');
  return capabilities;
};

const window = () => {
  const opened = fake.windows.at(-1);
  if (!opened) throw new Error('No window was opened.');
  return opened;
};

describe('starting', () => {
  it('locks, sandboxes and registers the scheme before Electron is ready', async () => {
    await start();
    const order = ['lock', 'sandbox', 'schemes', 'ready'].map((call) => fake.calls.indexOf(call));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).not.toContain(-1);
  });

  it('gives the second instance’s place to the first', async () => {
    await start({ firstInstance: false });
    expect(fake.calls).toContain('quit');
    expect(fake.calls).not.toContain('ready');
    expect(fake.windows).toHaveLength(0);
  });

  it('brings the window to the front when a second instance is started', async () => {
    await start();
    fake.app.emit('second-instance');
    expect(window().calls).toEqual(expect.arrayContaining(['restore', 'show', 'focus']));
    expect(fake.windows).toHaveLength(1);
  });

  it('says in a dialog why it cannot start', async () => {
    await start({}, async () => {
      throw new SecondInstanceError();
    });
    expect(fake.calls.find((call) => call.startsWith('error'))).toContain('already running');
    expect(fake.calls).toContain('exit 3');
    expect(fake.windows).toHaveLength(0);
  });

  it('keeps Chromium’s files apart inside the data folder', async () => {
    await start();
    expect(fake.calls).toContain(`path userData ${join(given().dataDirectory, 'electron')}`);
    expect(given()).toMatchObject({ shell: 'electron', version: '1.2.3', exportDirectory: '/home/ada/Downloads' });
  });

  it('takes the folders it is given', async () => {
    const data = join(home, 'elsewhere');
    await start({}, undefined, ['electron', '.', '--data-dir', data, '--exports-dir', join(home, 'out')]);
    expect(given()).toMatchObject({ dataDirectory: data, exportDirectory: join(home, 'out') });
  });

  it('closes the host before it quits', async () => {
    await start();
    const event = { preventDefault: vi.fn() };
    fake.app.emit('will-quit', event);
    expect(event.preventDefault).toHaveBeenCalled();
    await expect.poll(() => fake.calls.filter((call) => call === 'quit').length).toBe(1);
    expect(host.close).toHaveBeenCalledTimes(1);
    const second = { preventDefault: vi.fn() };
    fake.app.emit('will-quit', second);
    expect(second.preventDefault).not.toHaveBeenCalled();
  });
});

describe('the window', () => {
  it('gives the page no power', async () => {
    await start();
    expect(window().options.webPreferences).toMatchObject({
      preload: '/app/out/preload/index.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
    });
    expect(fake.calls).toContain('spellcheck false');
  });

  it('loads the page from the application’s own scheme', async () => {
    await start();
    expect(window().url).toBe('app://fini-reviewer/');
    expect(fake.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ]);
  });

  it('is remembered when it closes and comes back the same', async () => {
    await start();
    window().emit('close');
    const file = join(given().dataDirectory, 'window-state.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ maximized: true, bounds: { x: 10, width: 1000 } });
    await start();
    expect(window().options).toMatchObject({ x: 10, y: 20, width: 1000, height: 700 });
    expect(window().calls).toContain('maximize');
  });

  it('offers to open again when its process dies', async () => {
    await start();
    window().webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    await expect.poll(() => window().calls).toContain('reload');
  });
});

describe('the page', () => {
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    'is stopped at %s',
    async (name) => {
      await start();
      const event = { preventDefault: vi.fn(), url: 'https://example.com/' };
      window().webContents.emit(name, event);
      expect(event.preventDefault).toHaveBeenCalledTimes(1);
    },
  );

  it('opens no window', async () => {
    await start();
    expect(window().webContents.windowOpen?.({ url: 'https://example.com/' })).toEqual({ action: 'deny' });
  });

  it('gets no permission and no device', async () => {
    await start();
    const callback = vi.fn();
    for (const permission of ['media', 'clipboard-read', 'notifications', 'openExternal', 'fileSystem']) {
      fake.handlers['permissionRequest']?.(...([{}, permission, callback] as never[]));
      expect(fake.handlers['permissionCheck']?.(...([{}, permission, ''] as never[]))).toBe(false);
    }
    expect(callback.mock.calls).toEqual(Array.from({ length: 5 }, () => [false]));
    expect(fake.handlers['devicePermission']?.()).toBe(false);
    const streams = vi.fn();
    fake.handlers['displayMedia']?.(...([{}, streams] as never[]));
    expect(streams).toHaveBeenCalledWith(null);
  });

  it('downloads nothing', async () => {
    await start();
    const event = { preventDefault: vi.fn() };
    fake.defaultSession.emit('will-download', event);
    expect(event.preventDefault).toHaveBeenCalled();
  });

  it.each([
    ['app://fini-reviewer/assets/index.js', false],
    ['app://other/x', true],
    ['https://example.com/pixel.png', true],
    ['http://127.0.0.1:1/', true],
    ['file:///etc/passwd', true],
    ['devtools://devtools/bundled/x.js', true],
  ])('asking for %s is stopped: %s', async (url, cancel) => {
    await start();
    const callback = vi.fn();
    fake.handlers['beforeRequest']?.(...([{ url }, callback] as never[]));
    expect(callback).toHaveBeenCalledWith({ cancel });
  });
});

describe('the app:// protocol', () => {
  const ask = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const response: unknown = await fake.handlers['protocol app']?.(...([new Request(url, init)] as never[]));
    if (!(response instanceof Response)) throw new Error('The protocol answered nothing.');
    return response;
  };
  beforeEach(() => start());

  it('serves the page under its policy', async () => {
    const response = await ask('app://fini-reviewer/');
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<title>Page</title>');
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(response.headers.get('Content-Security-Policy')).toBe(
      "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });

  it.each([
    'app://fini-reviewer/../main/web.js',
    'app://fini-reviewer/assets/..%2f..%2fmain/web.js',
    'app://fini-reviewer/%2e%2e/main/web.js',
    'app://fini-reviewer/..%5cmain%5cweb.js',
    'app://fini-reviewer/assets/link.js',
    'app://fini-reviewer/.hidden.js',
    'app://fini-reviewer/missing.js',
    'app://other/index.html',
    'app://fini-reviewer:81/index.html',
  ])('has nothing at %s', async (url) => {
    expect((await ask(url)).status).toBe(404);
  });

  it('takes only GET and HEAD', async () => {
    expect((await ask('app://fini-reviewer/', { method: 'POST', body: 'x' })).status).toBe(405);
    const head = await ask('app://fini-reviewer/', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });
});

describe('the port', () => {
  const frame = (origin: string, parent: unknown = null) => ({ origin, parent, postMessage: vi.fn() });

  it('is given to the page’s main frame, and works', async () => {
    await start();
    const asking = frame('app://fini-reviewer');
    fake.ipcMain.emit('host-port', { sender: window().webContents, senderFrame: asking });
    expect(ports).toHaveLength(1);
    const [channel, message, [port]] = asking.postMessage.mock.calls[0] ?? [];
    expect([channel, message]).toEqual(['host-port', null]);

    const heard: unknown[] = [];
    const pagePort = messagePort(port);
    pagePort.onMessage((text) => heard.push(text));
    ports[0]?.onMessage((text) => ports[0]?.send({ echo: text }));
    pagePort.send('hello');
    await expect.poll(() => heard).toEqual([{ echo: 'hello' }]);
    const closed = vi.fn();
    ports[0]?.onClose(closed);
    pagePort.close();
    await expect.poll(() => closed.mock.calls.length).toBe(1);
  });

  it.each<[string, () => object]>([
    ['another origin', () => ({ sender: window().webContents, senderFrame: frame('https://example.com') })],
    ['no origin', () => ({ sender: window().webContents, senderFrame: frame('null') })],
    [
      'a frame inside the page',
      () => ({ sender: window().webContents, senderFrame: frame('app://fini-reviewer', {}) }),
    ],
    ['a frame that has gone', () => ({ sender: window().webContents, senderFrame: null })],
    ['other contents', () => ({ sender: {}, senderFrame: frame('app://fini-reviewer') })],
  ])('is not given to %s', async (_, event) => {
    await start();
    fake.ipcMain.emit('host-port', event());
    expect(ports).toHaveLength(0);
  });
});

describe('what the host may ask of Electron', () => {
  beforeEach(() => start());

  it('opens https links outside and nothing else', async () => {
    await given().openExternal('https://example.com/a');
    await expect(given().openExternal('http://example.com/')).rejects.toThrow('Only https links are opened.');
    await expect(given().openExternal('file:///etc/passwd')).rejects.toThrow('Only https links are opened.');
    expect(fake.calls.filter((call) => call.startsWith('open'))).toEqual(['open https://example.com/a']);
  });

  it('asks where to save, and shows files', async () => {
    expect(await given().chooseSavePath?.('x.csv')).toBe('/home/ada/out.csv');
    await given().revealFile('/home/ada/out.csv');
    expect(fake.calls).toContain('show /home/ada/out.csv');
  });

  it('makes a data folder that is its own', () => {
    expect(existsSync(given().dataDirectory)).toBe(true);
    expect(given().dataDirectory.startsWith(home)).toBe(true);
  });
});

describe('the menu', () => {
  const items = (template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
    template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);

  it('gives every command once, and takes no key from the page', async () => {
    await start();
    const all = items(fake.menus[0] ?? []);
    for (const command of commandSchema.options) {
      const found = all.filter((item) => item.id === command);
      expect(found).toHaveLength(1);
      expect(found[0]?.registerAccelerator).toBe(false);
    }
  });

  it('sends a command to the host', async () => {
    await start();
    const item = items(fake.menus[0] ?? []).find(({ id }) => id === 'sync');
    item?.click?.(...([] as unknown as Parameters<NonNullable<typeof item.click>>));
    expect(host.menuCommand).toHaveBeenCalledWith('sync');
  });

  it('has the usual roles, and developer tools only in development', async () => {
    await start();
    const roles = (index: number): unknown[] => items(fake.menus[index] ?? []).map(({ role }) => role);
    expect(roles(0)).toEqual(
      expect.arrayContaining([
        'fileMenu',
        'editMenu',
        'viewMenu',
        'windowMenu',
        'help',
        'quit',
        'copy',
        'paste',
        'selectAll',
      ]),
    );
    expect(roles(0)).not.toContain('toggleDevTools');
    await start({ packaged: false });
    expect(roles(0)).toContain('toggleDevTools');
  });
});
