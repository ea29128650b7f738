/** Facets, the period and the order: whatever narrows the list is a clause in the box. */
import { expect, type Page, test } from 'playwright/test';
import type { ReviewerInWindow } from '../support/reviewer.ts';
import { connectAndFetch, makeWorkplace, type Workplace } from '../support/workplace.ts';

test.describe.configure({ mode: 'serial' });

let place: Workplace;
let page: Page;
let reviewer: ReviewerInWindow;

test.beforeAll(async () => {
  place = await makeWorkplace({ count: 300 });
  await place.machine.startHost();
  ({ page, reviewer } = await place.machine.openWindow({ width: 1600, height: 1000 }));
  await connectAndFetch(reviewer, place.api.key);
});

test.afterAll(() => place.remove());

test.beforeEach(async () => {
  await reviewer.search('');
  await page.keyboard.press('Escape');
  await reviewer.expectCount(300);
  // Counts and the histogram are drawn two frames after the list: what is read of them below is that of all 300.
  await expect(facet('Review').getByText('300', { exact: true })).toBeVisible();
});

const query = () => reviewer.searchBox.inputValue();
const facet = (title: string) => page.getByRole('navigation', { name: 'Filters' }).getByRole('region', { name: title });
const plot = () => page.getByRole('slider', { name: 'Period' });

test('a value is asked for with a press, with the number that stood beside it', async () => {
  const zendesk = facet('Source').getByRole('checkbox', { name: 'zendesk', exact: true });
  const row = facet('Source')
    .locator('label')
    .filter({ hasText: /^zendesk$/u })
    .locator('..');
  const count = Number(((await row.textContent()) ?? '').replaceAll(/\D/gu, ''));
  await zendesk.click();
  expect(await query()).toBe('source:zendesk');
  await reviewer.expectCount(count);
  await zendesk.click();
  expect(await query()).toBe('');
});

test('a value is left out with Alt, with the minus key, and with the button beside it', async () => {
  const email = facet('Channel').getByRole('checkbox', { name: /email/u });
  await facet('Channel')
    .getByText('email', { exact: true })
    .click({ modifiers: ['Alt'] });
  expect(await query()).toBe('-channel:email');
  await expect(email).toHaveAccessibleName('Not email');
  await expect.poll(reviewer.count).toBeLessThan(300);
  const without = await reviewer.count();
  await email.focus();
  await page.keyboard.press('-');
  expect(await query()).toBe('');
  await reviewer.expectCount(300);
  await page.keyboard.press('-');
  expect(await query()).toBe('-channel:email');
  await reviewer.expectCount(without);
  await page.getByRole('list', { name: 'Active filters' }).getByRole('button').click();
  await facet('Channel').getByText('email', { exact: true }).hover();
  await facet('Channel').getByRole('button', { name: 'Leave out email' }).click();
  expect(await query()).toBe('-channel:email');
});

test('every field has its facet, and those that are folded stay folded', async () => {
  for (const title of ['Review', 'Source', 'Channel', 'Status', 'CSAT', 'Tag', 'Folder', 'Article'])
    await expect(facet(title).getByRole('heading')).toBeVisible();
  await expect(facet('CSAT').getByRole('checkbox', { name: 'Not rated' })).toBeVisible();
  await facet('Status').getByRole('button', { name: 'Status' }).click();
  await expect(facet('Status').getByRole('checkbox')).toHaveCount(0);
  await facet('Folder').getByRole('button', { name: 'Folder' }).click();
  await expect(facet('Folder').getByRole('checkbox').first()).toBeVisible();
  await page.goto(place.machine.host().url);
  await page.reload();
  await page.goto(place.machine.host().url);
  await expect(facet('Folder').getByRole('checkbox').first()).toBeVisible();
  await expect(facet('Status').getByRole('checkbox')).toHaveCount(0);
});

test('a long facet shows more, and finds in it', async () => {
  const tags = facet('Tag');
  const before = await tags.getByRole('checkbox').count();
  await tags.getByRole('button', { name: /^Show more/u }).click();
  expect(await tags.getByRole('checkbox').count()).toBeGreaterThan(before);
  await tags.getByRole('searchbox', { name: 'Find in Tag' }).fill('refun');
  await expect(tags.getByRole('checkbox')).toHaveCount(1);
  await tags.getByRole('checkbox').click();
  expect(await query()).toBe('tag:Refund');
});

test('a period is dragged over the histogram, and taken away again', async () => {
  const box = await plot().boundingBox();
  if (!box) throw new Error('The histogram is not drawn.');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.3, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, y, { steps: 6 });
  const told = await plot().getAttribute('aria-valuetext');
  await page.mouse.up();
  expect(await query()).toMatch(/^after:\d{4}-\d{2}-\d{2} before:\d{4}-\d{2}-\d{2}$/u);
  const promised = Number(/, ([\d,]+) interactions?$/u.exec(told ?? '')?.[1]?.replaceAll(',', ''));
  await reviewer.expectCount(promised);
  await page.getByRole('button', { name: 'Any time' }).click();
  expect(await query()).toBe('');
});

test('a period is set by keyboard alone', async () => {
  await plot().focus();
  await page.keyboard.press('End');
  for (let day = 0; day < 6; day += 1) await page.keyboard.press('Shift+ArrowLeft');
  const told = await plot().getAttribute('aria-valuetext');
  await page.keyboard.press('Enter');
  expect(await query()).toMatch(/^after:\d{4}-\d{2}-\d{2}$/u);
  await reviewer.expectCount(Number(/, ([\d,]+) interactions?$/u.exec(told ?? '')?.[1]));
  await page.keyboard.press('Delete');
  expect(await query()).toBe('');
});

test('the list is put in five orders', async () => {
  const orders = ['Oldest first', 'Best match first', 'Lowest CSAT first', 'Most turns first', 'Newest first'];
  const firsts = new Set<string>();
  for (const order of orders) {
    await page.getByRole('button', { name: /^Order:/u }).click();
    await page.getByRole('menuitemcheckbox', { name: new RegExp(`^${order}`, 'u') }).click();
    await expect(page.getByRole('button', { name: `Order: ${order.toLowerCase()}` })).toBeVisible();
    await page.waitForTimeout(150);
    firsts.add((await reviewer.list.getByRole('option').first().textContent()) ?? '');
  }
  expect(firsts.size).toBeGreaterThan(2);
});
