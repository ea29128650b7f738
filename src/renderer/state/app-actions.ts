/** What happens to the application as a whole: starting, unlocking, opening, fetching. Effects on the app store. */
import type { VaultStatus } from '#shared/contract/common.ts';
import { isFinished, type SyncProgress } from '#shared/domain/sync.ts';
import type { Period, Workspace } from '#shared/domain/workspace.ts';
import { toReviewerError } from '#shared/errors.ts';
import { toast } from '../ui/toast.ts';
import { appStore } from './app-store.ts';
import { connect, getData } from './connect.ts';
import { findHost } from './find-host.ts';
import { forget, recall, remember } from './local-memory.ts';
import { workerEvents } from './worker-events.ts';

const { getState: get, setState: set } = appStore;

const fail = (error: unknown, where: string): void =>
  set({ phase: 'fatal', fatal: toReviewerError(error, where).serialize() });

/** Finds the host, connects, and goes to whichever screen is due. */
export const startApp = async (): Promise<void> => {
  const link = await findHost();
  if (link === null) {
    set({ phase: 'unlinked' });
    return;
  }
  try {
    const data = connect(link, workerEvents, (error) => fail(error, 'data worker'));
    const [info, vault] = await Promise.all([data.appInfo(), data.vaultStatus()]);
    set({ info });
    await vaultChanged(vault);
  } catch (error) {
    fail(error, 'start');
  }
};

/** The vault is ready, or not: goes on to the workspaces, or to the vault's screen. */
export const vaultChanged = async (vault: VaultStatus): Promise<void> => {
  set({ vault });
  if (vault.state !== 'ready') {
    set({ phase: 'vault' });
    return;
  }
  const workspaces = await getData().workspaceList();
  set({ workspaces });
  const openable = workspaces.filter((entry) => entry.hasDataKey);
  const last = openable.find((entry) => entry.workspace.id === recall('workspace')) ?? openable[0];
  if (last) await openWorkspace(last.workspace.id);
  else set({ phase: 'welcome' });
};

export const refreshWorkspaces = async (): Promise<void> => {
  set({ workspaces: await getData().workspaceList() });
};

/** Opens a workspace and goes to it; a failure stays on the opening screen, with its reason. */
export const openWorkspace = async (workspaceId: string): Promise<void> => {
  const entry = get().workspaces.find((candidate) => candidate.workspace.id === workspaceId);
  if (!entry) return;
  set({
    phase: 'opening',
    opening: { entry, done: 0, total: 0, error: null },
    workspace: null,
    summary: null,
    sync: null,
    dialog: null,
  });
  try {
    const summary = await getData().workspaceOpen({ workspaceId });
    if (get().opening?.entry.workspace.id !== workspaceId) return;
    remember('workspace', workspaceId);
    const empty = summary.interactions === 0 && summary.windows.length === 0;
    set(({ cacheVersion }) => ({
      phase: empty && summary.workspace.kind === 'fini' ? 'period' : 'ready',
      opening: null,
      workspace: summary.workspace,
      summary,
      cacheVersion: cacheVersion + 1,
    }));
  } catch (error) {
    const serialized = toReviewerError(error, 'workspace').serialize();
    set(({ opening }) => (opening ? { opening: { ...opening, error: serialized } } : {}));
  }
};

/** A workspace was made: lists again and opens it. */
export const workspaceCreated = async (workspace: Workspace): Promise<void> => {
  await refreshWorkspaces();
  await openWorkspace(workspace.id);
};

/** Leaves the open workspace on the screen and shows the ways to add another. */
export const addWorkspace = (): void => set({ phase: 'welcome', dialog: null });

/** Back from adding one, or from failing to open one. */
export const leaveWelcome = async (): Promise<void> => {
  if (get().workspace) set({ phase: 'ready' });
};

/** Removes a workspace. Rejects with a ReviewerError. */
export const removeWorkspace = async (workspaceId: string, withJournal: boolean): Promise<void> => {
  await getData().workspaceRemove({ workspaceId, withJournal });
  if (recall('workspace') === workspaceId) forget('workspace');
  const wasOpen = get().workspace?.id === workspaceId || get().opening?.entry.workspace.id === workspaceId;
  await refreshWorkspaces();
  if (!wasOpen) return;
  set({ workspace: null, summary: null, sync: null, opening: null, dialog: null, phase: 'connecting' });
  await vaultChanged(await getData().vaultStatus());
};

/** Renames the open workspace. Rejects with a ReviewerError. */
export const renameWorkspace = async (workspaceId: string, name: string): Promise<void> => {
  const workspace = await getData().workspaceRename({ workspaceId, name });
  set((state) => ({
    workspace: state.workspace?.id === workspaceId ? workspace : state.workspace,
    workspaces: state.workspaces.map((entry) => (entry.workspace.id === workspaceId ? { ...entry, workspace } : entry)),
  }));
};

/** True while a run is fetching or waiting to. */
export const isSyncing = (sync: SyncProgress | null): boolean => sync !== null && !isFinished(sync.state);

/** Starts fetching a period. Rejects with a ReviewerError. */
export const startSync = async (period: Period): Promise<void> => {
  await getData().syncStart({ period });
  set(({ phase }) => ({ phase: phase === 'period' ? 'ready' : phase }));
};

/** Goes on with the run that was stopped or interrupted: the same period, from its checkpoint. */
export const resumeSync = async (): Promise<void> => {
  const { sync } = get();
  if (sync) await startSync({ since: sync.since, until: sync.until });
};

/** Stops the run. What was fetched stays. */
export const stopSync = async (): Promise<void> => {
  const { sync } = get();
  if (!sync || isFinished(sync.state)) return;
  try {
    await getData().syncStop({ runId: sync.runId });
  } catch (error) {
    toast.error(toReviewerError(error, 'sync').serialize());
  }
};

/** From the empty workspace's question straight to the (empty) desk. */
export const skipPeriod = (): void => set({ phase: 'ready' });

export { type ExportProgress, onExportProgress } from './worker-events.ts';
