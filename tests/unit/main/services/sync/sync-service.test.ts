import { describe, expect, it } from 'vitest';
import { WHOLE_SCOPE } from '#shared/domain/scope.ts';
import type { SyncProgress } from '#shared/domain/sync.ts';
import { CancelledError } from '#shared/errors.ts';
import { systemClock } from '../../../../../src/main/services/clock.ts';
import { createUnpaced } from '../../../../../src/main/services/sync/key-pacer.ts';
import { createSyncService } from '../../../../../src/main/services/sync/sync-service.ts';

const endless = (told: SyncProgress[]) => ({
  workspaceId: 'workspace-1',
  request: {
    period: { since: 0, until: 1000 },
    openEnded: false,
    floor: null,
    scope: WHOLE_SCOPE,
    unfinished: [],
    recheck: [],
    older: [],
    unfinishedOnly: false,
  },
  client: {
    list: (_query: unknown, signal: AbortSignal) =>
      new Promise<never>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new CancelledError('The request')));
      }),
    agents: async () => [],
    tagGroups: async () => [],
    tags: async () => [],
  },
  pacer: createUnpaced(),
  store: {
    putPage: async () => ({ added: 0, changed: 0, unchanged: 0 }),
    putWindows: async () => undefined,
    putReport: async () => undefined,
    syncProgress: async (progress: SyncProgress) => {
      told.push(progress);
    },
  },
  clock: systemClock,
  random: Math.random,
});

describe('the sync service', () => {
  it('answers with the run’s id before anything is told of it', async () => {
    const told: SyncProgress[] = [];
    const sync = createSyncService();
    const runId = sync.start(endless(told));
    await Promise.resolve();
    expect(told).toEqual([]);
    await sync.stop(runId);
    expect(new Set(told.map((progress) => progress.runId))).toEqual(new Set([runId]));
    expect(told.at(-1)?.state).toBe('stopped');
  });

  it('runs one at a time', async () => {
    const sync = createSyncService();
    const runId = sync.start(endless([]));
    expect(() => sync.start(endless([]))).toThrowError(expect.objectContaining({ code: 'already-running' }));
    await sync.stop(runId);
    await sync.stop(sync.start(endless([])));
  });

  it('takes a stop of a run that has ended as done', async () => {
    const sync = createSyncService();
    await expect(sync.stop('another')).resolves.toBeUndefined();
  });

  it('stops the run of a workspace that is removed, and no other', async () => {
    const told: SyncProgress[] = [];
    const sync = createSyncService();
    sync.start(endless(told));
    await sync.stopWorkspace('workspace-2');
    expect(() => sync.start(endless([]))).toThrow();
    await sync.stopWorkspace('workspace-1');
    expect(told.at(-1)?.state).toBe('stopped');
  });
});
