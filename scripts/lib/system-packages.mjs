// @ts-check
/** What the tests need of a Debian system: a browser and a keychain. Installed only where this process may. */
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, say } from './run.mjs';

/** @param {string} command */
const has = (command) =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, command)));

const isDebian = () => {
  try {
    return /^ID(?:_LIKE)?=.*debian/mu.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
};

const hasLibsecret = () =>
  ['/usr/lib', '/usr/lib64', '/lib'].some((folder) =>
    ['', 'x86_64-linux-gnu', 'aarch64-linux-gnu', 'arm-linux-gnueabihf'].some((part) =>
      existsSync(join(folder, part, 'libsecret-1.so.0')),
    ),
  );

/** @returns {string[]} the Debian packages that are missing */
export const missingPackages = () => {
  const missing = [];
  const browsers = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser', 'microsoft-edge'];
  if (!process.env['FINI_REVIEWER_BROWSER'] && !browsers.some(has)) missing.push('chromium');
  if (!has('dbus-daemon')) missing.push('dbus');
  if (!has('gnome-keyring-daemon')) missing.push('gnome-keyring');
  if (!hasLibsecret()) missing.push('libsecret-1-0');
  return missing;
};

/** Installs what is missing, or says what will be left out for want of it. */
export const ensureSystemPackages = async () => {
  if (process.platform !== 'linux') return;
  const missing = missingPackages();
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0 || !isDebian() || !has('apt-get')) {
    say(`Not installed, and not to be installed from here: ${missing.join(', ')}. What needs them is skipped.`);
    return;
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  say(`Installing ${missing.join(', ')} …`);
  await run('apt-get', ['update', '-qq'], { output: 'stderr', env });
  const code = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
    output: 'stderr',
    env,
  });
  if (code !== 0) say(`apt-get could not install ${missing.join(', ')}. What needs them is skipped.`);
};
