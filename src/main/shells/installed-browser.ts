/** An installed Chromium, Chrome or Edge, and how it is started as the application's window. */
import { accessSync, constants, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Surroundings, variable } from './folders.ts';
import type { Program } from './run-program.ts';

/** Names a browser to use before any other. */
export const BROWSER_VARIABLE = 'FINI_REVIEWER_BROWSER';

const LINUX_NAMES = [
  'chromium',
  'google-chrome',
  'google-chrome-stable',
  'chromium-browser',
  'microsoft-edge',
  'microsoft-edge-stable',
];
const MAC_PATHS = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'Chromium.app/Contents/MacOS/Chromium',
];
const WINDOWS_PATHS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'Chromium\\Application\\chrome.exe',
];

/** Every place a browser may be, the preferred first. */
export const browserCandidates = (surroundings: Surroundings): readonly string[] => {
  const { home, platform } = surroundings;
  const named = variable(surroundings, BROWSER_VARIABLE);
  const first = named === undefined || named === '' ? [] : [named];
  const across = (folders: readonly (string | undefined)[], names: readonly string[]): readonly string[] =>
    names.flatMap((name) => folders.filter((folder) => !!folder).map((folder) => join(folder ?? '', name)));
  switch (platform) {
    case 'darwin':
      return [...first, ...across(['/Applications', join(home, 'Applications')], MAC_PATHS)];
    case 'win32':
      return [
        ...first,
        ...across(
          [
            variable(surroundings, 'PROGRAMFILES'),
            variable(surroundings, 'PROGRAMFILES(X86)'),
            variable(surroundings, 'LOCALAPPDATA'),
          ],
          WINDOWS_PATHS,
        ),
      ];
    default:
      return [...first, ...across((variable(surroundings, 'PATH') ?? '/usr/bin').split(delimiter), LINUX_NAMES)];
  }
};

/** The first browser that is there and may be run, or null. */
export const findBrowser = (surroundings: Surroundings): string | null => {
  for (const candidate of browserCandidates(surroundings)) {
    try {
      accessSync(candidate, constants.X_OK);
      // A snap cannot write to a profile inside a hidden folder.
      if (!realpathSync(candidate).startsWith('/snap/') && !candidate.startsWith('/snap/')) return candidate;
    } catch {
      // Not there; the next one may be.
    }
  }
  return null;
};

/**
 * How a browser is started as a window of its own.
 *
 * @param profile folder of the profile, used by nothing else
 */
export const browserWindow = (
  browser: string,
  url: string,
  profile: string,
  user: { readonly platform: NodeJS.Platform; readonly isRoot: boolean },
): Program => ({
  file: browser,
  arguments: [
    `--app=${url}`,
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-extensions',
    // The profile holds no passwords or cookies, so there is no reason to ask for the keyring.
    ...(user.platform === 'linux' ? ['--password-store=basic'] : []),
    // Chromium refuses to start as root with its sandbox.
    ...(user.isRoot ? ['--no-sandbox'] : []),
  ],
});

/** Whether a window could be shown at all. */
export const hasDisplay = (surroundings: Surroundings): boolean =>
  surroundings.platform === 'darwin' || surroundings.platform === 'win32'
    ? true
    : !!variable(surroundings, 'DISPLAY') || !!variable(surroundings, 'WAYLAND_DISPLAY');
