/**
 * Where the application as a whole stands: connected or not, which vault, which workspace, which run. Everything is
 * asked of the data worker; nothing is worked out here.
 */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { AppInfo, VaultStatus, WorkspaceEntry } from '#shared/contract/common.ts';
import type { CacheSummary, Coverage, SyncAsk } from '#shared/contract/data.ts';
import type { Catalogue } from '#shared/domain/catalogue.ts';
import type { SyncProgress } from '#shared/domain/sync.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import type { SerializedError } from '#shared/errors.ts';
import { recall } from './local-memory.ts';

/**
 * - `connecting`: the host has not answered yet
 * - `unlinked`: this page has no way to its host
 * - `vault`: the vault waits for a passphrase or a choice
 * - `welcome`: no workspace is open: connect one, or open one that is there
 * - `opening`: a workspace is loading, or failed to
 * - `period`: a workspace is open and holds nothing yet: how far back shall be fetched?
 * - `ready`: reading and judging
 * - `fatal`: nothing goes on without a restart
 */
export type Phase = 'connecting' | 'unlinked' | 'vault' | 'welcome' | 'opening' | 'period' | 'ready' | 'fatal';

export interface Opening {
  readonly entry: WorkspaceEntry;
  readonly done: number;
  /** 0 while unknown. */
  readonly total: number;
  readonly error: SerializedError | null;
  /** The desk was left on it: it is drawn at once, and fills when the workspace is open. */
  readonly onDesk: boolean;
}

export type Connection = { readonly state: 'connected' } | { readonly state: 'lost'; readonly error: SerializedError };

/** Which of the frame's dialogs is open. */
export type FrameDialog =
  | 'sync'
  | 'runs'
  | 'settings'
  | 'keys'
  | 'commands'
  | 'rename'
  | 'replace-key'
  | 'remove'
  | null;

export interface AppState {
  readonly phase: Phase;
  /** The workspace that a start comes to, most likely: its desk is drawn before anybody answered. */
  readonly expected: { readonly id: string; readonly name: string } | null;
  readonly info: AppInfo | null;
  readonly vault: VaultStatus | null;
  readonly workspaces: readonly WorkspaceEntry[];
  /** The open one. */
  readonly workspace: Workspace | null;
  readonly summary: CacheSummary | null;
  /** Which days the cache holds; null while it is not known. */
  readonly coverage: Coverage | null;
  /** Names of agents and tags; null while they were never fetched. */
  readonly catalogue: Catalogue | null;
  /** Grows whenever rows came or changed: queries run again. */
  readonly cacheVersion: number;
  /** The latest run of this window, running or ended; null before the first. */
  readonly sync: SyncProgress | null;
  /** What the latest run was asked for; null before the first. */
  readonly asked: { readonly runId: string; readonly request: SyncAsk } | null;
  /** What the check of a new key told of the last seven days; null when no key was checked in this window. */
  readonly recentInteractions: boolean | null;
  readonly connection: Connection;
  readonly opening: Opening | null;
  /** Why `fatal`. */
  readonly fatal: SerializedError | null;
  readonly dialog: FrameDialog;
}

const expectedWorkspace = (): AppState['expected'] => {
  const id = recall('workspace');
  return id === null || recall('start') !== 'desk' ? null : { id, name: recall('workspace-name') ?? '' };
};

export const appStore = createStore<AppState>(() => ({
  phase: 'connecting',
  expected: expectedWorkspace(),
  info: null,
  vault: null,
  workspaces: [],
  workspace: null,
  summary: null,
  coverage: null,
  catalogue: null,
  cacheVersion: 0,
  sync: null,
  asked: null,
  recentInteractions: null,
  connection: { state: 'connected' },
  opening: null,
  fatal: null,
  dialog: null,
}));

/** Reads the state in a component; draws again only when what is selected changes. */
export const useApp = <Selected>(select: (state: AppState) => Selected): Selected => useStore(appStore, select);

export const openDialog = (dialog: FrameDialog): void => appStore.setState({ dialog });
export const closeDialog = (): void => appStore.setState({ dialog: null });

/** The workspace that is open or on its way to it, or null. */
export const workspaceAhead = ({ workspace, opening }: AppState): Workspace | null =>
  workspace ?? opening?.entry.workspace ?? null;

/** The entry of the open workspace, or null. */
export const currentEntry = (state: AppState): WorkspaceEntry | null =>
  state.workspaces.find((entry) => entry.workspace.id === state.workspace?.id) ?? null;

/** An agent's name by id; the id where the catalogue does not know it. */
export const agentNameIn =
  (catalogue: Catalogue | null) =>
  (id: string): string =>
    catalogue?.agents.find((agent) => agent.id === id)?.name || id;
