/** The real Electron, wherever its program is installed. */
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { expect, test } from 'playwright/test';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Path of Electron's program, or null. Asking the package itself would try to download it. */
const electronProgram = (): string | null => {
  const folder = join(root, 'node_modules', 'electron');
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist');
  try {
    const program = join(dist, readFileSync(join(folder, 'path.txt'), 'utf8'));
    return existsSync(program) ? program : null;
  } catch {
    return null;
  }
};

const hasDisplay = (): boolean =>
  process.platform !== 'linux' || !!process.env['DISPLAY'] || !!process.env['WAYLAND_DISPLAY'];

const program = electronProgram();
const reason =
  program === null
    ? 'ELECTRON’S PROGRAM IS NOT INSTALLED: its shell is not proven here'
    : 'THERE IS NO DISPLAY for Electron';

test.describe('the application in Electron', () => {
  test.skip(program === null || !hasDisplay(), reason);

  let application: ElectronApplication;
  let page: Page;
  let data: string;

  test.beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'fini-electron-'));
    application = await _electron.launch({
      executablePath: program ?? '',
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root, '--data-dir', data],
    });
    page = await application.firstWindow();
    await page.waitForLoadState('load');
  });

  test.afterAll(async () => {
    await application?.close();
    await rm(data, { recursive: true, force: true, maxRetries: 10 });
  });

  test('opens one window on its own page, connected to its host', async () => {
    expect(application.windows()).toHaveLength(1);
    expect(page.url()).toMatch(/^app:\/\/fini-reviewer\//u);
    await expect(page.getByRole('heading').first()).toBeVisible();
    await expect(page.getByRole('button', { name: /sample/iu })).toBeEnabled();
  });

  test('gives the page nothing of Node or Electron', async () => {
    const found = await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', 'electron', '__dirname'].filter((name) => name in window),
    );
    expect(found).toEqual([]);
  });

  test('holds the page to its policy', async () => {
    const policy = await page.evaluate(async () => (await fetch('/')).headers.get('Content-Security-Policy'));
    expect(policy).toContain("default-src 'none'");
    const refused = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
            once: true,
          });
          document.head.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }));
        }),
    );
    expect(refused).toMatch(/^script-src/u);
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  });

  test('serves nothing outside the page’s folder', async () => {
    const answers = await page.evaluate(async () => {
      const paths = ['/../main/index.js', '/..%2fmain%2findex.js', '/%2e%2e/main/index.js', '/missing'];
      return Promise.all(paths.map(async (path) => (await fetch(path)).status));
    });
    expect(answers).toEqual([404, 404, 404, 404]);
  });

  test('opens no window and follows no link', async () => {
    const opened = await page.evaluate(() => window.open('https://example.com/') === null);
    expect(opened).toBe(true);
    await page.evaluate(() => {
      window.location.href = 'https://example.com/';
    });
    await page.waitForTimeout(500);
    expect(application.windows()).toHaveLength(1);
    expect(page.url()).toMatch(/^app:\/\/fini-reviewer\//u);
  });

  test('grants no permission', async () => {
    const states = await page.evaluate(() =>
      Promise.all(
        (['geolocation', 'notifications', 'camera'] as PermissionName[]).map(
          async (name) => (await navigator.permissions.query({ name })).state,
        ),
      ),
    );
    expect(states).toEqual(['denied', 'denied', 'denied']);
  });
});
