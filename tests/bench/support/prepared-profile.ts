/**
 * An installation with N interactions in its cache, as it is found in the morning: the built application's host, a real
 * keychain and a browser profile. The cache is filled by the application's own code in the page's own origin, without
 * the network; everything is kept in the system's folder for temporary files, so that a second run finds it.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { type Folders, freePort, type RunningHost, startHost } from '../../support/application.ts';
import { startFiniApi } from '../../support/fini-api/index.ts';
import { keychainUnavailable, startKeychain } from '../../support/keychain.ts';
import { type OpenWindow, openWindow } from '../../support/window.ts';
import type { BenchQuery } from '../peers/query.ts';
import { serveBench, startWorker } from './browser-bench.ts';
import { keptFolder, prepareCorpus } from './corpus-files.ts';

export interface PreparedProfile {
  readonly folders: Omit<Folders, 'remove'>;
  /** Queries chosen from the same corpus. */
  readonly queries: readonly BenchQuery[];
  /** Starts the host and a window that is not on its page yet. */
  start(): Promise<{ readonly host: RunningHost; readonly window: OpenWindow; stop(): Promise<void> }>;
  close(): Promise<void>;
}

interface Kept {
  readonly port: number;
  readonly queries: readonly BenchQuery[];
}

const source = (relative: string): string => fileURLToPath(new URL(`../../../src/${relative}`, import.meta.url));

/** Changes with the code that decides what is in a cache. */
const codeKey = async (): Promise<string> => {
  const hash = createHash('sha256');
  for (const folder of ['renderer/data/bytes', 'renderer/data/cache', 'renderer/data/index', 'shared/domain'].map(
    source,
  )) {
    const entries = await readdir(folder, { withFileTypes: true, recursive: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.sort()) hash.update(await readFile(file));
  }
  hash.update(await readFile(source('shared/query/terms.ts')));
  return hash.digest('hex').slice(0, 12);
};

/** Finds or makes the installation. Ends the benchmark with a sentence where there is no keychain. */
export const prepareProfile = async (count: number): Promise<PreparedProfile> => {
  const missing = keychainUnavailable();
  if (missing !== null) {
    console.error(`No keychain: ${missing}.`);
    process.exit(2);
  }
  const root = keptFolder(`profile-${count}-${await codeKey()}`);
  const at = (name: string): string => join(root, name);
  const folders = { root, data: at('data'), exports: at('exports'), profile: at('profile') };
  const readKept = async (): Promise<Kept | null> => {
    const text = await readFile(at('kept.json'), 'utf8').catch(() => null);
    return text === null ? null : (JSON.parse(text) as Kept);
  };
  let kept = await readKept();
  if (kept === null) {
    await forgetOthers(count, root);
    await rm(root, { recursive: true, force: true });
    for (const folder of [folders.data, folders.exports, folders.profile, at('keychain')])
      await mkdir(folder, { recursive: true, mode: 0o700 });
  }
  const keychain = await startKeychain(at('keychain'));
  const hostOptions = { folders: { ...folders, remove: async () => undefined }, keychain: keychain.environment };
  if (kept === null) {
    const port = await freePort();
    try {
      kept = { port, queries: await fill(count, hostOptions, port) };
      await writeFile(at('kept.json'), JSON.stringify(kept));
    } catch (error) {
      await keychain.stop();
      throw error;
    }
  }
  const { port, queries } = kept;
  return {
    folders,
    queries,
    start: async () => {
      const host = await startHost({ ...hostOptions, port, apiUrl: 'http://127.0.0.1:9' });
      const window = await openWindow({ profile: folders.profile, url: 'about:blank' });
      return {
        host,
        window,
        stop: async () => {
          await window.close();
          await host.stop();
        },
      };
    },
    close: () => keychain.stop(),
  };
};

/** Profiles of earlier code are of no use any more. */
const forgetOthers = async (count: number, root: string): Promise<void> => {
  const folder = join(root, '..');
  for (const name of await readdir(folder).catch(() => []))
    if (name.startsWith(`profile-${count}-`)) await rm(join(folder, name), { recursive: true, force: true });
};

const fill = async (
  count: number,
  options: Pick<Parameters<typeof startHost>[0], 'folders' | 'keychain'>,
  port: number,
): Promise<readonly BenchQuery[]> => {
  const corpus = await prepareCorpus(count);
  console.error(`Filling a profile with ${count.toLocaleString('en-GB')} …`);
  const api = await startFiniApi({ interactions: [] });
  const server = await serveBench(corpus);
  const host = await startHost({ ...options, port, apiUrl: api.url });
  const window = await openWindow({ profile: options.folders.profile, url: 'about:blank' });
  try {
    const { page } = window;
    const { origin, hash } = new URL(host.url);
    // A page that was not read from the network has to be allowed to load from this machine.
    await window.context.grantPermissions(['local-network-access'], { origin });
    await openOwnPage(page, origin, server.origin);
    const chooser = await startWorker(page, 'chooser', `${server.origin}/worker.js`);
    const { queries, warmUp } = await chooser.call('choose', {
      corpus: server.corpus,
      step: Math.max(1, Math.floor(corpus.files / 40)),
      oldest: corpus.oldest,
      newest: corpus.newest,
    });
    await chooser.end();
    const worker = await startWorker(page, 'fill', `${server.origin}/worker.js`);
    const seconds = await worker.call('fillWorkspace', {
      corpus: server.corpus,
      sideWorkerUrl: server.sideWorkerUrl,
      since: corpus.oldest,
      until: corpus.newest + 1,
      hostUrl: `${origin.replace('http', 'ws')}/host`,
      token: new URLSearchParams(hash.slice(1)).get('token') ?? '',
      apiKey: api.key,
    });
    await worker.end();
    console.error(`Filled in ${Math.round(seconds)} s.`);
    return [...queries, ...warmUp];
  } finally {
    await window.close();
    await host.stop();
    await server.close();
    await api.stop();
  }
};

/** A page of ours under the application's own address: IndexedDB belongs to the address. */
const openOwnPage = async (page: Page, origin: string, benchOrigin: string): Promise<void> => {
  await page.route(`${origin}/bench`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>Bench</title><script type="module" src="${benchOrigin}/page.js"></script>`,
    }),
  );
  await page.goto(`${origin}/bench`);
  await page.waitForFunction('globalThis.bench !== undefined');
};
