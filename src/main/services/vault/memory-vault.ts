/** Keys until the application quits. */
import { accountOf, type Vault } from './vault.ts';

export interface MemoryVault extends Vault {
  readonly kind: 'memory';
  /** What it holds, by account, for moving it into a vault that lasts. */
  entries(): ReadonlyMap<string, string>;
}

export const createMemoryVault = (): MemoryVault => {
  const secrets = new Map<string, string>();
  return {
    kind: 'memory',
    set: async (workspaceId, name, secret) => {
      secrets.set(accountOf(workspaceId, name), secret);
    },
    get: async (workspaceId, name) => secrets.get(accountOf(workspaceId, name)) ?? null,
    delete: async (workspaceId, name) => {
      secrets.delete(accountOf(workspaceId, name));
    },
    entries: () => secrets,
  };
};
