/** Fetching that goes wrong: the reviewer reads why, what was fetched stays, and going on brings the rest. */
import { expect, type Locator, type Page, test } from 'playwright/test';
import type { FiniKey } from '../support/fini-api/index.ts';
import { keychainUnavailable } from '../support/keychain.ts';
import type { ReviewerInWindow } from '../support/reviewer.ts';
import { details, makeWorkplace, type Workplace, type WorkplaceOptions } from '../support/workplace.ts';

const COUNT = 1200;

let place: Workplace;
let page: Page;
let reviewer: ReviewerInWindow;
let run: Locator;

/** Connects and leaves the reviewer at the question how far back. */
const connected = async (options: WorkplaceOptions = {}): Promise<void> => {
  place = await makeWorkplace({ count: COUNT, latencyMs: 60, ...options });
  ({ page, reviewer } = await place.open());
  run = page.getByRole('region', { name: 'This run' });
  await reviewer.connect(details(place.api.key));
  await expect(page.getByRole('heading', { name: 'How far back?' })).toBeVisible();
};

const openPanel = async (): Promise<void> => {
  await reviewer.openFetching();
  await expect(run).toBeVisible();
};

const headline = (): Locator => run.getByRole('heading', { level: 2 });

const expectInterrupted = async (message: string, nextStep: string): Promise<void> => {
  await expect(page.getByRole('contentinfo')).toContainText('1 period unfinished');
  await openPanel();
  await expect(headline()).toHaveText(/^Interrupted at \d+%: the period is incomplete$/u);
  const notice = run.getByRole('alert');
  await expect(notice).toContainText(message);
  await expect(notice).toContainText(nextStep);
  await expect(run).toContainText('What was fetched is kept. Resuming goes on where it stopped.');
  const kept = await reviewer.count();
  expect(kept).toBeGreaterThanOrEqual(300);
  expect(kept).toBeLessThan(COUNT);
};

const resumeToTheEnd = async (): Promise<void> => {
  const before = await reviewer.count();
  place.api.clearRequests();
  await run.getByRole('button', { name: 'Resume' }).click();
  await expect(headline()).toHaveText('Complete', { timeout: 60_000 });
  await page.keyboard.press('Escape');
  await reviewer.untilComplete();
  await reviewer.expectCount(COUNT);
  // Going on is not starting over: a page or two that were in flight, and one more look at the top for what moved.
  const asked = place.api.requests.filter(({ path }) => path === '/v2/hc-interactions/public');
  expect(asked.length).toBeLessThanOrEqual((COUNT - before) / 100 + 3);
};

test.beforeEach(() => {
  test.skip(keychainUnavailable() !== null, `No keychain: ${keychainUnavailable()}`);
});
test.afterEach(async () => {
  await place?.remove();
});

test('when the API goes away the run waits, says why and for how long, and goes on by itself to the end', async () => {
  await connected({ latencyMs: 150 });
  await reviewer.fetchDays(90);
  await expect.poll(reviewer.count, { timeout: 30_000 }).toBeGreaterThanOrEqual(300);
  await place.api.stop();
  await openPanel();
  await expect(headline()).toHaveText(/^Fini cannot be reached: trying again in \d+ s$/u, { timeout: 30_000 });
  const notice = run.getByRole('alert');
  await expect(notice).toContainText(`${new URL(place.api.url).host} cannot be reached.`);
  await expect(notice).toContainText('everything fetched so far is kept');
  expect(await reviewer.count()).toBeGreaterThanOrEqual(300);
  await place.api.restart();
  await expect(headline()).toHaveText('Complete', { timeout: 90_000 });
  await page.keyboard.press('Escape');
  await reviewer.expectCount(COUNT);
});

test('a proxy’s page in the middle interrupts the run with its reason, and Resume brings the rest', async () => {
  await connected();
  place.api.setFaults({ fault: { kind: 'html' }, on: 'middle', times: 99 });
  await reviewer.fetchDays(90);
  await expectInterrupted(
    'The answer did not come from Fini’s API: it is not data.',
    'Check whether a proxy, VPN or sign-in page stands in between, then try again.',
  );
  place.api.setFaults();
  await resumeToTheEnd();
});

test('a cursor that repeats in the middle is walked around, and nothing is missing', async () => {
  await connected();
  place.api.setFaults({ fault: { kind: 'repeated-cursor' }, on: 'middle', times: 99 });
  await reviewer.fetchDays(90);
  await reviewer.untilComplete();
  await reviewer.expectCount(COUNT);
});

test('a key revoked in mid-sync interrupts the run, and another key can be pasted there and then', async () => {
  const keys: FiniKey[] = [{ key: 'fini_first_key_0001' }, { key: 'fini_second_key_0002' }];
  await connected({ keys, latencyMs: 150 });
  await reviewer.fetchDays(90);
  await expect.poll(reviewer.count, { timeout: 30_000 }).toBeGreaterThanOrEqual(300);
  keys.shift();
  await expectInterrupted('Fini does not accept this API key.', 'or make a new key in Fini.');
  await run.getByRole('button', { name: 'Paste another key…' }).click();
  await page.getByLabel('New API key', { exact: true }).fill('fini_second_key_0002');
  await page.getByRole('button', { name: 'Check and replace' }).click();
  await expect(page.getByText('Acme Support now uses the new key.')).toBeVisible();
  await openPanel();
  await resumeToTheEnd();
});

test('rows of the wrong shape are set aside and counted, and all others come through', async () => {
  await connected();
  place.api.setFaults(
    { fault: { kind: 'wrong-types' }, on: 0 },
    { fault: { kind: 'missing-id' }, on: 1 },
    { fault: { kind: 'not-objects' }, on: 2 },
  );
  await reviewer.fetchDays(90);
  await reviewer.untilComplete();
  await reviewer.expectCount(COUNT);
  await openPanel();
  await expect(run).toContainText('1,200 new · 6 set aside');
  await expect(run).toContainText(
    '6 interactions had a shape this version cannot read and were left out. The rest is complete.',
  );
});

test('keeping to the key’s limit is told as what it is, with its end, and can be stopped', async () => {
  await connected({ count: 10_300, latencyMs: 0 });
  await reviewer.fetchDays(90);
  await openPanel();
  await expect(headline()).toHaveText(/^Keeping to the key’s limit: next request in \d+ s$/u, {
    timeout: 60_000,
  });
  await expect(run.getByRole('alert')).toHaveCount(0);
  await expect(page.getByText('Fetching keeps to the key’s limit (100 requests a minute)')).toHaveCount(1);
  await run.getByRole('button', { name: 'Stop' }).click();
  await expect(headline()).toHaveText(/^Stopped at \d+%: the period is incomplete$/u);
  expect(place.api.requests.filter((request) => request.status === 429)).toEqual([]);
});
