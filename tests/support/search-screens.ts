/** The screens of searching: what the box offers and explains, the period, matches, filters and views. */
import { expect, type Page } from 'playwright/test';
import type { ReviewerInWindow } from './reviewer.ts';

/** Visits them on a desk that has interactions; leaves an empty query behind. */
export const visitSearch = async (
  page: Page,
  reviewer: ReviewerInWindow,
  visit: (name: string) => Promise<void>,
): Promise<void> => {
  await reviewer.search('refund');
  await reviewer.openFirst();
  await page.keyboard.press(']');
  await visit('search-matches');
  await reviewer.search('refund sou');
  await expect(page.getByRole('listbox', { name: 'Suggestions' })).toBeVisible();
  await visit('search-clauses');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('listbox', { name: 'Suggestions' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await visit('search-values');
  await reviewer.search('refnud');
  await expect(page.getByText(/Did you mean/u)).toBeVisible();
  await visit('search-typo');
  await reviewer.search('');
  await page.keyboard.press('/');
  await visit('search-recent');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'How to search' }).click();
  await visit('search-help');
  await page.keyboard.press('Escape');
  await choosePeriod(page);
  await visit('search-period');
  await filters(page, reviewer, visit);
  await reviewer.search('');
};

const choosePeriod = async (page: Page): Promise<void> => {
  await page.getByRole('slider', { name: 'Period' }).focus();
  await page.keyboard.press('End');
  for (let day = 0; day < 20; day += 1) await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Enter');
};

const filters = async (
  page: Page,
  reviewer: ReviewerInWindow,
  visit: (name: string) => Promise<void>,
): Promise<void> => {
  await reviewer.search('source:zendesk -channel:email');
  await page.keyboard.press('Escape');
  const show = page.getByRole('button', { name: 'Show filters' });
  const folded = await show.isVisible();
  if (folded) await show.click();
  await page.getByRole('button', { name: 'Save this search' }).click();
  await page.getByLabel('Name of the view').fill('Chat on Zendesk');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Actions for “Chat on Zendesk”' }).click();
  await visit('search-view-menu');
  await page.getByRole('menuitem', { name: /^Pin/u }).click();
  await page.getByRole('button', { name: /^Show more: Tag/u }).click();
  await page.waitForTimeout(900);
  await visit('search-filters');
  if (folded) await page.keyboard.press('Escape');
};
