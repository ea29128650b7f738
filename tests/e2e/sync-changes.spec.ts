/** A conversation goes on after it was judged: the sync brings it, the verdict is called stale, and what changed is shown. */
import { expect, type Page, test } from 'playwright/test';
import { keychainUnavailable } from '../support/keychain.ts';
import type { ReviewerInWindow } from '../support/reviewer.ts';
import { connectAndFetch, makeWorkplace, type Workplace } from '../support/workplace.ts';

const COUNT = 900;
const STALE = 'This conversation changed since you judged it.';

interface Line {
  readonly id: string;
  readonly events: readonly { readonly id: string; readonly message: string | null }[];
}

let place: Workplace;
let page: Page;
let reviewer: ReviewerInWindow;

const newest = (): Line => {
  const [line] = place.api.lines();
  return JSON.parse(line ?? '') as Line;
};

const status = () => page.getByRole('contentinfo');

test.beforeEach(async () => {
  test.skip(keychainUnavailable() !== null, `No keychain: ${keychainUnavailable()}`);
  place = await makeWorkplace({ count: COUNT });
  ({ page, reviewer } = await place.open());
  await connectAndFetch(reviewer, place.api.key);
  await reviewer.expectCount(COUNT);
});
test.afterEach(async () => {
  await place?.remove();
});

test('a verdict on a changed conversation is stale, says what changed, and can be kept', async () => {
  await reviewer.openFirst();
  await reviewer.verdict('Pass');
  const before = newest();
  const [first, ...rest] = before.events;
  place.api.updateInteraction({
    ...before,
    status: 'Reopened by the customer',
    events: [
      { ...first, message: 'My invoice is wrong again.' },
      ...rest,
      {
        ...first,
        id: 'hostile',
        createdAt: Date.now(),
        role: 'user',
        message: '<img src=x onerror="document.title=`owned`"> still waiting',
      },
    ],
  });
  place.api.clearRequests();
  await reviewer.sync();
  await expect(page.getByText(STALE)).toBeVisible({ timeout: 30_000 });
  await expect(status()).toContainText('90 days complete');
  // What has not changed is not fetched again: a week of it at most.
  const asked = place.api.requests.filter(({ path }) => path === '/v2/hc-interactions/public').length;
  expect(asked).toBeLessThanOrEqual(3);

  await page.getByRole('button', { name: 'Show what changed' }).click();
  const dialog = page.getByRole('dialog', { name: 'What changed in this conversation' });
  await expect(dialog.getByText('Reopened by the customer')).toBeVisible();
  const added = dialog.getByRole('listitem').filter({ hasText: 'still waiting' });
  await expect(added).toContainText('Added');
  await expect(added).toContainText('<img src=x onerror=');
  await expect(dialog.getByRole('listitem').filter({ hasText: 'invoice is wrong again' })).toContainText('Changed');
  await expect(page).not.toHaveTitle('owned');

  await dialog.getByRole('button', { name: 'Still Pass' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(STALE)).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Pass/u })).toHaveAttribute('aria-pressed', 'true');
  await reviewer.sync();
  await expect(status()).not.toContainText('Fetching');
  await expect(page.getByText(STALE)).toHaveCount(0);
});

test('a stale verdict and its versions outlive a restart', async () => {
  await reviewer.openFirst();
  await reviewer.verdict('Fail');
  place.api.moveToTop(newest().id);
  await reviewer.sync();
  await expect(page.getByText(STALE)).toBeVisible({ timeout: 30_000 });
  await page.context().close();
  await place.machine.host().stop();
  ({ page, reviewer } = await place.open());
  await expect(page.getByText(STALE)).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Show what changed' }).click();
  await expect(page.getByRole('region', { name: 'Messages that changed' })).toContainText('Added');
});

test('the refresh period that is chosen in the settings is how far back the next sync looks', async () => {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel('Refresh period in days').fill('91');
  await expect(page.getByText('From 1 to 90 days.')).toBeVisible();
  await page.getByLabel('Refresh period in days').fill('30');
  await page.keyboard.press('Escape');
  await reviewer.sync();
  await expect(page.getByText('Nothing is new')).toBeVisible({ timeout: 30_000 });
  await reviewer.openFetching();
  await expect(page.getByText('Looks again at the 30 days before the last sync')).toBeVisible();
  await page.getByRole('button', { name: 'Past runs and reports…' }).click();
  const report = page.getByRole('region', { name: 'Report of the run' });
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'Europe/Berlin' });
  await expect(report.getByRole('region', { name: 'Asked for' })).toContainText(
    `Looked again back to${day.format(Date.now() - 30 * 86_400_000)}`,
  );
});

test('nothing new is told as nothing new', async () => {
  await reviewer.sync();
  await reviewer.openFetching();
  const run = page.getByRole('region', { name: 'This run' });
  await expect(run.getByRole('heading', { name: 'Complete' })).toBeVisible({ timeout: 30_000 });
  await expect(run).toContainText('0 new');
  await expect(run).toContainText('What is new or changed since the last sync');
});
