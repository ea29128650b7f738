/** Fetching, as the UI asks for it: what is fetched, what the cache has, what runs did, what the catalogue names. */
import type { Coverage, SyncAsk } from '#shared/contract/data.ts';
import type { HostApi } from '#shared/contract/host.ts';
import type { Catalogue } from '#shared/domain/catalogue.ts';
import type { RunReport } from '#shared/domain/sync.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import type { Cache } from '../cache/cache.ts';
import { NothingUnfinishedError, RunUnknownError } from '../errors.ts';
import { readPreferences } from '../preferences.ts';
import { consolidate } from './consolidate.ts';
import { coverageOf } from './coverage.ts';
import { saveReport } from './save-report.ts';
import { defaultHabits, requestOf } from './sync-request.ts';

export interface SyncDesk {
  /** Starts a run. Throws NothingUnfinishedError, or what the host throws. */
  start(ask: SyncAsk): Promise<{ runId: string }>;
  /** Has what damage took fetched again; false when there is nothing that could be. */
  mend(): Promise<boolean>;
  coverage(): Coverage;
  /** Keeps what a run did; its windows join those that were there. */
  ended(report: RunReport): Promise<void>;
  reports(): Promise<RunReport[]>;
  /** Throws RunUnknownError. */
  saveReport(runId: string, ask: boolean): Promise<{ path: string; bytes: number } | null>;
  catalogue(): Promise<Catalogue | null>;
  refreshCatalogue(): Promise<Catalogue>;
}

export const createSyncDesk = (workspace: Workspace, cache: Cache, host: HostApi): SyncDesk => ({
  start: async (ask) => {
    const { refreshDays, scope } = await readPreferences(host, workspace.id);
    const request = requestOf(ask, cache.checkpoints, { refreshDays, scope }, Date.now());
    if (!request) throw new NothingUnfinishedError();
    return host.syncStart({ workspaceId: workspace.id, request });
  },
  mend: async () => {
    const request = requestOf({ kind: 'resume' }, cache.damagedWindows, defaultHabits, Date.now());
    if (!request) return false;
    await host.syncStart({ workspaceId: workspace.id, request });
    return true;
  },
  coverage: () => ({ spans: [...coverageOf(cache.checkpoints)], damaged: cache.damagedPages > 0 }),
  ended: async (report) => {
    await cache.runs.put(report);
    const { put, remove } = consolidate(cache.checkpoints);
    if (put.length + remove.length > 0) await cache.putWindows(put, remove);
  },
  reports: async () => [...(await cache.runs.all())],
  saveReport: async (runId, ask) => {
    const report = await cache.runs.get(runId);
    if (!report) throw new RunUnknownError();
    return saveReport(host, workspace.name, report, ask);
  },
  catalogue: () => cache.catalogue(),
  refreshCatalogue: async () => {
    const catalogue = await host.catalogueFetch({ workspaceId: workspace.id });
    await cache.putCatalogue(catalogue);
    return catalogue;
  },
});
