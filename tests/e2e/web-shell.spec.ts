/** The web shell in a real browser: what the page may do, and what other pages may not. */
import { createServer } from 'node:http';
import { expect, test } from 'playwright/test';
import { type Folders, freePort, makeFolders, type RunningHost, startHost } from '../support/application.ts';
import { type OpenWindow, openWindow } from '../support/window.ts';

let folders: Folders;
let host: RunningHost;
let window: OpenWindow;

test.beforeAll(async () => {
  folders = await makeFolders();
  host = await startHost({ folders, apiUrl: 'http://127.0.0.1:9', port: await freePort(), keychain: null });
  window = await openWindow({ profile: folders.profile, url: host.url });
});
test.afterAll(async () => {
  await window?.close();
  await host?.stop();
  await folders?.remove();
});

test('the page connects, and its token leaves the address bar', async () => {
  await expect(window.page.getByRole('heading').first()).toBeVisible();
  expect(host.url).toContain('#token=');
  expect(window.page.url()).toBe(host.url.replace(/#.*$/u, ''));
  expect(await window.page.evaluate(() => document.referrer + JSON.stringify(history.state))).not.toContain('token');
});

test('the page and its worker may share memory, since nothing of another origin is let in', async () => {
  expect(await window.page.evaluate(() => crossOriginIsolated)).toBe(true);
});

test('the page breaks none of its own policy', async () => {
  expect(window.errors).toEqual([]);
});

test('the policy stops inline scripts, eval, frames and requests to elsewhere', async () => {
  const stopped = await window.page.evaluate(async () => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
    document.head.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }));
    document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://example.com/' }));
    document.body.append(Object.assign(new Image(), { src: 'https://example.com/pixel.png' }));
    await fetch('https://example.com/').catch(() => undefined);
    // Text as a timer's code is evaluated outside this call, which the test's own tooling would let through.
    Reflect.apply(setTimeout, globalThis, ['globalThis.evaluated = true', 0]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { violations, ran: 'ran' in globalThis, evaluated: 'evaluated' in globalThis };
  });
  expect(stopped.ran).toBe(false);
  expect(stopped.evaluated).toBe(false);
  for (const directive of ['script-src-elem', 'frame-src', 'img-src', 'connect-src']) {
    expect(stopped.violations).toContain(directive);
  }
});

test('a page of another origin reaches neither the files nor the host, even with the token', async () => {
  const hostile = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end('<!doctype html><title>Hostile</title>');
  });
  await new Promise<void>((resolve) => hostile.listen(0, '127.0.0.1', resolve));
  const address = hostile.address();
  const page = await window.context.newPage();
  await page.goto(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`);
  const outcome = await page.evaluate(async (url) => {
    const target = new URL(url);
    const token = target.hash.replace('#token=', '');
    const opened = await new Promise<boolean>((resolve) => {
      const socket = new WebSocket(`ws://${target.host}/host`, ['fini-reviewer', `token.${token}`]);
      socket.onopen = () => resolve(true);
      socket.onerror = () => resolve(false);
    });
    const read = await fetch(target.origin).then(
      () => true,
      () => false,
    );
    const framed = await new Promise<boolean>((resolve) => {
      const image = new Image();
      image.onload = () => resolve(true);
      image.onerror = () => resolve(false);
      image.src = `${target.origin}/icon.svg`;
    });
    return { opened, read, framed };
  }, host.url);
  expect(outcome).toEqual({ opened: false, read: false, framed: false });
  await page.close();
  hostile.close();
});

test('a newer connection takes the place of the older, and says so', async () => {
  const outcome = await window.page.evaluate(async (url) => {
    const { host: authority, hash } = new URL(url);
    const dial = (): Promise<WebSocket> =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(`ws://${authority}/host`, ['fini-reviewer', hash.replace('#token=', 'token.')]);
        socket.onopen = () => resolve(socket);
        socket.onerror = () => reject(new Error('The host refused its own page.'));
      });
    const first = await dial();
    const closed = new Promise<string>((resolve) => {
      first.onclose = ({ code, reason }) => resolve(`${code} ${reason}`);
    });
    const second = await dial();
    return { first: await closed, secondIsOpen: second.readyState === WebSocket.OPEN };
  }, host.url);
  expect(outcome).toEqual({ first: '4001 replaced', secondIsOpen: true });
});
