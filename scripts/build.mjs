// @ts-check
/** Builds host, preload and page into out/, and checks what the windows would refuse without a word. */
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

/**
 * The content security policy runs nothing and styles nothing that stands in the page itself.
 *
 * @returns {string | null} what is wrong with it
 */
const pageFault = () => {
  const html = readFileSync(join(root, 'out', 'renderer', 'index.html'), 'utf8');
  if (/<script(?![^>]*\ssrc=)/iu.test(html)) return 'it has an inline script';
  if (/<style\b|\sstyle=/iu.test(html)) return 'it has inline styles';
  if (/\s(?:src|href)="(?:data|https?):/iu.test(html)) return 'it asks for something from elsewhere';
  return null;
};

/**
 * @param {string} path
 * @param {string | null} fault
 */
const refuse = (path, fault) => {
  if (fault === null) return;
  say(`${path} could not be used: ${fault}.`);
  process.exit(1);
};

await ensureInstalled();
markUnbuilt();
const code = await runPackageScript('electron-vite/bin/electron-vite.js', ['build']);
if (code !== 0) process.exit(code);
refuse('out/preload/index.cjs', preloadFault());
refuse('out/renderer/index.html', pageFault());
markBuilt();
