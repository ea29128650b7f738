/** The installed browser that end-to-end tests drive: FINI_REVIEWER_BROWSER, or Chromium, Chrome or Edge. */
import { homedir } from 'node:os';
import { findBrowser as findInstalled } from '../../src/main/shells/installed-browser.ts';

/** Path of the browser's program, or null where there is none. */
export const findBrowser = (): string | null =>
  findInstalled({ platform: process.platform, home: homedir(), environment: process.env });

/** What a browser under test is started with: nothing that talks to its maker, and what a machine without a screen needs. */
export const browserArguments = (): readonly string[] => [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Chromium refuses to start as root with its sandbox, and a runner's kernel may forbid it to others.
  ...(process.platform === 'linux' ? ['--no-sandbox'] : []),
];
