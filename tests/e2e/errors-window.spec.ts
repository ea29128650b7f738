/** A window whose host is gone, or serves a newer window, says so on whichever screen it stands. */
import { expect, type Page, test } from 'playwright/test';
import { connectAndFetch, details, makeWorkplace, type Workplace } from '../support/workplace.ts';

const LOST = 'The connection to the application’s host process was lost.';

let place: Workplace;

test.beforeEach(async () => {
  place = await makeWorkplace({ count: 40, keychain: false });
});
test.afterEach(async () => {
  await place?.remove();
});

const keepInMemory = async (page: Page): Promise<void> => {
  await page.getByRole('radio', { name: 'Memory, until you quit' }).click();
  await page.getByRole('button', { name: 'Keep keys in memory' }).click();
  await expect(page.getByRole('button', { name: /^Connect a workspace/u })).toBeVisible();
};

const screens: readonly { readonly name: string; readonly reach: (page: Page) => Promise<void> }[] = [
  { name: 'the vault', reach: async () => {} },
  { name: 'the first choices', reach: keepInMemory },
  {
    name: 'the form for a key',
    reach: async (page) => {
      await keepInMemory(page);
      await page.getByRole('button', { name: /^Connect a workspace/u }).click();
    },
  },
];

for (const { name, reach } of screens) {
  test(`a lost host is told on the screen of ${name}`, async () => {
    const { page } = await place.open();
    await expect(page.getByRole('heading', { name: 'Where should keys be kept?' })).toBeVisible();
    await reach(page);
    await place.machine.host().kill();
    const banner = page.getByRole('alert').filter({ hasText: LOST });
    await expect(banner).toContainText('Start the application again; everything acknowledged so far is kept.');
    await expect(banner).not.toContainText('You can go on reading');
  });
}

test('a lost host is told at the question how far back, and on the desk with what still works', async () => {
  const { page, reviewer } = await place.open();
  await keepInMemory(page);
  await reviewer.connect(details(place.api.key));
  await expect(page.getByRole('heading', { name: 'How far back?' })).toBeVisible();
  await place.machine.host().kill();
  const banner = page.getByRole('alert').filter({ hasText: LOST });
  await expect(banner).toBeVisible();
  await page.getByRole('button', { name: 'Not now' }).click();
  await expect(banner).toContainText('You can go on reading; nothing new can be fetched, saved or exported.');
});

test('opening the application in another window tells the first one so, and loses nothing', async () => {
  const { context, page, reviewer } = await place.open();
  await keepInMemory(page);
  await connectAndFetch(reviewer, place.api.key);
  await reviewer.openFirst();
  await reviewer.verdict('Fail');

  const other = await context.newPage();
  await other.goto(place.machine.host().url);
  const banner = page.getByRole('alert').filter({ hasText: 'This workspace was opened in another window.' });
  await expect(banner).toContainText('Go on there and close this one; everything acknowledged so far is kept.');
  // What is tried here all the same is not called saved.
  await page.getByRole('button', { name: /^Pass/u }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Verdict Pass was not saved.' })).toContainText(
    'This workspace was opened in another window.',
  );
  await expect(page.getByRole('button', { name: /^Fail/u })).toHaveAttribute('aria-pressed', 'true');

  await expect(other.getByRole('heading', { name: '40 interactions' })).toBeVisible();
  await other.getByRole('combobox', { name: 'Search interactions' }).fill('verdict:fail');
  await expect(other.getByRole('heading', { name: '1 interaction', exact: true })).toBeVisible();
});
