/** Opens the application's window: an installed Chromium with a profile of its own, as the reviewer's would be. */
import { type BrowserContext, chromium, type Page } from 'playwright';
import { browserArguments, findBrowser } from './browser.ts';

export interface OpenWindow {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors the page wrote to its console or threw, in order. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

export interface WindowOptions {
  readonly profile: string;
  readonly url: string;
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
  /** The reviewer asks for less motion: what comes and goes does so at once. Default: no. */
  readonly reducedMotion?: boolean;
}

/** Starts the browser on the application's address. The profile outlives the window, as it does for a reviewer. */
export const openWindow = async (options: WindowOptions): Promise<OpenWindow> => {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error('There is no Chromium, Chrome or Edge to test with.');
  const context = await chromium.launchPersistentContext(options.profile, {
    executablePath,
    args: [...browserArguments()],
    headless: true,
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    colorScheme: options.theme ?? 'light',
    reducedMotion: options.reducedMotion === true ? 'reduce' : 'no-preference',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(options.url);
  return { context, page, errors, close: () => context.close() };
};
