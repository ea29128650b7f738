/**
 * A Chromium page with workers to measure in: the browser code of tests/bench/peers, built by vite like the application
 * (same target, minified), served with the corpus from an address that is isolated from other origins, so that clocks
 * are precise (5 µs) and memory can be measured.
 */
import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { build } from 'vite';
import { openWindow } from '../../support/window.ts';
import type { CorpusSource } from '../peers/engine.ts';
import type { WorkerMethods } from '../peers/worker.ts';
import { type CorpusFiles, corpusFile } from './corpus-files.ts';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** One worker in the page. */
export interface BenchWorker {
  call<Name extends keyof WorkerMethods>(
    method: Name,
    input: Parameters<WorkerMethods[Name]>[0],
  ): Promise<Awaited<ReturnType<WorkerMethods[Name]>>>;
  end(): Promise<void>;
}

export interface BenchServer {
  readonly origin: string;
  readonly corpus: CorpusSource;
  readonly sideWorkerUrl: string;
  close(): Promise<void>;
}

export interface BrowserBench extends BenchServer {
  readonly page: Page;
  /** The browser's profile, for what is on its disk. */
  readonly profile: string;
  start(name: string): Promise<BenchWorker>;
  /** Ends the browser, so that all it wrote is on the disk. */
  closeBrowser(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', wasm: 'application/wasm', html: 'text/html' };

/** Builds the browser code in memory. */
const bundle = async (): Promise<ReadonlyMap<string, string | Uint8Array>> => {
  const outputs = await build({
    root: path('../../..'),
    base: './',
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: {
      write: false,
      target: 'chrome140',
      minify: true,
      assetsInlineLimit: 0,
      modulePreload: false,
      rollupOptions: {
        input: {
          page: path('../peers/page.ts'),
          worker: path('../peers/worker.ts'),
          side: path('../../../src/renderer/data/cache/side-worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[hash].js' },
      },
    },
  });
  const files = new Map<string, string | Uint8Array>();
  for (const { output } of [outputs].flat() as {
    output: { fileName: string; code?: string; source?: string | Uint8Array }[];
  }[])
    for (const file of output) files.set(`/${file.fileName}`, file.code ?? file.source ?? '');
  // SQLite looks for it beside the script, whatever the bundler calls it.
  const sqlite = createRequire(import.meta.url).resolve('@sqlite.org/sqlite-wasm/sqlite3.wasm');
  files.set('/sqlite3.wasm', await readFile(sqlite));
  files.set('/', '<!doctype html><title>Benchmark</title><script type="module" src="/page.js"></script>');
  return files;
};

/** Serves the browser code and the corpus, to its own page and to others. */
export const serveBench = async (corpus: CorpusFiles): Promise<BenchServer> => {
  const files = await bundle();
  const server = createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    answer(new URL(request.url ?? '/', 'http://127.0.0.1').pathname, corpus, files, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no address.');
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    origin,
    corpus: { url: `${origin}/corpus`, files: corpus.files },
    sideWorkerUrl: `${origin}/side.js`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const answer = (
  wanted: string,
  corpus: CorpusFiles,
  files: ReadonlyMap<string, string | Uint8Array>,
  response: ServerResponse,
): void => {
  const index = /^\/corpus\/(\d+)$/u.exec(wanted)?.[1];
  if (index !== undefined && existsSync(corpusFile(corpus.folder, Number(index)))) {
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Encoding': 'gzip',
      'Cache-Control': 'no-store',
    });
    createReadStream(corpusFile(corpus.folder, Number(index))).pipe(response);
    return;
  }
  const file = files.get(wanted);
  const type = TYPES[wanted === '/' ? 'html' : (wanted.split('.').at(-1) ?? '')] ?? 'application/octet-stream';
  response.writeHead(file === undefined ? 404 : 200, { 'Content-Type': type });
  response.end(file);
};

/** Asks a worker in a page that has the page script. */
export const startWorker = async (page: Page, name: string, url: string): Promise<BenchWorker> => {
  // As text: the loader that runs this file would put a helper of its own into a function.
  const ask = (expression: string): Promise<unknown> => page.evaluate(expression);
  await ask(`bench.start(${JSON.stringify(name)}, ${JSON.stringify(url)})`);
  return {
    call: async (method, input) =>
      (await ask(`bench.call(${JSON.stringify(name)}, ${JSON.stringify(method)}, ${source(input)})`)) as never,
    end: async () => {
      await ask(`bench.end(${JSON.stringify(name)})`);
    },
  };
};

/** JSON knows no infinity, which stands for an open end of a time. */
const source = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, inner: unknown) =>
    inner === Number.POSITIVE_INFINITY ? '+∞' : inner === Number.NEGATIVE_INFINITY ? '-∞' : inner,
  )
    .replaceAll('"+∞"', 'Infinity')
    .replaceAll('"-∞"', '-Infinity');

/** Opens the page in a fresh profile. */
export const openBrowserBench = async (corpus: CorpusFiles): Promise<BrowserBench> => {
  const server = await serveBench(corpus);
  const profile = await mkdtemp(join(tmpdir(), 'fini-reviewer-bench-'));
  const window = await openWindow({ profile, url: server.origin });
  await window.page.waitForFunction('globalThis.bench !== undefined');
  return {
    ...server,
    page: window.page,
    profile,
    start: (name) => startWorker(window.page, name, `${server.origin}/worker.js`),
    closeBrowser: () => window.close(),
    close: async () => {
      await window.close();
      await server.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};
