/** Builds the real host and data worker from the sources, with a page that has no user interface. */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface BareApp {
  /** What Node runs to start the web shell. */
  readonly entry: string;
  /** Folder of the built page. */
  readonly page: string;
  remove(): Promise<void>;
}

const COMMON: InlineConfig = { configFile: false, logLevel: 'error', root };

/**
 * Builds into a folder below the repository, where the packages are found.
 *
 * @param withHost whether the host's program is wanted too
 */
export const buildBareApp = async (withHost: boolean): Promise<BareApp> => {
  const parent = join(root, '.cache');
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, 'bare-'));
  const page = join(folder, 'out', 'renderer');
  await build({
    ...COMMON,
    root: here,
    base: './',
    worker: { format: 'es' },
    build: { outDir: page, target: 'chrome140', minify: false, assetsInlineLimit: 0, modulePreload: false },
  });
  const main = join(folder, 'out', 'main');
  if (withHost) {
    await build({
      ...COMMON,
      build: {
        outDir: main,
        ssr: join(root, 'src', 'main', 'web.ts'),
        target: 'node20',
        rollupOptions: { output: { entryFileNames: 'web.js', format: 'es' } },
      },
    });
    await cp(join(root, 'package.json'), join(folder, 'package.json'));
  } else await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  return {
    entry: join(main, 'web.js'),
    page,
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
};
