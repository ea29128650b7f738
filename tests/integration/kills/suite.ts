/**
 * A hundred kills of one process while it syncs: the host's program or the page's renderer, both real. After each the
 * application starts again and goes on; whenever the server's data is there whole it is compared, and another workspace
 * is begun.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type BrowserContext, chromium, type Page } from 'playwright';
import { expect } from 'vitest';
import type { SyncAsk } from '#shared/contract/data.ts';
import { isLeftOff, type WindowCheckpoint } from '#shared/domain/sync.ts';
import { generateInteractions } from '../../../src/main/services/sample/generate.ts';
import { type BareApp, buildBareApp } from '../../support/bare-app/build.ts';
import {
  type Desk,
  deskIn,
  differences,
  fingerprintsOf,
  lastDays,
  NO_DIFFERENCES,
} from '../../support/bare-app/desk.ts';
import { browserArguments, findBrowser } from '../../support/browser.ts';
import { type FiniApi, startFiniApi } from '../../support/fini-api/index.ts';
import { type Installation, makeInstallation } from '../../support/installation.ts';
import { keychainUnavailable } from '../../support/keychain.ts';
import { acknowledgedPages, pageName } from './refetched.ts';

export const KILLS = 100;
const COUNT = 1600;
const PAGE = 10;
/** A run is killed after at most so many requests, and so many ms on top. */
const MOST_REQUESTS = 9;
const LONGEST_AFTER = 40;
const PASSPHRASE = 'correct horse battery';

/** Why nothing can be killed here, or null. */
export const killsUnavailable = (): string | null =>
  findBrowser() === null ? 'there is no Chromium, Chrome or Edge' : null;

/** Numbers in [0, 1) that are the same at every run of the tests. */
const randomFrom = (seed: number) => (): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};

export interface Stage {
  readonly api: FiniApi;
  readonly machine: Installation;
  readonly context: BrowserContext;
  page: Page;
  desk: Desk;
  close(): Promise<void>;
}

export const setStage = async (): Promise<Stage> => {
  const app: BareApp = await buildBareApp(true);
  const interactions = generateInteractions({ now: Date.now() - 60_000, count: COUNT, seed: 3 });
  const api = await startFiniApi({ interactions, largestPage: PAGE, latencyMs: 12 });
  const machine = await makeInstallation({
    apiUrl: api.url,
    entry: app.entry,
    keychain: keychainUnavailable() === null,
    environment: { FINI_API_REQUEST_LIMIT: 'none' },
  });
  await machine.startHost();
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error('There is no Chromium, Chrome or Edge to test with.');
  const context = await chromium.launchPersistentContext(machine.folders.profile, {
    executablePath,
    args: [...browserArguments()],
    headless: true,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const stage = {
    api,
    machine,
    context,
    page,
    desk: await enter(page, machine),
    close: async () => {
      await context.close();
      await machine.remove();
      await api.stop();
      await app.remove();
    },
  };
  if (keychainUnavailable() !== null)
    await stage.desk.call('vaultChoose', { kind: 'passphrase', passphrase: PASSPHRASE });
  return stage;
};

let entered = 0;

/** Loads the page of the host that runs now, and unlocks its keys. */
export const enter = async (page: Page, machine: Installation): Promise<Desk> => {
  entered += 1;
  await page.goto(machine.host().url.replace('/#', `/?entered=${entered}#`));
  const desk = await deskIn(page);
  const vault = await desk.call('vaultStatus', undefined);
  if (vault.state === 'locked') await desk.call('vaultUnlock', { passphrase: PASSPHRASE });
  return desk;
};

/**
 * Kills again and again, and proves after each kill that no acknowledged page is asked for again, and at each end of a
 * run that the cache equals the server's data.
 *
 * @param kill kills and starts again, leaving `stage.desk` ready
 * @returns how often the data was whole
 */
export const killAgainAndAgain = async (stage: Stage, kill: () => Promise<void>, seed: number): Promise<number> => {
  const random = randomFrom(seed);
  let whole = 0;
  let workspaceId: string | null = null;
  const refetched: string[] = [];

  /** Waits for a random moment of a run, counted in requests: a slow machine must not kill sooner. */
  const moment = async (asked: number): Promise<null> => {
    const wanted = asked + Math.floor(random() * (MOST_REQUESTS + 1));
    const more = random() * LONGEST_AFTER;
    while (stage.api.requests.length < wanted) await sleep(2);
    return sleep(more, null);
  };

  const compareAndBeginAnew = async (known: string): Promise<void> => {
    expect(differences(fingerprintsOf(stage.api), await stage.desk.dump())).toEqual(NO_DIFFERENCES);
    await stage.desk.call('workspaceRemove', { workspaceId: known, withJournal: true });
    workspaceId = null;
    whole += 1;
  };

  for (let kills = 0; kills < KILLS || workspaceId !== null; ) {
    const { api } = stage;
    if (workspaceId === null) {
      const wanted = { kind: 'fini', name: 'Acme', reviewerName: 'Robin', apiKey: api.key } as const;
      workspaceId = (await stage.desk.call('workspaceCreate', wanted)).id;
      api.clearRequests();
    }
    const { windows } = await stage.desk.call('workspaceOpen', { workspaceId });
    // Killed at the very end, there is nothing left to go on with, and neighbouring windows may have become one.
    if (windows.length > 0 && !windows.some(isLeftOff)) {
      await compareAndBeginAnew(workspaceId);
      continue;
    }
    const acknowledged = acknowledgedPages(api.requests, windows);
    expect(acknowledged.size, 'pages that the checkpoints count').toBe(pagesOf(windows));
    const asked = api.requests.length;
    const request: SyncAsk = windows.length > 0 ? { kind: 'resume' } : lastDays(89);
    const { runId } = await stage.desk.call('syncStart', { request });
    const ended = stage.desk.ended(runId).catch(() => null);
    const progress = await (kills < KILLS ? Promise.race([ended, moment(asked)]) : ended);
    if (progress === null) {
      expect(kills).toBeLessThan(KILLS);
      await kill();
      kills += 1;
    } else {
      expect(progress.state, JSON.stringify(progress.error)).toBe('complete');
      await compareAndBeginAnew(workspaceId);
    }
    refetched.push(
      ...api.requests
        .slice(asked)
        .map(pageName)
        .filter((page) => acknowledged.has(page)),
    );
    expect(refetched).toEqual([]);
  }
  expect(stage.api.violations).toEqual([]);
  return whole;
};

const pagesOf = (windows: readonly WindowCheckpoint[]): number => windows.reduce((sum, { pages }) => sum + pages, 0);
