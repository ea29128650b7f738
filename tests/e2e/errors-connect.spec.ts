/** What a reviewer reads when connecting fails, and that nothing is made or lost by it. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import { keychainUnavailable } from '../support/keychain.ts';
import type { ReviewerInWindow } from '../support/reviewer.ts';
import { details, makeWorkplace, type Workplace } from '../support/workplace.ts';

const NO_SCOPE = 'fini_key_without_the_scope';

let place: Workplace;
let page: Page;
let reviewer: ReviewerInWindow;

test.beforeEach(async () => {
  test.skip(keychainUnavailable() !== null, `No keychain: ${keychainUnavailable()}`);
  place = await makeWorkplace({
    count: 20,
    keys: [{ key: 'fini_key_that_may_read' }, { key: NO_SCOPE, access: 'no-scope' }],
  });
  ({ page, reviewer } = await place.open());
});

test.afterEach(async () => {
  await place?.remove();
});

const expectNothingMade = async (): Promise<void> => {
  await expect(page.getByRole('heading', { name: 'Connect a workspace' })).toBeVisible();
  const files = await readdir(place.machine.folders.data, { recursive: true });
  for (const name of files.filter((file) => file.endsWith('.json')))
    expect(await readFile(join(place.machine.folders.data, name), 'utf8')).not.toContain('Acme');
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByRole('heading', { name: 'On this machine' })).toHaveCount(0);
};

/** What was typed is still there, and the same form goes through once the cause is gone. */
const expectTheSameFormToWork = async (retry: string | RegExp): Promise<void> => {
  await expect(page.getByLabel('Workspace name')).toHaveValue('Acme Support');
  await expect(page.getByLabel('Your name')).toHaveValue('Robin');
  await page.getByRole('button', { name: retry }).click();
  await expect(page.getByRole('heading', { name: 'How far back?' })).toBeVisible();
};

for (const { what, key, sentence } of [
  {
    what: 'a key that Fini does not know',
    key: 'fini_wrong_key_0001',
    sentence:
      'Fini does not accept this API key. Check that the whole key was pasted and that it was not revoked, or make a new key in Fini.',
  },
  {
    what: 'a key without the scope',
    key: NO_SCOPE,
    sentence:
      'This API key is not allowed to read interactions, or belongs to another workspace. Give the key the “read” scope in Fini, or make a new key in the right workspace.',
  },
]) {
  test(`${what} is told beside its field, which keeps the focus, and nothing is made`, async () => {
    await reviewer.connect(details(key));
    const field = page.getByLabel('API key', { exact: true });
    await expect(field).toHaveAccessibleDescription(sentence);
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toBeFocused();
    await expect(page.getByText(sentence)).toBeVisible();
    // The refused key is selected, so that pasting replaces it.
    await page.keyboard.insertText(place.api.key);
    await expect(field).toHaveValue(place.api.key);
    await expect(field).not.toHaveAttribute('aria-invalid', 'true');
    await expectNothingMade();
  });
}

test('after a refused key the right one goes through on the same form', async () => {
  await reviewer.connect(details('fini_wrong_key_0001'));
  await expect(page.getByText('Fini does not accept this API key.')).toBeVisible();
  await page.getByLabel('API key', { exact: true }).fill(place.api.key);
  await expectTheSameFormToWork('Check the key and go on');
});

test('no network is told, and trying again goes on once it is back', async () => {
  await place.api.stop();
  await reviewer.connect(details(place.api.key));
  const notice = page.getByRole('alert').filter({ hasText: 'cannot be reached' });
  await expect(notice).toContainText(`${new URL(place.api.url).host} cannot be reached.`);
  await expect(notice).toContainText('Check the internet connection, then try again');
  await place.api.restart();
  await expectTheSameFormToWork('Try again');
});

test('trouble on Fini’s side is told, and trying again goes on once it is over', async () => {
  place.api.setFaults({ fault: { kind: 'status', status: 503 }, on: 'every' });
  await reviewer.connect(details(place.api.key));
  const notice = page.getByRole('alert').filter({ hasText: 'Fini has a problem of its own (503).' });
  await expect(notice).toContainText('Try again in a few minutes');
  place.api.setFaults();
  await expectTheSameFormToWork('Try again');
});

test('the page of a hotel’s network in place of an answer is told, and nothing is made', async () => {
  place.api.setFaults({ fault: { kind: 'html' }, on: 'every' });
  await reviewer.connect(details(place.api.key));
  const notice = page.getByRole('alert').filter({ hasText: 'The answer did not come from Fini’s API' });
  await expect(notice).toContainText('Check whether a proxy, VPN or sign-in page stands in between, then try again.');
  await expectNothingMade();
});
