/** Walks through every screen of the application, for whoever wants to look at each: pictures, and checks for access. */
import { expect, type Page } from 'playwright/test';
import { generateInteractions } from '../../src/main/services/sample/generate.ts';
import { type FiniApi, startFiniApi } from './fini-api/index.ts';
import { type Installation, makeInstallation } from './installation.ts';
import { keychainUnavailable } from './keychain.ts';
import type { ReviewerInWindow } from './reviewer.ts';
import { visitSearch } from './search-screens.ts';

export interface WalkOptions {
  readonly theme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
  /** As the reviewer's system asks for. Default: no. */
  readonly reducedMotion?: boolean;
  /** Called on each screen, once it has come to rest. */
  readonly visit: (name: string, page: Page) => Promise<void>;
}

/** Visits every screen once, in the order a new reviewer meets them. */
export const walkScreens = async (options: WalkOptions): Promise<void> => {
  await withoutKeychain(options);
  if (keychainUnavailable() === null) await withKeychain(options);
};

/** Lets what was asked for arrive, and what moves come to its end; a sign that turns for ever has none. */
const rest = async (page: Page): Promise<void> => {
  await page.waitForTimeout(350);
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        (one) => one.playState !== 'running' || one.effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY,
      ),
  );
};

const opener =
  (machine: Installation, { theme, width, height, reducedMotion = false }: WalkOptions) =>
  () =>
    machine.openWindow({ theme, width, height, reducedMotion });

/** What somebody without a keychain meets. */
const withoutKeychain = async (options: WalkOptions): Promise<void> => {
  const machine = await makeInstallation({ apiUrl: 'http://127.0.0.1:9', keychain: false });
  const open = opener(machine, options);
  const visitor = visitorOf(options);
  try {
    await machine.startHost();
    const first = await open();
    const page = first.page;
    await expect(page.getByRole('heading', { name: 'Where should keys be kept?' })).toBeVisible();
    await visitor(page)('vault-choice');
    await page.getByLabel('Passphrase', { exact: true }).fill('correct horse battery');
    await page.getByLabel('Passphrase again', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: 'Make the sealed file' }).click();
    await expect(page.getByRole('heading', { name: 'Judge what Fini said to your customers' })).toBeVisible();
    await first.close();
    await machine.host().stop();

    await machine.startHost();
    const again = await open();
    await expect(again.page.getByRole('heading', { name: 'Unlock Fini Reviewer' })).toBeVisible();
    await again.page.getByLabel('Passphrase', { exact: true }).fill('wrong');
    await again.page.getByRole('button', { name: 'Unlock' }).click();
    await expect(again.page.getByRole('button', { name: 'Unlock' })).toBeEnabled();
    await visitor(again.page)('vault-unlock');
    await again.page.reload();
    await expect(again.page.getByRole('heading', { name: /lost its link/u })).toBeVisible();
    await visitor(again.page)('lost-link');
  } finally {
    await machine.remove();
  }
};

/** The usual way: welcome, connect, fetch, read, judge, export. */
const withKeychain = async (options: WalkOptions): Promise<void> => {
  const interactions = generateInteractions({ now: Date.now(), count: 700, seed: 11 });
  const api = await startFiniApi({ interactions, latencyMs: 150 });
  const machine = await makeInstallation({ apiUrl: api.url });
  const visitor = visitorOf(options);
  try {
    await machine.startHost();
    const { page, reviewer } = await opener(machine, options)();
    const visit = visitor(page);
    await firstRun(page, reviewer, visit, api.key);
    await reviewer.untilComplete();
    await desk(page, reviewer, visit);
    await visitSearch(page, reviewer, visit);
    await changed(page, reviewer, api, visit);
    await fetching(page, api, visit);
    await dialogs(page, visit);
    const again = await leftOff(page, machine, api, opener(machine, options));
    await visitor(again)('left-off');
    await machine.host().kill();
    await expect(again.getByText(/connection to the application/iu).first()).toBeVisible();
    await visitor(again)('host-lost');
  } finally {
    await machine.remove();
    await api.stop();
  }
};

type Visit = (name: string) => Promise<void>;

const visitorOf =
  (options: WalkOptions) =>
  (page: Page): Visit =>
  async (name) => {
    await rest(page);
    await options.visit(name, page);
  };

const firstRun = async (page: Page, reviewer: ReviewerInWindow, visit: Visit, apiKey: string): Promise<void> => {
  await expect(page.getByRole('button', { name: /^Connect a workspace/u })).toBeVisible();
  await visit('welcome');
  await page.getByRole('button', { name: /^Explore sample data/u }).click();
  await visit('sample');
  await page.getByRole('button', { name: /Back/u }).click();
  await reviewer.connect({ apiKey: 'fini_wrong_key_0001', workspace: 'Acme Support', reviewer: 'Robin' });
  await expect(page.getByText(/key/iu).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Check the key and go on' })).toBeEnabled();
  await visit('connect-wrong-key');
  await page.getByLabel('API key', { exact: true }).fill(apiKey);
  await page.getByRole('button', { name: 'Check the key and go on' }).click();
  await expect(page.getByRole('heading', { name: 'How far back?' })).toBeVisible();
  await visit('period');
  await page.getByText(/^Scope:/u).click();
  await expect(page.getByRole('button', { name: 'Billing' })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Attribute agents' }).click();
  await visit('period-scope');
  await page.getByRole('checkbox', { name: 'Attribute agents' }).click();
  await page.getByText(/^Scope:/u).click();
  await page.getByRole('radio', { name: 'Custom' }).click();
  await page.getByLabel('First day').fill('2020-02-30');
  await visit('period-custom');
  await reviewer.fetchDays(90);
  await page
    .getByRole('button', { name: /^(Fetching|Waiting)/u })
    .last()
    .click();
  await visit('syncing');
  await page.keyboard.press('Escape');
};

const desk = async (page: Page, reviewer: ReviewerInWindow, visit: Visit): Promise<void> => {
  await visit('desk-nothing-selected');
  await reviewer.search('refund');
  await expect(reviewer.list).toBeVisible();
  await reviewer.openFirst();
  await reviewer.verdict('Fail');
  await reviewer.label('wrong amount');
  await reviewer.note('Quotes the amount before tax. The article is out of date.');
  await visit('desk-judged');
  await reviewer.search('');
  await page.keyboard.press('Escape');
  await page.keyboard.press('End');
  await visit('desk-end-of-list');
  await reviewer.search('refund foo:bar after:soon');
  await visit('desk-query-problems');
  await reviewer.search('nothingatallislikethis');
  await expect(page.getByText(/No interactions|Nothing|no .*match/iu).first()).toBeVisible();
  await visit('desk-no-results');
  await reviewer.search('');
  await reviewer.exportCsv();
  await visit('desk-exported');
};

/** A conversation goes on after it was judged. */
const changed = async (page: Page, reviewer: ReviewerInWindow, api: FiniApi, visit: Visit): Promise<void> => {
  await reviewer.openFirst();
  await reviewer.verdict('Pass');
  const [newest] = api.lines();
  api.updateInteraction(goneOn(newest ?? ''));
  await page.getByRole('button', { name: 'Sync', exact: true }).click();
  await expect(page.getByText('This conversation changed since you judged it.')).toBeVisible({ timeout: 30_000 });
  await visit('desk-stale');
  await page.getByRole('button', { name: 'Show what changed' }).click();
  await expect(page.getByRole('region', { name: 'Messages that changed' })).toBeVisible();
  await visit('changes');
  await page.keyboard.press('Escape');
};

/** The newest interaction with another message, an edited one, a rating and another status. */
const goneOn = (line: string): Record<string, unknown> => {
  const interaction = JSON.parse(line) as { events: { message: string | null; csatRating: number | null }[] };
  const events = interaction.events.map((event, index) => ({
    ...event,
    ...(index === 0 && event.message !== null ? { message: `${event.message} (Order 4711, since Monday.)` } : {}),
  }));
  const last = { role: 'user', type: 'message', message: 'Thank you, that helped!', csatRating: 0 };
  return {
    ...interaction,
    status: 'Resolved by agent',
    events: [...events, { ...events.at(-1), ...last, id: 'gone-on', createdAt: Date.now() }],
  };
};

/** A run that waits, is stopped and goes on; what the cache holds; what runs did. */
const fetching = async (page: Page, api: FiniApi, visit: Visit): Promise<void> => {
  const panel = page.getByRole('button', { name: 'Progress, period and coverage' });
  const run = page.getByRole('region', { name: 'This run' });
  await api.stop();
  await page.getByRole('button', { name: 'Sync', exact: true }).click();
  await panel.click();
  await expect(run.getByRole('button', { name: 'Try now' })).toBeVisible({ timeout: 30_000 });
  await visit('sync-waiting');
  await run.getByRole('button', { name: 'Stop' }).click();
  await expect(run.getByRole('button', { name: 'Resume' })).toBeVisible();
  await visit('sync-stopped');
  await api.restart();
  await run.getByRole('button', { name: 'Resume' }).click();
  await expect(run.getByRole('heading', { name: 'Complete' })).toBeVisible({ timeout: 30_000 });
  await visit('sync-complete');
  await page.getByText('As a table').click();
  await visit('sync-coverage');
  await page.getByText('Fetch another period').click();
  await visit('sync-another-period');
  await page.getByRole('button', { name: 'Past runs and reports…' }).click();
  await page.getByRole('button', { name: 'Save report' }).click();
  await expect(page.getByText(/^Saved to/u)).toBeVisible();
  await visit('runs');
  await page.keyboard.press('Escape');
};

/** The application is quit while a run waits; it says so when it is opened again. */
const leftOff = async (
  page: Page,
  machine: Installation,
  api: FiniApi,
  open: ReturnType<typeof opener>,
): Promise<Page> => {
  await api.stop();
  await page.getByRole('button', { name: 'Sync', exact: true }).click();
  await expect(page.getByRole('button', { name: /^Waiting/u }).first()).toBeVisible({ timeout: 30_000 });
  await page.context().close();
  await machine.host().stop();
  await machine.startHost();
  const again = await open();
  await expect(again.page.getByText('Fetching was left off.')).toBeVisible({ timeout: 30_000 });
  return again.page;
};

const dialogs = async (page: Page, visit: Visit): Promise<void> => {
  const closed = async (): Promise<void> => {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  await page.getByRole('button', { name: 'All commands' }).click();
  await visit('commands');
  await closed();
  await page.getByRole('button', { name: 'Settings' }).click();
  await visit('settings');
  await page.getByRole('button', { name: 'All keyboard shortcuts' }).click();
  await visit('keys');
  await closed();
  await page.getByRole('button', { name: /^Workspace:/u }).click();
  await visit('workspace-menu');
  await page.getByRole('menuitem', { name: /Remove/u }).click();
  await visit('remove-workspace');
  await closed();
};
