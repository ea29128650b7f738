/** Judging tags by keyboard: which are right, which are wrong, and which Fini should have given. */
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { expect, type Page, test } from 'playwright/test';
import type { ReviewerInWindow } from '../support/reviewer.ts';
import { connectAndFetch, makeWorkplace, type Workplace } from '../support/workplace.ts';

test.describe.configure({ mode: 'serial' });

let place: Workplace;
let page: Page;
let reviewer: ReviewerInWindow;
let given = '';
let missing = '';

const tags = () => page.getByRole('region', { name: 'Tags' });

test.beforeAll(async () => {
  place = await makeWorkplace({ count: 80 });
  await place.machine.startHost();
  ({ page, reviewer } = await place.machine.openWindow());
  await connectAndFetch(reviewer, place.api.key);
});

test.afterAll(() => place.remove());

test('a tag is judged right, then wrong, by keyboard', async () => {
  await reviewer.search('has:tag');
  await reviewer.openFirst();
  await page.keyboard.press('t');
  const right = tags()
    .getByRole('button', { name: /is right$/u })
    .first();
  await expect(right).toBeFocused();
  given = /“(.+)”/u.exec((await right.getAttribute('aria-label')) ?? '')?.[1] ?? '';
  await page.keyboard.press('Enter');
  await expect(right).toHaveAttribute('aria-pressed', 'true');
  const wrong = tags().getByRole('button', { name: `Tag “${given}” is wrong` });
  await page.keyboard.press('Tab');
  await expect(wrong).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(wrong).toHaveAttribute('aria-pressed', 'true');
  await expect(right).toHaveAttribute('aria-pressed', 'false');
});

test('a tag that Fini did not give is named as missing, found by typing', async () => {
  await tags().getByRole('button', { name: 'Missing tag' }).press('Enter');
  const list = page.getByRole('listbox', { name: 'Tags that Fini did not give' });
  missing = (await list.getByRole('option').last().locator('bdi').first().textContent()) ?? '';
  expect(missing).not.toBe('');
  await page.getByRole('combobox', { name: 'Find a tag that is missing' }).fill(missing.toUpperCase());
  await expect(list.getByRole('option').first()).toContainText(missing);
  await page.keyboard.press('Enter');
  await expect(list.getByRole('option', { selected: true })).toContainText(missing);
  await page.keyboard.press('Escape');
  await expect(tags().getByRole('list', { name: 'Missing tags' })).toContainText(missing);
});

test('undo says what it takes back, and redo brings it again', async () => {
  await reviewer.list.focus();
  await page.keyboard.press('z');
  await expect(tags().getByRole('list', { name: 'Missing tags' })).toBeHidden();
  await expect(page.getByText(`Undone: tag “${missing}” not judged`)).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await expect(tags().getByRole('list', { name: 'Missing tags' })).toContainText(missing);
});

test('both are in the export, by name', async () => {
  const path = await reviewer.exportCsv();
  const rows: Record<string, string>[] = parse(await readFile(path, 'utf8'), { bom: true, columns: true });
  const judged = rows.filter((row) => row['tag_judgements'] !== '');
  expect(judged.map((row) => row['tag_judgements']?.split('; ').sort())).toEqual([
    [`${given}: wrong`, `${missing}: missing`].sort(),
  ]);
});
