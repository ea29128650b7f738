// @ts-check
/** Builds host, preload and page into out/, and checks that the preload is what a sandboxed window can load. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { ensureInstalled, markBuilt, markUnbuilt } from './lib/fresh.mjs';
import { root, runPackageScript, say } from './lib/run.mjs';

/**
 * A sandboxed preload is run as one CommonJS file that can require nothing but Electron.
 *
 * @returns {string | null} what is wrong with it
 */
const preloadFault = () => {
  const path = join(root, 'out', 'preload', 'index.cjs');
  try {
    const text = readFileSync(path, 'utf8');
    // Parsing as a function body fails on import and export.
    compileFunction(text, ['require', 'module', 'exports'], { filename: path });
    const required = [...text.matchAll(/\brequire\(\s*["'`]([^"'`]+)["'`]\s*\)/gu)].map((match) => match[1]);
    const others = required.filter((name) => name !== 'electron');
    return others.length === 0 ? null : `it requires ${others.join(', ')}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

await ensureInstalled();
markUnbuilt();
const code = await runPackageScript('electron-vite/bin/electron-vite.js', ['build']);
if (code !== 0) process.exit(code);
const fault = preloadFault();
if (fault !== null) {
  say(`out/preload/index.cjs cannot be loaded by a sandboxed window: ${fault}.`);
  process.exit(1);
}
markBuilt();
