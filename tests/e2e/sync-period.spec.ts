/** Any period and any part of it: more than 90 days come in steps, newest first, and what was left out is told. */
import { expect, type Page, test } from 'playwright/test';
import { generateInteractions } from '../../src/main/services/sample/generate.ts';
import type { RecordedRequest } from '../support/fini-api/index.ts';
import { keychainUnavailable } from '../support/keychain.ts';
import type { ReviewerInWindow } from '../support/reviewer.ts';
import { details, makeWorkplace, type Workplace, type WorkplaceOptions } from '../support/workplace.ts';

const DAY = 86_400_000;
const COUNT = 500;

let place: Workplace;
let page: Page;
let reviewer: ReviewerInWindow;

/** Conversations over four quarters, the newest of today. */
const overAYear = () =>
  [0, 90, 180, 270].flatMap((days, quarter) =>
    generateInteractions({ now: Date.now() - days * DAY, count: COUNT / 4, seed: 21 + quarter }),
  );

const connected = async (options: WorkplaceOptions = {}): Promise<void> => {
  place = await makeWorkplace({ interactions: overAYear(), ...options });
  ({ page, reviewer } = await place.open());
  await reviewer.connect(details(place.api.key));
  await expect(page.getByRole('heading', { name: 'How far back?' })).toBeVisible();
  place.api.clearRequests();
};

const listed = (): readonly RecordedRequest[] =>
  place.api.requests.filter(({ path }) => path === '/v2/hc-interactions/public');

const untilRunEnds = async (): Promise<void> => {
  await expect(page.getByRole('button', { name: 'Sync', exact: true })).toBeVisible({ timeout: 60_000 });
};

const counted = (matches: (interaction: { source: string; channel: string }) => boolean): number =>
  [...place.api.lines()].filter((line) => matches(JSON.parse(line) as { source: string; channel: string })).length;

test.beforeEach(() => {
  test.skip(keychainUnavailable() !== null, `No keychain: ${keychainUnavailable()}`);
});
test.afterEach(async () => {
  await place?.remove();
});

test('a year is fetched in steps of at most 90 days, newest first, and is whole in the end', async () => {
  await connected();
  await page.getByRole('radio', { name: 'A year' }).click();
  await page.getByRole('button', { name: 'Start fetching' }).click();
  await untilRunEnds();
  await reviewer.expectCount(COUNT);
  await expect(page.getByRole('contentinfo')).toContainText('365 days complete');

  const spans = listed().map(({ query, at }) => ({
    since: Number(query['since']?.[0]),
    until: Number(query['until']?.[0] ?? at),
  }));
  for (const { since, until } of spans) expect(until - since).toBeLessThanOrEqual(90 * DAY + 60_000);
  expect(Math.min(...spans.map(({ since }) => since))).toBeLessThan(Date.now() - 364 * DAY);
  // The latest work can be reviewed while the rest still comes.
  expect(spans[0]?.since).toBe(Math.max(...spans.map(({ since }) => since)));

  await reviewer.openFetching();
  const panel = page.getByRole('dialog', { name: 'Fetching' });
  await expect(panel.getByRole('img', { name: 'Days in the cache: 365 days complete.' })).toBeVisible();
  await panel.getByText('As a table').click();
  await expect(panel.getByRole('row').filter({ hasText: 'Complete, 365 days' })).toHaveCount(1);
});

test('two dates are fetched and no more, and what lies between two periods is called a gap', async () => {
  await connected();
  await page.getByRole('radio', { name: '7 days' }).click();
  await page.getByRole('button', { name: 'Start fetching' }).click();
  await untilRunEnds();
  await expect(page.getByRole('contentinfo')).toContainText('7 days complete');

  await reviewer.openFetching();
  const panel = page.getByRole('dialog', { name: 'Fetching' });
  await panel.getByText('Fetch another period').click();
  await panel.getByRole('radio', { name: 'Custom' }).click();
  const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
  await panel.getByLabel('First day').fill(dayOf(Date.now() - 200 * DAY));
  await panel.getByLabel('Last day').fill(dayOf(Date.now() - 50 * DAY));
  await panel.getByRole('button', { name: 'Start fetching' }).click();
  await untilRunEnds();
  await expect(page.getByRole('contentinfo')).toContainText('158 days complete, with a gap');
  await expect(panel.getByRole('img', { name: 'Days in the cache: 158 days complete, with a gap.' })).toBeVisible();
  await panel.getByText('As a table').click();
  // From the midnight after the last day to this hour a week ago: 42 whole days and the part of a day that it is now.
  await expect(panel.getByRole('row').filter({ hasText: /Not fetched, 4[23] days/u })).toHaveCount(1);
});

test('a scope of one source asks for it alone, and is never called complete', async () => {
  await connected();
  await page.getByText(/^Scope:/u).click();
  await page.getByRole('combobox', { name: 'Another source' }).fill('Zendesk');
  await page.getByRole('combobox', { name: 'Another source' }).press('Enter');
  await expect(page.getByRole('button', { name: 'zendesk', pressed: true })).toBeVisible();
  await page.getByRole('radio', { name: 'A year' }).click();
  await page.getByRole('button', { name: 'Start fetching' }).click();
  await untilRunEnds();

  await reviewer.expectCount(counted(({ source }) => source === 'zendesk'));
  expect(new Set(listed().flatMap(({ query }) => query['source'] ?? ['all']))).toEqual(new Set(['zendesk']));
  await expect(page.getByRole('contentinfo')).toContainText('365 days in part');
  await expect(page.getByRole('contentinfo')).not.toContainText('complete');
  await reviewer.openFetching();
  await page.getByText('As a table').click();
  await expect(page.getByRole('row').filter({ hasText: 'In part, 365 days: zendesk' })).toHaveCount(1);
});

test('agents are chosen by name, and attributed when asked for one by one', async () => {
  await connected();
  await page.getByText(/^Scope:/u).click();
  await expect(page.getByRole('button', { name: 'Billing' })).toBeVisible();
  await expect(page.getByText(/at least 4 requests for every 90 days/u)).toBeVisible();
  await page.getByRole('checkbox', { name: 'Attribute agents' }).click();
  await page.getByRole('radio', { name: '30 days' }).click();
  await page.getByRole('button', { name: 'Start fetching' }).click();
  await untilRunEnds();
  await expect(page.getByRole('contentinfo')).toContainText('30 days complete');
  // Each agent by itself, and once more without one.
  expect(new Set(listed().map(({ query }) => query['agentId']?.[0] ?? 'none')).size).toBe(4);
});

test('names from the cache are offered with their counts', async () => {
  await connected();
  await page.getByRole('radio', { name: 'A year' }).click();
  await page.getByRole('button', { name: 'Start fetching' }).click();
  await untilRunEnds();
  await reviewer.expectCount(COUNT);
  await reviewer.openFetching();
  const panel = page.getByRole('dialog', { name: 'Fetching' });
  await panel.getByText('Fetch another period').click();
  await panel.getByText(/^Scope:/u).click();
  const emails = counted(({ channel }) => channel === 'email');
  await expect(panel.getByRole('button', { name: `email ${emails}` })).toBeVisible();
});
