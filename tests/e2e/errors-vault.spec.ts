/** Machines without a keychain, and two applications on one data folder. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from 'playwright/test';
import { freePort } from '../support/application.ts';
import { findInFiles } from '../support/find-in-files.ts';
import { connectAndFetch, makeWorkplace, type Workplace } from '../support/workplace.ts';

const COUNT = 120;

let place: Workplace;

test.beforeEach(async () => {
  place = await makeWorkplace({ count: COUNT, keychain: false });
});
test.afterEach(async () => {
  await place?.remove();
});

const expectNoKeychain = async (page: Page): Promise<void> => {
  await expect(page.getByRole('heading', { name: 'Where should keys be kept?' })).toBeVisible();
  await expect(page.getByText('The system keychain cannot be used: no keychain service is running')).toBeVisible();
};

const keepInMemory = async (page: Page): Promise<void> => {
  await page.getByRole('radio', { name: 'Memory, until you quit' }).click();
  await page.getByRole('button', { name: 'Keep keys in memory' }).click();
};

test('a file sealed with a passphrase keeps everything over a restart, and opens to that passphrase alone', async () => {
  const passphrase = 'four unrelated garden words';
  const first = await place.open();
  await expectNoKeychain(first.page);
  await first.page.getByLabel('Passphrase', { exact: true }).fill('short');
  await first.page.getByRole('button', { name: 'Make the sealed file' }).click();
  await expect(first.page.getByText('The passphrase needs at least 8 characters.')).toBeVisible();
  await first.page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await first.page.getByLabel('Passphrase again', { exact: true }).fill(`${passphrase}!`);
  await expect(first.page.getByText('The two do not match.')).toBeVisible();
  await first.page.getByLabel('Passphrase again', { exact: true }).fill(passphrase);
  await first.page.getByRole('button', { name: 'Make the sealed file' }).click();

  await connectAndFetch(first.reviewer, place.api.key);
  await expect(first.page.getByRole('contentinfo')).toContainText('key in a file sealed with your passphrase');
  await first.reviewer.openFirst();
  await first.reviewer.note('Kept under the passphrase.');
  await first.reviewer.verdict('Fail');
  await first.close();
  await place.machine.host().stop();
  await place.api.stop();
  const { data, profile } = place.machine.folders;
  expect(await findInFiles([data, profile], [place.api.key, passphrase, 'Kept under the passphrase.'])).toEqual([]);

  const { page, reviewer } = await place.open();
  await expect(page.getByRole('heading', { name: 'Unlock Fini Reviewer' })).toBeVisible();
  const field = page.getByLabel('Passphrase', { exact: true });
  await field.fill('not that passphrase');
  await page.keyboard.press('Enter');
  await expect(field).toHaveAccessibleDescription(
    'This is not the passphrase the keys were sealed with. Enter it again; check the keyboard’s layout and Caps Lock.',
  );
  await expect(field).toBeFocused();
  await field.fill(passphrase);
  await page.keyboard.press('Enter');
  await reviewer.expectCount(COUNT);
  await reviewer.search('verdict:fail');
  await reviewer.expectCount(1);
  await reviewer.openFirst();
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('Kept under the passphrase.');
});

test('keys in memory work, warn of what that costs, and leave a workspace that says it cannot be read', async () => {
  const first = await place.open();
  await expectNoKeychain(first.page);
  await keepInMemory(first.page);
  await connectAndFetch(first.reviewer, place.api.key);
  await first.reviewer.openFirst();
  await first.reviewer.verdict('Pass');
  const cost =
    'After quitting, the key, the cached interactions and your judgements cannot be read again. Export before you quit.';
  const place1 = first.page.getByRole('contentinfo').getByRole('button', { name: 'key in memory until you quit' });
  await expect(place1).toHaveAttribute('title', cost);
  await place1.click();
  await expect(first.page.getByRole('dialog', { name: 'Settings' })).toContainText(cost);
  await expect(first.page.getByRole('dialog', { name: 'Settings' })).toContainText(
    'The key is kept in memory and forgotten when you quit.',
  );
  await first.close();
  await place.machine.host().stop();

  const { page } = await place.open();
  await expectNoKeychain(page);
  await keepInMemory(page);
  const known = page.getByRole('button', { name: /^Acme Support/u });
  await expect(known).toBeDisabled();
  await expect(known).toContainText('The key that unseals it is gone, so what it holds cannot be read.');
  await page.getByRole('button', { name: 'Remove Acme Support' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('Acme Support was removed from this machine.')).toBeVisible();
  await expect(known).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Connect a workspace/u })).toBeVisible();
});

test('a second application on the same data folder ends with a sentence, and the first goes on', async () => {
  const { page, reviewer } = await place.open();
  await keepInMemory(page);
  await connectAndFetch(reviewer, place.api.key);
  const { data, exports } = place.machine.folders;
  const second = spawn(
    process.execPath,
    [
      fileURLToPath(new URL('../../out/main/web.js', import.meta.url)),
      ...['--no-open', '--port', String(await freePort()), '--data-dir', data, '--exports-dir', exports],
    ],
    { env: { ...process.env, FINI_API_BASE_URL: place.api.url }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const said = { out: '', err: '' };
  second.stdout.on('data', (chunk: Buffer) => {
    said.out += chunk.toString('utf8');
  });
  second.stderr.on('data', (chunk: Buffer) => {
    said.err += chunk.toString('utf8');
  });
  expect(await once(second, 'close')).toEqual([3, null]);
  expect(said).toEqual({
    out: '',
    err: 'Fini Reviewer is already running with this data folder. Go to the window that is open, or close it first.\n',
  });
  await reviewer.openFirst();
  await reviewer.verdict('Unsure');
  await expect(page.getByText(/connection to the application/iu)).toHaveCount(0);
});
