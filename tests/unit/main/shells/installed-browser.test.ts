import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  browserCandidates,
  browserWindow,
  findBrowser,
  hasDisplay,
} from '../../../../src/main/shells/installed-browser.ts';

describe('finding a browser', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fini-browser-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('takes the first that may be run', async () => {
    await writeFile(join(folder, 'chromium'), '');
    await writeFile(join(folder, 'google-chrome'), '#!/bin/sh\n');
    await chmod(join(folder, 'google-chrome'), 0o755);
    const surroundings = {
      platform: 'linux',
      home: folder,
      environment: { PATH: `/nowhere${delimiter}${folder}` },
    } as const;
    expect(findBrowser(surroundings)).toBe(join(folder, 'google-chrome'));
  });

  it('answers null where there is none', () => {
    expect(findBrowser({ platform: 'linux', home: folder, environment: { PATH: folder } })).toBeNull();
  });

  it('prefers the one that is named', () => {
    const environment = { PATH: '/usr/bin', FINI_REVIEWER_BROWSER: '/opt/mine' };
    expect(browserCandidates({ platform: 'linux', home: folder, environment })[0]).toBe('/opt/mine');
  });

  it('knows where Windows and macOS keep theirs', () => {
    const windows = browserCandidates({ platform: 'win32', home: folder, environment: { PROGRAMFILES: 'C:\\P' } });
    expect(windows.some((path) => path.includes('chrome.exe'))).toBe(true);
    expect(windows.some((path) => path.includes('msedge.exe'))).toBe(true);
    const mac = browserCandidates({ platform: 'darwin', home: folder, environment: {} });
    expect(mac).toContain(join('/Applications', 'Google Chrome.app/Contents/MacOS/Google Chrome'));
  });
});

describe('the browser’s window', () => {
  const start = (isRoot: boolean) =>
    browserWindow('/usr/bin/chromium', 'file:///data/open.html', '/data/browser', { platform: 'linux', isRoot });

  it('is the application’s own, with a profile of its own', () => {
    expect(start(false).arguments).toEqual(
      expect.arrayContaining(['--app=file:///data/open.html', '--user-data-dir=/data/browser', '--no-first-run']),
    );
  });

  it('keeps the sandbox unless the user is root', () => {
    expect(start(false).arguments).not.toContain('--no-sandbox');
    expect(start(true).arguments).toContain('--no-sandbox');
  });
});

describe('a display', () => {
  it.each([
    ['linux', {}, false],
    ['linux', { DISPLAY: '' }, false],
    ['linux', { DISPLAY: ':0' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['darwin', {}, true],
    ['win32', {}, true],
  ] as const)('on %s with %j: %s', (platform, environment, expected) => {
    expect(hasDisplay({ platform, home: '/', environment })).toBe(expected);
  });
});
