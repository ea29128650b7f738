/**
 * One browser page and one loopback server for many cases. Each case gets a stand-in API, a host (the real one, in this
 * process), a data worker (the real one, in Chromium) and a workspace of its own, joined by the web shell's socket.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { compose, type Host, type HostCapabilities } from '../../../src/main/compose.ts';
import { listPageFiles } from '../../../src/main/shells/page-files.ts';
import { newToken } from '../../../src/main/shells/web-access.ts';
import { createWebServer } from '../../../src/main/shells/web-server.ts';
import { browserArguments, findBrowser } from '../browser.ts';
import { type FiniApi, type FiniApiOptions, startFiniApi } from '../fini-api/index.ts';
import { buildBareApp } from './build.ts';
import { type Desk, deskIn, openWorkspace } from './desk.ts';

export interface Case {
  readonly api: FiniApi;
  readonly desk: Desk;
  readonly workspaceId: string;
  /** Loads the page anew, which ends the worker and starts another, and opens the workspace. */
  reload(): Promise<void>;
  remove(): Promise<void>;
}

export interface CaseOptions extends FiniApiOptions {
  readonly patience?: NonNullable<HostCapabilities['patience']>;
  /** Whether requests keep to the limit of a key. Default false. */
  readonly paced?: boolean;
}

export interface Lane {
  open(options: CaseOptions): Promise<Case>;
  /** Errors the page threw or logged since the last question. */
  takeErrors(): readonly string[];
  close(): Promise<void>;
}

/** Why there can be no lane here, or null. */
export const laneUnavailable = (): string | null =>
  findBrowser() === null ? 'there is no Chromium, Chrome or Edge' : null;

export const startLane = async (): Promise<Lane> => {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error('There is no Chromium, Chrome or Edge to test with.');
  const folder = await mkdtemp(join(tmpdir(), 'fini-lane-'));
  const app = await buildBareApp(false);
  const token = newToken();
  let host: Host | null = null;
  const server = createWebServer({
    files: await listPageFiles(app.page),
    token,
    onConnect: (port) => host?.connect(port),
  });
  const port = await new Promise<number>((resolve) => {
    server.http.listen(0, '127.0.0.1', () => {
      const address = server.http.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  const browser = await chromium.launch({ executablePath, args: [...browserArguments()], headless: true });
  const page = await (await browser.newContext()).newPage();
  let errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  let cases = 0;

  /** Another query each time, or the browser would only move within the page it has. */
  const load = async (): Promise<Desk> => {
    cases += 1;
    await page.goto(`http://127.0.0.1:${port}/?case=${cases}#token=${token}`);
    return deskIn(page);
  };

  return {
    open: async ({ patience, paced, ...apiOptions }) => {
      const api = await startFiniApi(apiOptions);
      const dataDirectory = join(folder, `data-${cases}`);
      const composed = await compose({
        shell: 'web',
        version: '0.0.0',
        dataDirectory,
        exportDirectory: join(folder, 'exports'),
        apiBaseUrl: new URL(api.url),
        paced: paced ?? false,
        ...(patience === undefined ? {} : { patience }),
        chooseSavePath: null,
        revealFile: async () => undefined,
        openExternal: async () => undefined,
      });
      host = composed;
      let desk = await load();
      const workspaceId = await openWorkspace(desk, api.key);
      return {
        api,
        get desk() {
          return desk;
        },
        workspaceId,
        reload: async () => {
          desk = await load();
          await desk.call('workspaceOpen', { workspaceId });
        },
        remove: async () => {
          await desk.call('workspaceRemove', { workspaceId, withJournal: true });
          host = null;
          await composed.close();
          await api.stop();
          await rm(dataDirectory, { recursive: true, force: true });
        },
      };
    },
    takeErrors: () => {
      const taken = errors;
      errors = [];
      return taken;
    },
    close: async () => {
      await browser.close();
      await server.close();
      await app.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
