/** Runs that are cut off and go on, and the report that each leaves behind. */
import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from 'playwright/test';
import { keychainUnavailable } from '../support/keychain.ts';
import type { ReviewerInWindow } from '../support/reviewer.ts';
import { connectAndFetch, details, makeWorkplace, type Workplace } from '../support/workplace.ts';

const COUNT = 1500;

let place: Workplace;
let page: Page;
let reviewer: ReviewerInWindow;

const opened = async (latencyMs: number): Promise<void> => {
  place = await makeWorkplace({ count: COUNT, latencyMs });
  ({ page, reviewer } = await place.open());
};

test.beforeEach(() => {
  test.skip(keychainUnavailable() !== null, `No keychain: ${keychainUnavailable()}`);
});
test.afterEach(async () => {
  await place?.remove();
});

test('the report of a run is listed, opened and saved, without a word of any conversation', async () => {
  await opened(0);
  await connectAndFetch(reviewer, place.api.key);
  await reviewer.openFetching();
  await page.getByRole('button', { name: 'Past runs and reports…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Past runs' });
  const report = dialog.getByRole('region', { name: 'Report of the run' });
  await expect(report.getByRole('heading', { name: 'Complete' })).toBeVisible();
  await expect(report.getByRole('region', { name: 'Brought' })).toContainText('New1,500');
  await expect(report.getByRole('region', { name: 'Windows' }).getByRole('listitem').first()).toContainText('Complete');
  await report.getByRole('button', { name: 'Save report' }).click();
  const told = report.getByRole('status');
  await expect(told).toContainText('Saved to');
  await expect(report.getByRole('button', { name: 'Show in folder' })).toBeVisible();
  const path = (await told.locator('code').textContent()) ?? '';
  const saved = await readFile(path, 'utf8');
  expect(JSON.parse(saved)).toMatchObject({ state: 'complete', rows: expect.any(Number), added: COUNT });
  const words = [...place.api.lines()]
    .slice(0, 50)
    .flatMap((line) => (JSON.parse(line) as { events: { message: string | null }[] }).events)
    .flatMap(({ message }) => (message !== null && message.length > 20 ? [message.slice(0, 20)] : []));
  expect(words.length).toBeGreaterThan(50);
  expect(words.filter((word) => saved.includes(word))).toEqual([]);
  expect(saved).not.toContain(place.api.key);
});

test('a stopped run is never whole, is reported as stopped, and its rest is one press away after a restart', async () => {
  // Slow enough that pages are left when a busy machine comes to press Stop.
  await opened(1000);
  await reviewer.connect(details(place.api.key));
  await reviewer.fetchDays(90);
  await expect.poll(reviewer.count, { timeout: 30_000 }).toBeGreaterThanOrEqual(300);
  await expect(page.getByRole('contentinfo')).toContainText('not all there yet');
  await reviewer.openFetching();
  await page.getByRole('region', { name: 'This run' }).getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('heading', { name: /^Stopped at \d+%: the period is incomplete$/u })).toBeVisible();
  await expect(page.getByRole('contentinfo')).toContainText('unfinished');
  await page.getByRole('button', { name: 'Past runs and reports…' }).click();
  await expect(
    page
      .getByRole('dialog', { name: 'Past runs' })
      .getByRole('heading', { name: 'Stopped: what it asked for is not whole' }),
  ).toBeVisible();
  await page.context().close();
  await place.machine.host().stop();

  ({ page, reviewer } = await place.open());
  await expect(page.getByText('Fetching was left off.')).toBeVisible({ timeout: 30_000 });
  const kept = await reviewer.count();
  place.api.clearRequests();
  await page.getByRole('button', { name: 'Resume' }).click();
  await reviewer.untilComplete();
  await reviewer.expectCount(COUNT);
  await expect(page.getByText('Fetching was left off.')).toHaveCount(0);
  expect(place.api.requests.filter(({ path }) => path.includes('hc-interactions')).length).toBeLessThanOrEqual(
    (COUNT - kept) / 100 + 3,
  );
});

test('a run that waits for the network goes on the moment the machine is online again', async () => {
  await opened(500);
  await reviewer.connect(details(place.api.key));
  await reviewer.fetchDays(90);
  await expect.poll(reviewer.count, { timeout: 30_000 }).toBeGreaterThanOrEqual(300);
  await place.api.stop();
  await reviewer.openFetching();
  const run = page.getByRole('region', { name: 'This run' });
  // Late enough that the wait alone would take longer than this test grants.
  await expect(run.getByRole('heading')).toHaveText(/trying again in (?:[89]|\d\d) s$/u, { timeout: 60_000 });
  await page.context().setOffline(true);
  await expect(run.getByRole('heading')).toHaveText(/^No network: trying again in/u);
  await place.api.restart();
  await page.context().setOffline(false);
  await expect(run.getByRole('heading')).toHaveText(/^(?:Fetching|Complete)/u, { timeout: 3_000 });
  await expect(run.getByRole('heading')).toHaveText('Complete', { timeout: 60_000 });
  await reviewer.expectCount(COUNT);
});

test('“Try now” cuts a wait short', async () => {
  await opened(0);
  await connectAndFetch(reviewer, place.api.key);
  await place.api.stop();
  await reviewer.sync();
  await reviewer.openFetching();
  const run = page.getByRole('region', { name: 'This run' });
  await expect(run.getByRole('heading')).toHaveText(/trying again in (?:[89]|\d\d) s$/u, { timeout: 60_000 });
  await place.api.restart();
  await run.getByRole('button', { name: 'Try now' }).click();
  await expect(run.getByRole('heading')).toHaveText('Complete', { timeout: 5_000 });
});
