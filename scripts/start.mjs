// @ts-check
/**
 * `npm start`: installs and builds what is stale, then opens the application in Electron, or else in an installed
 * browser through the web shell. Flags: --web, --no-open, --port N, --data-dir DIR, --exports-dir DIR.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { electronBinary, fetchElectron } from './lib/electron-binary.mjs';
import { ensureBuilt, ensureInstalled } from './lib/fresh.mjs';
import { endWithNpm, root, say } from './lib/run.mjs';

/** An Electron that ends with a fault this soon, in milliseconds, could not start at all. */
const TOO_SOON = 5_000;
const SECOND_INSTANCE = 3;

const flags = process.argv.slice(2);
const isRoot = process.getuid?.() === 0;

const hasDisplay =
  process.platform === 'darwin' ||
  process.platform === 'win32' ||
  !!process.env['DISPLAY'] ||
  !!process.env['WAYLAND_DISPLAY'];

/** These make sense for the web shell alone. */
const asksForWeb = flags.some((flag) => flag === '--web' || flag === '--no-open' || /^--port(?:=|$)/u.test(flag));

const startWeb = async () => {
  const entry = join(root, 'out', 'main', 'web.js');
  process.argv = [process.execPath, entry, ...flags.filter((flag) => flag !== '--web')];
  await import(pathToFileURL(entry).href);
};

/**
 * @param {string} binary
 * @returns {Promise<boolean>} whether it came up; false when it ended at once with a fault
 */
const startElectron = (binary) =>
  new Promise((resolve) => {
    if (isRoot) say('Running as root, so Electron runs without its sandbox.');
    const startedAt = Date.now();
    const child = spawn(binary, [...(isRoot ? ['--no-sandbox'] : []), root, ...flags], { stdio: 'inherit' });
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
    child.once('error', () => resolve(false));
    child.once('exit', (code) => {
      if (code !== 0 && code !== SECOND_INSTANCE && Date.now() - startedAt < TOO_SOON) return resolve(false);
      process.exitCode = code ?? 1;
      resolve(true);
    });
  });

const start = async () => {
  await ensureInstalled();
  await ensureBuilt();
  if (asksForWeb || !hasDisplay) return startWeb();
  let binary = electronBinary();
  if (binary === null) {
    say('Fetching Electron …');
    binary = await fetchElectron();
  }
  if (binary === null) {
    say('Electron’s program could not be fetched, so the application opens in an installed browser.');
    return startWeb();
  }
  if (await startElectron(binary)) return;
  say('Electron could not start here, so the application opens in an installed browser.');
  return startWeb();
};

endWithNpm();
await start();
