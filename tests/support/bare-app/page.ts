/**
 * The application's page without its user interface: the real data worker over the real socket, for tests that drive it
 * by its methods. Everything a test may ask is a method of `globalThis.bare`.
 */
import type { DataContract } from '#shared/contract/data.ts';
import { interactionSchema } from '#shared/domain/interaction.ts';
import { isFinished, type SyncProgress } from '#shared/domain/sync.ts';
import { type SerializedError, toReviewerError } from '#shared/errors.ts';
import { begin } from '../../../src/renderer/state/begin.ts';
import { connect, getData } from '../../../src/renderer/state/connect.ts';
import { fingerprintOf } from '../fingerprint.ts';

export type BareAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: SerializedError };

export interface Bare {
  /** Calls a method of DataApi. */
  call(name: string, input: unknown): Promise<BareAnswer>;
  /** Waits for a run's last progress. */
  ended(runId: string): Promise<SyncProgress>;
  /** Every progress told so far, of all runs. */
  told(): readonly SyncProgress[];
  /** Id and fingerprint of every interaction in the cache. */
  dump(): Promise<readonly (readonly [id: string, fingerprint: string])[]>;
  /** Why the host is gone, or null. */
  lost(): SerializedError | null;
}

const ROWS = 500;
const told: SyncProgress[] = [];
const waiting = new Map<string, (progress: SyncProgress) => void>();
let lost: SerializedError | null = null;

const call = async (name: string, input: unknown): Promise<BareAnswer> => {
  try {
    const method = getData()[name as keyof DataContract] as (value: unknown) => Promise<unknown>;
    return { ok: true, value: await method(input) };
  } catch (error) {
    return { ok: false, error: toReviewerError(error, name).serialize() };
  }
};

const idsInCache = async (): Promise<readonly string[]> => {
  const data = getData();
  const { resultId, total } = await data.search({ text: '', sort: 'newest', limit: 1, facets: [] });
  const ids: string[] = [];
  while (ids.length < total) {
    const rows = await data.rows({ resultId, from: ids.length, count: ROWS });
    if (rows.length === 0) throw new Error('The result ended before its total.');
    ids.push(...rows.map(({ id }) => id));
  }
  return ids;
};

const bare: Bare = {
  call,
  ended: (runId) => {
    const last = told.findLast((progress) => progress.runId === runId && isFinished(progress.state));
    return last ? Promise.resolve(last) : new Promise((resolve) => waiting.set(runId, resolve));
  },
  told: () => told,
  dump: async () => {
    const found: (readonly [string, string])[] = [];
    for (const interactionId of await idsInCache()) {
      const view = await getData().interaction({ interactionId });
      if (!view) throw new Error('The list holds an interaction that cannot be read.');
      found.push([interactionId, fingerprintOf(interactionSchema.parse(view.interaction))]);
    }
    return found;
  },
  lost: () => lost,
};

const begun = await begin();
if (begun === null) throw new Error('The address holds no token.');
connect(
  begun,
  {
    cacheChanged: () => undefined,
    openProgress: () => undefined,
    syncProgress: (progress) => {
      told.push(progress);
      if (isFinished(progress.state)) waiting.get(progress.runId)?.(progress);
    },
    exportProgress: () => undefined,
    command: () => undefined,
    hostLost: ({ error }) => {
      lost = error;
    },
  },
  (error) => {
    lost = error.serialize();
  },
);
Reflect.set(globalThis, 'bare', bare);
