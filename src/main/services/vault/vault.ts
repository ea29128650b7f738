/** Where keys are kept. `get` exists inside the host only: no contract between the rooms has it. */
import type { VaultKind } from '#shared/contract/common.ts';

/**
 * `api-key`: the Fini workspace key. `data-key`: 32 random bytes, base64, that seal the workspace's cache, journal and
 * preferences. `journal-key`: what is left of a data key when a workspace was removed and its journal kept.
 */
export type SecretName = 'api-key' | 'data-key' | 'journal-key';

export interface Vault {
  readonly kind: VaultKind;
  /** @throws KeychainDeniedError, DiskFullError, FileAccessError */
  set(workspaceId: string, name: SecretName, secret: string): Promise<void>;
  /** Null when there is none. */
  get(workspaceId: string, name: SecretName): Promise<string | null>;
  /** Deleting what is not there is no error. */
  delete(workspaceId: string, name: SecretName): Promise<void>;
}

/** The name a secret has inside a vault. */
export const accountOf = (workspaceId: string, name: SecretName): string => `${workspaceId}:${name}`;
