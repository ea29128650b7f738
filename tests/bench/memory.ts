/**
 * Memory of the window (page, data worker and its side worker are one renderer process) with N interactions cached,
 * after a start without the network and after a hundred queries typed into the search box.
 *
 * Measured as the browser's own task manager does on Linux: the private footprint of the process, which is what is not
 * backed by files (RssAnon) plus what was swapped out (VmSwap). So the collector's slack and the browser's own heaps
 * count as well.
 *
 * - `mb`: the greater of the two, nothing collected by force. `held_mb`: after the queries, once the browser was told that
 *   memory is short, so that every thread has collected: what is really held
 * - `mb_per_100k`: what a further 100,000 cost of what is held, between N/5 and N
 */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { reviewerIn } from '../support/reviewer.ts';
import { firstList, forgetQuery } from './support/first-list.ts';
import { type PreparedProfile, prepareProfile } from './support/prepared-profile.ts';
import { readFlags, report, round } from './support/report.ts';

if (process.platform !== 'linux') {
  console.error('Memory is read from /proc, which only Linux has.');
  process.exit(2);
}

const QUERIES = 100;
/** Until loading and a first collection are over, in ms. */
const REST = 8000;

const flags = readFlags(process.argv.slice(2));
const n = flags.n ?? 100_000;
const fewer = Math.max(1, Math.round(n / 5));

const small = await measured(fewer);
const whole = await measured(n);
const growth = ((whole.held - small.held) / (n - fewer)) * 100_000;

report(
  {
    name: 'memory',
    n,
    ours: {
      mb: round(Math.max(whole.afterStartup, whole.afterQueries)),
      mb_per_100k: round(growth),
      after_startup_mb: round(whole.afterStartup),
      after_queries_mb: round(whole.afterQueries),
      held_mb: round(whole.held),
    },
    peers: {},
    ratios: {},
    notes: [
      'private footprint of the renderer process (RssAnon + VmSwap): page, data worker and its side worker together',
      `with ${fewer} cached: ${round(small.afterStartup)} MB after startup, ${round(small.afterQueries)} MB after ${QUERIES} queries, ${round(small.held)} MB held`,
    ],
  },
  flags,
);

async function measured(
  count: number,
): Promise<{ readonly afterStartup: number; readonly afterQueries: number; readonly held: number }> {
  const profile = await prepareProfile(count);
  try {
    const { host, window, stop } = await profile.start();
    try {
      await firstList(window.page, host.url);
      await window.page.waitForTimeout(REST);
      const afterStartup = await footprint(window.page);
      await askAll(window.page, profile);
      await window.page.waitForTimeout(REST);
      const afterQueries = await footprint(window.page);
      await forgetQuery(window.page);
      await collect(window.page);
      return { afterStartup, afterQueries, held: await footprint(window.page) };
    } finally {
      await stop();
    }
  } finally {
    await profile.close();
  }
}

async function askAll(page: Page, { queries }: PreparedProfile): Promise<void> {
  const { searchBox: box } = reviewerIn(page);
  for (const { text } of queries.slice(0, QUERIES)) {
    await box.fill(text);
    await page.waitForTimeout(150);
  }
}

/** Tells the browser that memory is short, twice: what the first collection frees may free more. */
async function collect(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  for (let time = 0; time < 2; time += 1) {
    await session.send('Memory.simulatePressureNotification', { level: 'critical' });
    await page.waitForTimeout(2000);
  }
  await session.detach();
}

/** Megabytes of the renderer process that holds the most: the others are the browser's spare ones. */
async function footprint(page: Page): Promise<number> {
  const browser = page.context().browser();
  const session = browser ? await browser.newBrowserCDPSession() : await page.context().newCDPSession(page);
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const sizes = await Promise.all(
    processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => privateMegabytes(id)),
  );
  await session.detach();
  return Math.max(...sizes);
}

async function privateMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'mu').exec(status)?.[1] ?? 0);
  return ((kilobytes('RssAnon') + kilobytes('VmSwap')) * 1024) / 1e6;
}
