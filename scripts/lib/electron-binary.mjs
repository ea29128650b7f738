// @ts-check
/** Electron's program, which npm does not bring: it is fetched when it is first needed, where that is possible. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runPackageScript } from './run.mjs';

/** Milliseconds the download may take once its server has answered. */
const DOWNLOAD = 300_000;
/** Milliseconds it may take without the server: enough to unpack a copy kept from before. */
const WITHOUT_NETWORK = 20_000;

/** @returns {string | null} path of the program, or null when it is not there */
export const electronBinary = () => {
  const folder = join(root, 'node_modules', 'electron');
  try {
    const path = join(
      process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'),
      readFileSync(join(folder, 'path.txt'), 'utf8'),
    );
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
};

/** Fetches the program, quietly and within a bounded time. @returns {Promise<string | null>} */
export const fetchElectron = async () => {
  const timeout = (await answers()) ? DOWNLOAD : WITHOUT_NETWORK;
  await runPackageScript('electron/install.js', [], { output: 'ignore', timeout });
  return electronBinary();
};

const answers = async () => {
  const mirror =
    process.env['ELECTRON_MIRROR'] ??
    process.env['npm_config_electron_mirror'] ??
    'https://github.com/electron/electron/';
  try {
    await fetch(mirror, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(5_000) });
    return true;
  } catch {
    return false;
  }
};
