/** The search box: completing, explaining, remembering and teaching what is written in it. */
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
  ({ page, reviewer } = await place.machine.openWindow({ width: 1600, height: 900 }));
  await connectAndFetch(reviewer, place.api.key);
});

test.afterAll(() => place.remove());

test.beforeEach(async () => {
  await reviewer.search('');
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await expect(reviewer.searchBox).toBeFocused();
});

const suggestions = () => page.getByRole('listbox', { name: 'Suggestions' });
const query = () => reviewer.searchBox.inputValue();

test('completes a clause and then one of its values, by keyboard', async () => {
  await page.keyboard.type('sou');
  await expect(suggestions().getByRole('option').first()).toContainText('source:');
  await expect(reviewer.searchBox).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowDown');
  const chosen = suggestions().getByRole('option', { selected: true });
  await expect(chosen).toHaveCount(1);
  await expect(reviewer.searchBox).toHaveAttribute('aria-activedescendant', (await chosen.getAttribute('id')) ?? '');
  await page.keyboard.press('Tab');
  expect(await query()).toBe('source:');
  const value = suggestions().getByRole('option').filter({ hasText: 'zendesk' });
  await expect(value).toBeVisible();
  const count = Number(/(\d[\d,]*)$/u.exec((await value.textContent()) ?? '')?.[1]?.replaceAll(',', ''));
  await page.keyboard.type('zen');
  await expect(suggestions().getByRole('option')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect(await query()).toBe('source:zendesk ');
  await reviewer.expectCount(count);
});

test('leaves Enter to the list while nothing is chosen, and Escape closes before it leaves', async () => {
  await page.keyboard.type('status:');
  await expect(suggestions()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(suggestions()).toHaveCount(0);
  await expect(reviewer.searchBox).toBeFocused();
  await page.keyboard.press('Backspace');
  await page.keyboard.type(':');
  await expect(suggestions()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('re');
  await expect(suggestions()).toBeVisible();
  await page.keyboard.press('Enter');
  expect(await query()).toBe('re');
  await expect(suggestions()).toHaveCount(0);
});

test('offers no endings of words until it is asked to', async () => {
  await page.keyboard.type('refu');
  await expect(suggestions()).toHaveCount(0);
  await page.keyboard.press('Control+Space');
  await expect(suggestions().getByRole('option').filter({ hasText: 'refund' }).first()).toBeVisible();
});

test('says where a query is wrong, searches for the rest, and mends it with a press', async () => {
  await page.keyboard.type('refund (tag:*');
  const problems = page.getByRole('list', { name: 'Problems with the search' });
  await expect(problems.getByRole('listitem')).toHaveCount(1);
  await expect(reviewer.searchBox).toHaveAttribute('aria-describedby', 'search-problems');
  await expect.poll(reviewer.count).toBeGreaterThan(0);
  await problems.getByRole('button', { name: /^Add/u }).click();
  await expect(problems).toHaveCount(0);
  expect(await query()).toMatch(/\)$/u);
});

test('offers what was probably meant, and searches for it with a key', async () => {
  await page.keyboard.type('refnud');
  await reviewer.expectCount(0);
  await expect(page.getByText(/Did you mean/u)).toContainText('refund');
  await page.keyboard.press('Alt+Enter');
  expect(await query()).toBe('refund');
  await expect.poll(reviewer.count).toBeGreaterThan(0);
});

test('offers what was searched for before in an empty box, and can forget it', async () => {
  await page.keyboard.type('invoice');
  await page.keyboard.press('Enter');
  await expect(reviewer.list).toBeFocused();
  await expect.poll(reviewer.count).toBeGreaterThan(0);
  await reviewer.search('');
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  const recent = page.getByRole('listbox', { name: 'Recent searches' });
  await expect(recent.getByRole('option').first()).toHaveText('invoice');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect(await query()).toBe('invoice');
  await reviewer.searchBox.fill('');
  await expect(recent).toBeVisible();
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(recent).toHaveCount(0);
  await page.locator('[data-sonner-toast]').getByRole('button', { name: 'Undo' }).click();
  await page.keyboard.press('/');
  await expect(recent.getByRole('option').first()).toHaveText('invoice');
});

test('teaches the language by examples that can be tried', async () => {
  await page.getByRole('button', { name: 'How to search' }).click();
  const sheet = page.getByRole('dialog', { name: 'How to search' });
  await expect(sheet.getByRole('region')).not.toHaveCount(0);
  await sheet.getByRole('button', { name: 'csat:<=2', exact: true }).click();
  await expect(sheet).toHaveCount(0);
  expect(await query()).toBe('csat:<=2');
  await expect(reviewer.searchBox).toBeFocused();
  await expect.poll(reviewer.count).toBeGreaterThan(0);
});
