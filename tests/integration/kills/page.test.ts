import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright';
import { describe, expect, it, onTestFinished } from 'vitest';
import { enter, KILLS, killAgainAndAgain, killsUnavailable, type Stage, setStage } from './suite.ts';

const missing = killsUnavailable();
if (missing !== null) console.warn(`SKIPPED: no kill of the page is tested, because ${missing}.`);

/** SIGKILL for the process that draws the page and runs its worker: of the browser's renderers, the one that worked most. */
const killRenderer = async ({ context, page }: Stage): Promise<void> => {
  const browser = context.browser();
  if (!browser) throw new Error('The browser cannot be asked for its processes.');
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer').sort((a, b) => b.cpuTime - a.cpuTime);
  const crashed = page.waitForEvent('crash').then(() => true);
  for (const { id } of renderers) {
    process.kill(id, 'SIGKILL');
    if (await Promise.race([crashed, sleep(2000, false)])) return;
  }
  throw new Error('No process was the page’s.');
};

/** The browser keeps a process ready for the next page; killed with the others, it may be given away once more. */
const newPage = async (context: BrowserContext): Promise<Page> => {
  for (let tries = 1; ; tries += 1) {
    try {
      const page = await context.newPage();
      await page.goto('about:blank');
      return page;
    } catch (error) {
      if (tries === 5) throw error;
      await sleep(50);
    }
  }
};

describe.skipIf(missing !== null)('a page that is killed while it syncs', () => {
  it(`goes on after each of ${KILLS} kills, asks for no stored page again, and has everything in the end`, async () => {
    const stage = await setStage();
    onTestFinished(() => stage.close());
    const kill = async (): Promise<void> => {
      await killRenderer(stage);
      const dead = stage.page;
      stage.page = await newPage(stage.context);
      await dead.close();
      stage.desk = await enter(stage.page, stage.machine);
    };
    expect(await killAgainAndAgain(stage, kill, 12)).toBeGreaterThan(1);
  }, 600_000);
});
