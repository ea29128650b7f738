/** The bare page as seen from a test: DataApi's methods by name, runs to their end, and what the cache holds. */
import type { Page } from 'playwright';
import type { DataApi, DataContract, SyncAsk } from '#shared/contract/data.ts';
import { interactionSchema } from '#shared/domain/interaction.ts';
import { WHOLE_SCOPE } from '#shared/domain/scope.ts';
import type { SyncProgress } from '#shared/domain/sync.ts';
import { DAY } from '#shared/domain/workspace.ts';
import { deserializeError, ReviewerError } from '#shared/errors.ts';
import { fingerprintOf } from '../fingerprint.ts';
import type { FiniApi } from '../fini-api/index.ts';
import type { Bare } from './page.ts';

type Output<Name extends keyof DataContract> = Awaited<ReturnType<DataApi[Name]>>;
type Input<Name extends keyof DataContract> = Parameters<DataApi[Name]>[0];

export interface Desk {
  call<Name extends keyof DataContract>(name: Name, input: Input<Name>): Promise<Output<Name>>;
  /** Starts a run and waits for its last progress. */
  run(ask: SyncAsk): Promise<SyncProgress>;
  ended(runId: string): Promise<SyncProgress>;
  told(): Promise<readonly SyncProgress[]>;
  /** Fingerprints of the cache's interactions by id. */
  dump(): Promise<ReadonlyMap<string, string>>;
}

/** What the page's own functions see of it. */
declare const bare: Bare;

/** Waits until the bare page is there. */
export const deskIn = async (page: Page): Promise<Desk> => {
  await page.waitForFunction('globalThis.bare !== undefined', null, { polling: 10 });
  const call = async <Name extends keyof DataContract>(name: Name, input: Input<Name>): Promise<Output<Name>> => {
    const answer = await page.evaluate(([method, value]) => bare.call(method, value), [name, input] as const);
    if (!answer.ok) throw deserializeError(answer.error);
    return answer.value as Output<Name>;
  };
  const ended = (runId: string): Promise<SyncProgress> => page.evaluate((id) => bare.ended(id), runId);
  return {
    call,
    ended,
    run: async (ask) => ended((await call('syncStart', { request: ask })).runId),
    told: () => page.evaluate(() => bare.told()),
    dump: async () => new Map(await page.evaluate(() => bare.dump())),
  };
};

/** Everything of the last `days` days, on to whatever comes while it is fetched. */
export const lastDays = (days: number, now = Date.now()): SyncAsk => ({
  kind: 'period',
  period: { since: now - days * DAY, until: now },
  openEnded: true,
  scope: WHOLE_SCOPE,
});

/** Makes the one workspace of a test, with its keys in memory, and opens it. */
export const openWorkspace = async (desk: Desk, apiKey: string): Promise<string> => {
  await desk.call('vaultChoose', { kind: 'memory' });
  const wanted = { kind: 'fini', name: 'Acme Support', reviewerName: 'Robin', apiKey } as const;
  const { id } = await patiently(() => desk.call('workspaceCreate', wanted));
  await desk.call('workspaceOpen', { workspaceId: id });
  return id;
};

/** Asks again where a machine at work was too slow for the short patience of a test, as a reviewer would. */
const patiently = async <T>(ask: () => Promise<T>): Promise<T> => {
  for (let left = 4; ; left -= 1) {
    try {
      return await ask();
    } catch (error) {
      if (left === 0 || !(error instanceof ReviewerError) || error.code !== 'timeout') throw error;
    }
  }
};

/** Fingerprints of what the server holds now, by id. */
export const fingerprintsOf = (api: FiniApi): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const line of api.lines()) {
    const interaction = interactionSchema.parse(JSON.parse(line));
    found.set(interaction.id, fingerprintOf(interaction));
  }
  return found;
};

/** How the cache differs from the server: ids that are missing, that are too many, and whose content is another. */
export const differences = (
  server: ReadonlyMap<string, string>,
  cache: ReadonlyMap<string, string>,
): { readonly missing: readonly string[]; readonly extra: readonly string[]; readonly other: readonly string[] } => ({
  missing: [...server.keys()].filter((id) => !cache.has(id)),
  extra: [...cache.keys()].filter((id) => !server.has(id)),
  other: [...server].filter(([id, fingerprint]) => cache.has(id) && cache.get(id) !== fingerprint).map(([id]) => id),
});

export const NO_DIFFERENCES = { missing: [], extra: [], other: [] };
