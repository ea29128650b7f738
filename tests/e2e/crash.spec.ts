/** Power cuts: the host is killed in mid-sync and right after it said "saved". Nothing acknowledged may be missing. */
import { expect, test } from 'playwright/test';
import { generateInteractions } from '../../src/main/services/sample/generate.ts';
import { readCsv } from '../support/csv-oracle.ts';
import { type FiniApi, startFiniApi } from '../support/fini-api/index.ts';
import { type Installation, makeInstallation } from '../support/installation.ts';
import { keychainUnavailable } from '../support/keychain.ts';

const COUNT = 2400;
const PAGES = COUNT / 100;

let api: FiniApi;
let machine: Installation;

test.beforeEach(async () => {
  test.skip(keychainUnavailable() !== null, `No keychain: ${keychainUnavailable()}`);
  api = await startFiniApi({ interactions: generateInteractions({ now: Date.now(), count: COUNT }), latencyMs: 120 });
  machine = await makeInstallation({ apiUrl: api.url });
  await machine.startHost();
});

test.afterEach(async () => {
  await machine?.remove();
  await api?.stop();
});

test('a host killed in mid-sync goes on after the last acknowledged page, and the cache equals the server', async () => {
  const before = await machine.openWindow();
  await before.reviewer.connect({ apiKey: api.key, workspace: 'Acme Support', reviewer: 'Robin' });
  await before.reviewer.fetchDays(90);
  await expect.poll(() => before.reviewer.count(), { timeout: 30_000 }).toBeGreaterThanOrEqual(600);
  await machine.host().kill();
  await expect(before.page.getByText(/connection to the application/iu).first()).toBeVisible();
  const acknowledged = await before.reviewer.count();
  await before.close();
  const askedBefore = pagesAsked(api);
  expect(askedBefore.length).toBeLessThan(PAGES);
  api.clearRequests();

  await machine.startHost();
  const after = await machine.openWindow();
  expect(await eventualCount(after.reviewer.count)).toBeGreaterThanOrEqual(acknowledged);
  await expect(after.page.getByRole('contentinfo')).toContainText('unfinished');
  await expect(after.page.getByText('Fetching was left off.')).toBeVisible();
  await after.page.getByRole('button', { name: 'Resume' }).click();
  await after.reviewer.untilComplete();
  await after.reviewer.expectCount(COUNT);

  // Every page before the last acknowledged one was asked for exactly once over both runs.
  const askedAfter = pagesAsked(api);
  // The page that was in flight again, and one more look at the top for what moved meanwhile.
  expect(askedAfter.length).toBeLessThanOrEqual(PAGES - Math.floor(acknowledged / 100) + 2);
  const acknowledgedPages = askedBefore.slice(0, Math.floor(acknowledged / 100));
  expect(askedAfter.filter((page) => acknowledgedPages.includes(page))).toEqual([]);

  const records = await readCsv(await after.reviewer.exportCsv());
  const ids = [...api.lines()].map((line) => (JSON.parse(line) as { id: string }).id);
  expect(records.map((record) => record['interaction_id']).sort()).toEqual(ids.sort());
});

test('a judgement that the window called saved is there after the host is killed at once', async () => {
  const before = await machine.openWindow();
  await before.reviewer.connect({ apiKey: api.key, workspace: 'Acme Support', reviewer: 'Robin' });
  await before.reviewer.fetchDays(7);
  await before.reviewer.untilComplete();
  await before.reviewer.openFirst();
  const subject = await before.reviewer.conversation.getByRole('heading').first().textContent();
  await before.reviewer.note('Told before the kill.');
  await before.reviewer.verdict('Fail');
  await machine.host().kill();
  await before.close();

  await machine.startHost();
  const after = await machine.openWindow();
  await after.reviewer.search('verdict:fail review:noted');
  await after.reviewer.expectCount(1);
  await after.reviewer.openFirst();
  await expect(after.reviewer.conversation.getByRole('heading').first()).toHaveText(subject ?? '');
  await expect(after.page.getByRole('textbox', { name: 'Note' })).toHaveValue('Told before the kill.');
});

/** The whole pages asked for: each is a place in the list of a window. */
const pagesAsked = (server: FiniApi): readonly string[] =>
  server.requests
    .filter((request) => request.path === '/v2/hc-interactions/public' && request.query['limit']?.[0] === '100')
    .map(({ query }) => ['since', 'until', 'cursor'].map((name) => query[name]?.[0] ?? '').join(' '));

const eventualCount = async (count: () => Promise<number>): Promise<number> => {
  let found = 0;
  await expect.poll(async () => (found = await count()), { timeout: 15_000 }).toBeGreaterThan(0);
  return found;
};
