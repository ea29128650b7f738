/** What happens to the application as a whole: starting, unlocking, opening. Effects on the app store. */
import type { VaultStatus, WorkspaceEntry } from '#shared/contract/common.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import { toReviewerError } from '#shared/errors.ts';
import { keepStorage } from './app-storage.ts';
import { type AppState, appStore } from './app-store.ts';
import { isSyncing, stopSync } from './app-sync.ts';
import { begin } from './begin.ts';
import { connect, getData } from './connect.ts';
import { forget, recall, remember } from './local-memory.ts';
import { expectDesk, leaveDesk } from './review-desk.ts';
import { workerEvents } from './worker-events.ts';

const { getState: get, setState: set } = appStore;

const fail = (error: unknown, where: string): void =>
  set({ phase: 'fatal', fatal: toReviewerError(error, where).serialize() });

/** Finds the host, connects, and goes to whichever screen is due. */
export const startApp = async (): Promise<void> => {
  const begun = await begin();
  if (begun === null) {
    set({ phase: 'unlinked' });
    return;
  }
  try {
    const data = connect(begun, workerEvents, (error) => fail(error, 'data worker'));
    // Of a vault that is not ready the list may not be told; it is asked for again once it is.
    const listing = data.workspaceList().catch(() => null);
    const [info, vault] = await Promise.all([data.appInfo(), data.vaultStatus()]);
    set({ info });
    // Where the vault waits for the reviewer, the desk is not the first thing to be drawn at the next start.
    remember('start', vault.state === 'ready' ? 'desk' : 'vault');
    await vaultChanged(vault, listing);
  } catch (error) {
    fail(error, 'start');
  }
};

/**
 * The vault is ready, or not: goes on to the workspaces, or to the vault's screen.
 *
 * @param listing the workspaces, when they were asked for already; null when they could not be told
 */
export const vaultChanged = async (
  vault: VaultStatus,
  listing: Promise<readonly WorkspaceEntry[] | null> = Promise.resolve(null),
): Promise<void> => {
  set({ vault });
  if (vault.state !== 'ready') {
    set({ phase: 'vault' });
    return;
  }
  const workspaces = (await listing) ?? (await getData().workspaceList());
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
  await leaveWorkspace();
  set({
    phase: 'opening',
    opening: { entry, done: 0, total: 0, error: null, onDesk: recall('workspace') === workspaceId },
    workspace: null,
    summary: null,
    coverage: null,
    catalogue: null,
    sync: null,
    asked: null,
    dialog: null,
  });
  try {
    // Asked for in this order: the worker answers what comes behind the opening once it is done.
    const opened = getData().workspaceOpen({ workspaceId });
    const known = aroundCache();
    expectDesk(workspaceId);
    const summary = await opened;
    if (get().opening?.entry.workspace.id !== workspaceId) return;
    remember('workspace', workspaceId);
    remember('workspace-name', summary.workspace.name);
    const around = await known;
    if (get().opening?.entry.workspace.id !== workspaceId) return;
    keepStorage();
    const empty = summary.interactions === 0 && summary.windows.length === 0;
    set(({ cacheVersion }) => ({
      phase: empty && summary.workspace.kind === 'fini' ? 'period' : 'ready',
      opening: null,
      workspace: summary.workspace,
      summary,
      ...around,
      cacheVersion: cacheVersion + 1,
    }));
  } catch (error) {
    const serialized = toReviewerError(error, 'workspace').serialize();
    set(({ opening }) => (opening ? { opening: { ...opening, error: serialized } } : {}));
  }
};

/** What else is known of the cache that was opened. The workspace can be read without it. */
const aroundCache = async (): Promise<Pick<AppState, 'coverage' | 'catalogue'>> => {
  const [coverage, catalogue] = await Promise.allSettled([getData().coverage(), getData().catalogue()]);
  return {
    coverage: coverage.status === 'fulfilled' ? coverage.value : null,
    catalogue: catalogue.status === 'fulfilled' ? catalogue.value : null,
  };
};

/** Before another workspace is opened: what was written is saved, and a run stops where it can be gone on with. */
const leaveWorkspace = async (): Promise<void> => {
  if (get().workspace === null) return;
  if (isSyncing(get().sync)) await stopSync();
  await leaveDesk();
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
  if (recall('workspace') === workspaceId) {
    forget('workspace');
    forget('workspace-name');
  }
  const wasOpen = get().workspace?.id === workspaceId || get().opening?.entry.workspace.id === workspaceId;
  await refreshWorkspaces();
  if (!wasOpen) return;
  set({
    workspace: null,
    summary: null,
    coverage: null,
    catalogue: null,
    sync: null,
    asked: null,
    opening: null,
    dialog: null,
    expected: null,
    phase: 'connecting',
  });
  await vaultChanged(await getData().vaultStatus());
};

/** Renames the open workspace. Rejects with a ReviewerError. */
export const renameWorkspace = async (workspaceId: string, name: string): Promise<void> => {
  const workspace = await getData().workspaceRename({ workspaceId, name });
  if (recall('workspace') === workspaceId) remember('workspace-name', workspace.name);
  set((state) => ({
    workspace: state.workspace?.id === workspaceId ? workspace : state.workspace,
    workspaces: state.workspaces.map((entry) => (entry.workspace.id === workspaceId ? { ...entry, workspace } : entry)),
  }));
};

/** From the empty workspace's question straight to the (empty) desk. */
export const skipPeriod = (): void => set({ phase: 'ready' });

export { type ExportProgress, onExportProgress } from './worker-events.ts';
