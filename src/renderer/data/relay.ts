/** What the UI asks of the host goes through the worker unchanged. */
import type { HostApi, relayedHostContract } from '#shared/contract/host.ts';
import type { Handlers } from '#shared/rpc/contract.ts';

type Relayed = typeof relayedHostContract;

/** Handlers that pass each relayed method on, one by one so that each keeps its types. */
export const relayHost = (host: HostApi): Handlers<Relayed> => ({
  appInfo: () => host.appInfo(),
  vaultStatus: () => host.vaultStatus(),
  vaultChoose: (input) => host.vaultChoose(input),
  vaultUnlock: (input) => host.vaultUnlock(input),
  workspaceList: () => host.workspaceList(),
  workspaceCheckKey: (input) => host.workspaceCheckKey(input),
  workspaceCreate: (input) => host.workspaceCreate(input),
  workspaceRename: (input) => host.workspaceRename(input),
  workspaceReplaceKey: (input) => host.workspaceReplaceKey(input),
  syncStop: (input) => host.syncStop(input),
  syncRetryNow: (input) => host.syncRetryNow(input),
  fileReveal: (input) => host.fileReveal(input),
  openExternal: (input) => host.openExternal(input),
});
