/** Saved views: kept, pinned with a count, renamed, put in order, deleted and brought back, and sent as text. */
import { expect, type Page, test } from 'playwright/test';
import type { ReviewerInWindow } from '../support/reviewer.ts';
import { connectAndFetch, makeWorkplace, type Workplace } from '../support/workplace.ts';

test.describe.configure({ mode: 'serial' });

let place: Workplace;
let page: Page;
let reviewer: ReviewerInWindow;

test.beforeAll(async () => {
  place = await makeWorkplace({ count: 200 });
  await place.machine.startHost();
  ({ page, reviewer } = await place.machine.openWindow({ width: 1600, height: 1000 }));
  await connectAndFetch(reviewer, place.api.key);
});

test.afterAll(() => place.remove());

const saved = () => page.getByRole('region', { name: 'Saved views' });
const pinned = () => page.getByRole('list', { name: 'Pinned views' });
const query = () => reviewer.searchBox.inputValue();

const save = async (text: string, name: string): Promise<void> => {
  await reviewer.search(text);
  await saved().getByRole('button', { name: 'Save this search' }).click();
  await page.getByLabel('Name of the view').fill(name);
  await page.keyboard.press('Enter');
  await expect(saved().getByRole('button', { name, exact: true })).toBeVisible();
};

const act = async (name: string, action: RegExp): Promise<void> => {
  await page.getByRole('button', { name: `Actions for “${name}”` }).click();
  await page.getByRole('menuitem', { name: action }).click();
};

test('a view is saved and comes back with a press', async () => {
  await save('channel:email', 'Mail');
  await save('refund', 'Refunds');
  await saved().getByRole('button', { name: 'Mail', exact: true }).click();
  expect(await query()).toBe('channel:email');
});

test('a pinned view stands below the inbox with how many it lists', async () => {
  await expect.poll(reviewer.count).toBeLessThan(200);
  const count = await reviewer.count();
  await act('Mail', /^Pin/u);
  await expect(pinned().getByRole('listitem').first()).toContainText(String(count));
  await act('Refunds', /^Pin/u);
  await expect(pinned().getByRole('listitem')).toHaveCount(2);
});

test('pinned views are put in order by keyboard', async () => {
  await pinned()
    .getByRole('button', { name: /^Refunds/u })
    .first()
    .focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(pinned().getByRole('listitem').first()).toContainText('Refunds');
});

test('a view is renamed, deleted and brought back', async () => {
  await act('Refunds', /^Rename/u);
  await page.getByLabel('New name').fill('Money back');
  await page.keyboard.press('Enter');
  await expect(pinned()).toContainText('Money back');
  await act('Money back', /^Delete/u);
  await expect(pinned()).not.toContainText('Money back');
  const undo = page.locator('[data-sonner-toast]').filter({ hasText: 'deleted' }).getByRole('button', { name: 'Undo' });
  await undo.click();
  await expect(pinned()).toContainText('Money back');
});

test('a view is sent as text and made from it', async () => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await act('Money back', /^Copy as text/u);
  await expect(page.getByText('View “Money back” copied')).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain('Search: refund');
  await saved().getByRole('button', { name: 'Paste a view' }).click();
  await page.getByLabel('A view copied as text, or a search').fill(text.replace('Money back', 'From Ada'));
  await page.getByRole('button', { name: 'Save view' }).click();
  await expect(saved().getByRole('button', { name: 'From Ada', exact: true })).toBeVisible();
  expect(await query()).toBe('refund');
});

test('views and their order outlive a restart', async () => {
  await page.waitForTimeout(900);
  await page.goto('about:blank');
  await page.goto(place.machine.host().url);
  await expect(pinned().getByRole('listitem').first()).toContainText('Money back');
  await expect(saved().getByRole('button', { name: 'From Ada', exact: true })).toBeVisible();
});
