/** What the data worker tells the window unasked, written into the app store. */
import type { UiContract } from '#shared/contract/data.ts';
import { isFinished, type SyncProgress } from '#shared/domain/sync.ts';
import type { Handlers } from '#shared/rpc/contract.ts';
import { appStore } from './app-store.ts';
import { catalogueBesideSync, tellEnd } from './app-sync.ts';
import { getData } from './connect.ts';
import { performCommand } from './keys.ts';

const { getState: get, setState: set } = appStore;

let summaryWanted = false;
let summaryTimer: ReturnType<typeof setTimeout> | null = null;

/** Asks for the summary again, at most every half second. */
const refreshSummary = (): void => {
  if (summaryTimer !== null) {
    summaryWanted = true;
    return;
  }
  summaryTimer = setTimeout(() => {
    summaryTimer = null;
    if (summaryWanted) {
      summaryWanted = false;
      refreshSummary();
    }
  }, 500);
  const workspaceId = get().workspace?.id;
  Promise.all([getData().cacheSummary(), getData().coverage()]).then(
    ([summary, coverage]) => {
      if (summary.workspace.id === workspaceId && get().workspace?.id === workspaceId) set({ summary, coverage });
    },
    // The summary is drawn from again at the next change; a lost host says so by itself.
    () => undefined,
  );
};

/** A run has ended: what the cache holds now is told together with it, so that neither contradicts the other. */
const finish = async (sync: SyncProgress): Promise<void> => {
  try {
    const [summary, coverage] = await Promise.all([getData().cacheSummary(), getData().coverage()]);
    if (get().workspace?.id === sync.workspaceId) set({ sync, summary, coverage });
  } catch {
    // The end of the run is true without the summary.
    set({ sync });
  }
  if (sync.state === 'complete') catalogueBesideSync();
  tellEnd(sync);
};

/** What the window does with each event. */
export const workerEvents: Handlers<UiContract> = {
  cacheChanged: () => {
    set(({ cacheVersion }) => ({ cacheVersion: cacheVersion + 1 }));
    refreshSummary();
  },
  openProgress: ({ done, total }) => {
    set(({ opening }) => (opening ? { opening: { ...opening, done, total } } : {}));
  },
  syncProgress: (sync) => {
    if (get().workspace?.id !== sync.workspaceId) return;
    if (isFinished(sync.state)) void finish(sync);
    else set({ sync });
  },
  exportProgress: (progress) => {
    for (const listener of exportListeners) listener(progress);
  },
  command: ({ command }) => {
    performCommand(command);
  },
  hostLost: ({ error }) => set({ connection: { state: 'lost', error } }),
};

export interface ExportProgress {
  readonly rows: number;
  readonly total: number;
}

const exportListeners = new Set<(progress: ExportProgress) => void>();

/** Hears how an export goes on. Call the answer to stop. */
export const onExportProgress = (listener: (progress: ExportProgress) => void): (() => void) => {
  exportListeners.add(listener);
  return () => exportListeners.delete(listener);
};
