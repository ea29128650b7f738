/** The list: hits in their line, matches in the conversation, and a place that is kept. */
import { expect, type Page, test } from 'playwright/test';
import { generateInteractions } from '../../src/main/services/sample/generate.ts';
import type { ReviewerInWindow } from '../support/reviewer.ts';
import { connectAndFetch, makeWorkplace, type Workplace } from '../support/workplace.ts';

test.describe.configure({ mode: 'serial' });

const now = Date.now();
const all = generateInteractions({ now, count: 460, seed: 5 });
/** The newest are held back, for a sync that adds rows above. */
const newest = [...all].sort((one, other) => lastOf(other) - lastOf(one)).slice(0, 40);
const later = new Set(newest.map(({ id }) => id));

let place: Workplace;
let page: Page;
let reviewer: ReviewerInWindow;

test.beforeAll(async () => {
  place = await makeWorkplace({ interactions: all.filter(({ id }) => !later.has(id)) });
  await place.machine.startHost();
  ({ page, reviewer } = await place.machine.openWindow({ width: 1600, height: 900 }));
  await connectAndFetch(reviewer, place.api.key);
});

test.afterAll(() => place.remove());

const selected = () => reviewer.list.getByRole('option', { selected: true });

/** Where the selected row stands in the window, CSS pixels. */
const placeOfSelected = async (): Promise<number> => Math.round((await selected().boundingBox())?.y ?? Number.NaN);

test('the line in the list shows the hit, marked, and the row does not move for it', async () => {
  await reviewer.search('refund');
  await expect(reviewer.list.locator('mark').first()).toBeVisible();
  await page.waitForTimeout(400);
  const rows = reviewer.list.getByRole('option');
  const heights = await rows.evaluateAll((found) => found.map((row) => row.getBoundingClientRect().height));
  expect(new Set(heights).size).toBe(1);
  for (const row of await rows.all().then((found) => found.slice(0, 6)))
    await expect(row.locator('mark').first()).toHaveText(/^refund$/iu);
});

test('keys lead from match to match in the conversation, and say which of how many', async () => {
  await reviewer.openFirst();
  await page.keyboard.press('Escape');
  const bar = page.getByRole('region', { name: 'Matches of the search' });
  const marks = reviewer.conversation.locator('mark');
  await expect(bar).toBeVisible();
  const count = await marks.count();
  await expect(bar).toContainText(count === 1 ? '1 match' : `${count} matches`);
  await page.keyboard.press(']');
  await expect(bar).toContainText(`1 of ${count}`);
  await expect(reviewer.conversation.locator('mark[data-current]')).toHaveCount(1);
  await expect(reviewer.conversation.locator('mark[data-current]')).toBeInViewport();
  await page.keyboard.press('Shift+F3');
  await expect(bar).toContainText(`${count} of ${count}`);
  await page.keyboard.press('[');
  await page.keyboard.press('F3');
  await expect(bar).toContainText(`${count} of ${count}`);
  await reviewer.search('');
  await expect(bar).toHaveCount(0);
});

test('the ends of the list are a key away, without an empty row', async () => {
  await page.keyboard.press('Escape');
  await reviewer.list.focus();
  await page.keyboard.press('End');
  await expect(selected()).toHaveAttribute('aria-posinset', '420');
  await expect(selected()).not.toHaveAttribute('aria-busy', 'true');
  await page.keyboard.press('Home');
  await expect(selected()).toHaveAttribute('aria-posinset', '1');
});

test('what is looked at stays where it is while a sync adds rows above', async () => {
  await reviewer.list.focus();
  for (let row = 0; row < 30; row += 1) await page.keyboard.press('ArrowDown');
  await expect(selected()).toHaveAttribute('aria-posinset', '31');
  const words = await selected().textContent();
  const before = await placeOfSelected();
  place.api.addInteractions(newest);
  await page.getByRole('button', { name: /^Sync$/u }).click();
  await page
    .getByRole('button', { name: /Sync|Fetch/u })
    .last()
    .click();
  await expect(page.getByRole('heading', { name: /^460 interactions$/u })).toBeVisible({ timeout: 30_000 });
  await expect(selected()).toHaveAttribute('aria-posinset', '71');
  expect(await selected().textContent()).toBe(words);
  expect(await placeOfSelected()).toBe(before);
});

test('the selection is kept through a filter that lists it, and through a restart', async () => {
  const id = await selected().getAttribute('aria-posinset');
  const title = await reviewer.conversation.getByRole('heading').first().textContent();
  await reviewer.search('after:89d');
  await expect(reviewer.conversation.getByRole('heading').first()).toHaveText(title ?? '');
  await expect(selected()).toBeInViewport();
  await reviewer.search('');
  await expect(selected()).toHaveAttribute('aria-posinset', id ?? '');
  await page.waitForTimeout(900);
  await page.goto('about:blank');
  await page.goto(place.machine.host().url);
  await expect(selected()).toHaveAttribute('aria-posinset', id ?? '');
  await expect(selected()).toBeInViewport();
  await expect(reviewer.conversation.getByRole('heading').first()).toHaveText(title ?? '');
});

/** When anybody last spoke, epoch ms. */
function lastOf({ createdAt, events }: (typeof all)[number]): number {
  return events.reduce((latest, event) => Math.max(latest, event.createdAt), createdAt);
}
