// @ts-check
/** Whether what is installed and built is what the sources ask for. Compared by content: a checkout changes every time stamp. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, runNpm, say } from './run.mjs';

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean, link?: boolean }>}
 */
const packagesOf = (path) => JSON.parse(readFileSync(path, 'utf8')).packages ?? {};

/** @returns {boolean} whether every package of the lock file is installed in the version it names */
export const isInstalled = () => {
  try {
    const wanted = packagesOf(join(root, 'package-lock.json'));
    const present = packagesOf(join(root, 'node_modules', '.package-lock.json'));
    return Object.entries(wanted).every(
      ([path, entry]) => path === '' || entry.optional || entry.devOptional || present[path]?.version === entry.version,
    );
  } catch {
    return false;
  }
};

/** Installs the packages when they are missing or other than the lock file says. Ends the process when it cannot. */
export const ensureInstalled = async () => {
  if (isInstalled()) return;
  say('Installing packages (npm ci) …');
  const code = await runNpm(['ci', '--no-audit', '--no-fund'], { output: 'stderr' });
  if (code === 0) return;
  say('The packages could not be installed. Check the network or the npm registry and start again.');
  process.exit(1);
};

const stamp = join(root, 'out', 'sources.sha256');

/** @returns {string} a hash over everything a build is made from */
const hashOfSources = () => {
  const hash = createHash('sha256');
  /** @param {string} path */
  const add = (path) => {
    hash.update(`${path}\0`);
    hash.update(readFileSync(join(root, path)));
    hash.update('\0');
  };
  /** @param {string} folder */
  const visit = (folder) => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile()) add(path);
    }
  };
  for (const path of ['package.json', 'package-lock.json', 'electron.vite.config.ts', 'tsconfig.base.json']) add(path);
  visit('src');
  return hash.digest('hex');
};

/** @returns {boolean} */
export const isBuilt = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOfSources();

/** Forgets the build, so that one broken off in the middle is not taken for a good one. */
export const markUnbuilt = () => rmSync(stamp, { force: true });

export const markBuilt = () => writeFileSync(stamp, hashOfSources());

/** Builds when the sources have changed. Ends the process when it cannot. */
export const ensureBuilt = async () => {
  if (isBuilt()) return;
  say('Building …');
  const code = await run(process.execPath, [join(root, 'scripts', 'build.mjs')], { output: 'stderr' });
  if (code === 0) return;
  say('The application could not be built; the reason is above.');
  process.exit(1);
};
