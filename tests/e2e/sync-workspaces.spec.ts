/** Three workspaces, each with its own key, cache and journal, and each as it was left. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import { keychainUnavailable } from '../support/keychain.ts';
import type { ReviewerInWindow } from '../support/reviewer.ts';
import { makeWorkplace, type Workplace } from '../support/workplace.ts';

const COUNT = 200;
const NAMES = ['Acme Support', 'Borealis', 'Cobalt'] as const;
const QUERIES = ['refund', 'login', 'invoice'] as const;

let place: Workplace;
let page: Page;
let reviewer: ReviewerInWindow;

const workspaceButton = (name: string) => page.getByRole('button', { name: `Workspace: ${name}` });

const connectAnother = async (name: string): Promise<void> => {
  await reviewer.connect({ apiKey: place.api.key, workspace: name, reviewer: 'Robin' });
  await reviewer.fetchDays(90);
  await reviewer.untilComplete();
  await reviewer.expectCount(COUNT);
};

const switchTo = async (name: string): Promise<void> => {
  await page.keyboard.press('Control+Shift+O');
  await page.getByRole('menuitemcheckbox', { name: new RegExp(`^${name}`, 'u') }).press('Enter');
  await expect(workspaceButton(name)).toBeVisible();
};

test.beforeEach(async () => {
  test.skip(keychainUnavailable() !== null, `No keychain: ${keychainUnavailable()}`);
  place = await makeWorkplace({ count: COUNT });
  ({ page, reviewer } = await place.open());
});
test.afterEach(async () => {
  await place?.remove();
});

test('three workspaces keep their queries, verdicts and places apart, through switches and a restart', async () => {
  test.setTimeout(180_000);
  for (const [index, name] of NAMES.entries()) {
    if (index > 0) {
      await page.getByRole('button', { name: /^Workspace:/u }).click();
      await page.getByRole('menuitem', { name: 'Add a workspace…' }).click();
    }
    await connectAnother(name);
    await reviewer.search(QUERIES[index] ?? '');
    await reviewer.openFirst();
    await reviewer.verdict(index === 1 ? 'Fail' : 'Pass');
  }
  const here = async (index: number): Promise<void> => {
    await expect(reviewer.searchBox).toHaveValue(QUERIES[index] ?? '');
    await expect(reviewer.list.getByRole('option', { selected: true })).toBeVisible();
    const verdict = index === 1 ? /^Fail/u : /^Pass/u;
    await expect(page.getByRole('button', { name: verdict })).toHaveAttribute('aria-pressed', 'true');
  };
  for (const index of [0, 1, 2, 0]) {
    await switchTo(NAMES[index] ?? '');
    await here(index);
  }
  // The palette knows them by name.
  await page.keyboard.press('Control+K');
  await page.getByPlaceholder('What would you like to do?').fill('Switch to Cobalt');
  await page.keyboard.press('Enter');
  await expect(workspaceButton('Cobalt')).toBeVisible();
  await here(2);
  // What is typed last is kept as well, though the switch comes right after it.
  await reviewer.search('password');
  await switchTo('Borealis');
  await here(1);
  await switchTo('Cobalt');
  await expect(reviewer.searchBox).toHaveValue('password');

  await page.context().close();
  await place.machine.host().stop();
  ({ page, reviewer } = await place.open());
  await expect(workspaceButton('Cobalt')).toBeVisible();
  await expect(reviewer.searchBox).toHaveValue('password');
  await switchTo('Acme Support');
  await here(0);
});

test('a run of one workspace stops where it can be gone on with when another is opened', async () => {
  await connectAnother('Acme Support');
  await page.getByRole('button', { name: /^Workspace:/u }).click();
  await page.getByRole('menuitem', { name: 'Add a workspace…' }).click();
  await reviewer.connect({ apiKey: place.api.key, workspace: 'Borealis', reviewer: 'Robin' });
  await expect(page.getByRole('heading', { name: 'How far back?' })).toBeVisible();
  place.api.setFaults({ fault: { kind: 'slow-body', bytesPerSecond: 20_000 }, on: 'last', times: 99 });
  await reviewer.fetchDays(90);
  await reviewer.expectCount(COUNT / 2);
  await switchTo('Acme Support');
  await reviewer.expectCount(COUNT);
  await expect(page.getByRole('contentinfo')).toContainText('90 days complete');
  place.api.setFaults();
  await switchTo('Borealis');
  await page.getByRole('button', { name: 'Resume' }).click();
  await reviewer.untilComplete();
  await reviewer.expectCount(COUNT);
});

test('a workspace is renamed, and forgotten with its journal only after asking twice', async () => {
  await connectAnother('Acme Support');
  await reviewer.openFirst();
  await reviewer.verdict('Pass');
  await page.getByRole('button', { name: /^Workspace:/u }).click();
  await page.getByRole('menuitem', { name: 'Rename…' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Acme Europe');
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(workspaceButton('Acme Europe')).toBeVisible();

  const journals = async (): Promise<number> =>
    (await readdir(join(place.machine.folders.data, 'journals'))).filter((name) => name.endsWith('.journal')).length;
  expect(await journals()).toBe(1);
  await page.getByRole('button', { name: /^Workspace:/u }).click();
  await page.getByRole('menuitem', { name: 'Remove…' }).click();
  await expect(page.getByText(/No screen opens it again/u)).toBeVisible();
  await page.getByRole('radio', { name: /^Delete the judgements too/u }).click();
  await page.getByRole('button', { name: 'Go on…' }).click();
  await expect(page.getByRole('button', { name: 'Delete everything' })).toBeDisabled();
  await page.getByLabel('Type Acme Europe to confirm').fill('Acme Europe');
  await page.getByRole('button', { name: 'Delete everything' }).click();
  await expect(page.getByRole('heading', { name: 'Judge what Fini said to your customers' })).toBeVisible();
  expect(await journals()).toBe(0);
});
