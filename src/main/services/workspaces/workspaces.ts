/** Workspaces: connecting, listing, opening and removing them, with their keys in the vault. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkspaceEntry } from '#shared/contract/common.ts';
import { WHOLE_WINDOW_SCOPE } from '#shared/domain/scope.ts';
import { DAY, type Workspace } from '#shared/domain/workspace.ts';
import { InvalidRequestError, ReviewerError } from '#shared/errors.ts';
import type { Clock } from '../clock.ts';
import { KEY_BYTES } from '../crypto/seal.ts';
import { deleteIfThere } from '../disk/atomic-write.ts';
import { toStorageError } from '../disk/storage-errors.ts';
import type { FetchedPage, FiniClient } from '../fini/client.ts';
import { createJournal, type Journal } from '../journal/journal.ts';
import { deriveJournalKey } from '../journal/line.ts';
import { createPreferences, type Preferences } from '../journal/preferences.ts';
import { KeyNotFoundError } from '../vault/errors.ts';
import type { SecretName, Vault } from '../vault/vault.ts';
import type { Registry } from './registry.ts';

export type NewWorkspace =
  | { readonly kind: 'fini'; readonly name: string; readonly reviewerName: string; readonly apiKey: string }
  | { readonly kind: 'sample'; readonly reviewerName: string };

/** A workspace whose data can be read. */
export interface OpenWorkspace {
  readonly workspace: Workspace;
  readonly dataKey: Buffer;
  readonly journal: Journal;
  readonly preferences: Preferences;
}

export interface Workspaces {
  list(): Promise<readonly WorkspaceEntry[]>;
  /** Asks Fini one small question. @throws why the key does not work */
  checkKey(apiKey: string): Promise<{ readonly hasRecentInteractions: boolean }>;
  /** Checks the key, then keeps it. When any step fails nothing of the workspace remains. */
  create(wanted: NewWorkspace): Promise<Workspace>;
  rename(workspaceId: string, name: string): Promise<Workspace>;
  replaceKey(workspaceId: string, apiKey: string): Promise<void>;
  /** @throws WorkspaceNotFoundError, KeyNotFoundError, VaultLockedError, VaultNotChosenError */
  open(workspaceId: string): Promise<OpenWorkspace>;
  /** The key requests are made with. @throws KeyNotFoundError */
  apiKey(workspaceId: string): Promise<string>;
  remove(workspaceId: string, withJournal: boolean): Promise<void>;
  close(): Promise<void>;
}

const SECRETS: readonly SecretName[] = ['api-key', 'data-key'];

export const createWorkspaces = (options: {
  readonly dataDirectory: string;
  readonly registry: Registry;
  /** The vault in use; throws when there is none yet. */
  readonly vault: () => Promise<Vault>;
  readonly clientFor: (apiKey: string) => FiniClient;
  /** Makes a request within the key's limit. */
  readonly paced: (apiKey: string, request: () => Promise<FetchedPage>) => Promise<FetchedPage>;
  readonly clock: Clock;
}): Workspaces => {
  const { clock, registry, vault } = options;
  const opened = new Map<string, Promise<OpenWorkspace>>();
  const journalPath = (id: string): string => join(options.dataDirectory, 'journals', `${id}.journal`);
  const preferencesPath = (id: string): string => join(options.dataDirectory, 'preferences', `${id}.sealed`);

  const checkKey = async (apiKey: string): Promise<{ readonly hasRecentInteractions: boolean }> => {
    const until = clock.now();
    const query = { ...WHOLE_WINDOW_SCOPE, since: until - 7 * DAY, until: null, limit: 1, cursor: null };
    const page = await options.paced(apiKey, () => options.clientFor(apiKey).list(query, AbortSignal.timeout(60_000)));
    return { hasRecentInteractions: page.rows.length + page.quarantined > 0 };
  };

  const openNow = async (workspaceId: string): Promise<OpenWorkspace> => {
    const workspace = await registry.find(workspaceId);
    const encoded = await (await vault()).get(workspaceId, 'data-key');
    const dataKey = Buffer.from(encoded ?? '', 'base64');
    // A new key is never made in its place: what the old one sealed would look damaged for good.
    if (dataKey.length !== KEY_BYTES) throw new KeyNotFoundError('data-key');
    try {
      for (const folder of ['journals', 'preferences'])
        await mkdir(join(options.dataDirectory, folder), { recursive: true, mode: 0o700 });
    } catch (error) {
      throw toStorageError(error, 'the data folder');
    }
    return {
      workspace,
      dataKey,
      journal: createJournal({ path: journalPath(workspaceId), workspaceId, journalKey: deriveJournalKey(dataKey) }),
      preferences: createPreferences(preferencesPath(workspaceId), workspaceId, dataKey),
    };
  };

  const closeOne = async (workspaceId: string): Promise<void> => {
    const opening = opened.get(workspaceId);
    opened.delete(workspaceId);
    const workspace = await opening?.catch(() => null);
    await workspace?.journal.close();
  };

  const has = async (workspaceId: string, name: SecretName): Promise<boolean> => {
    try {
      return (await (await vault()).get(workspaceId, name)) !== null;
    } catch (error) {
      // A locked or unreachable vault must not hide the workspaces.
      if (error instanceof ReviewerError) return false;
      throw error;
    }
  };

  return {
    list: async () => {
      const entries: WorkspaceEntry[] = [];
      for (const workspace of await registry.list())
        entries.push({
          workspace,
          hasApiKey: workspace.kind === 'sample' || (await has(workspace.id, 'api-key')),
          hasDataKey: await has(workspace.id, 'data-key'),
        });
      return entries;
    },

    checkKey,

    create: async (wanted) => {
      const keys = await vault();
      if (wanted.kind === 'fini') await checkKey(wanted.apiKey);
      const workspace: Workspace = {
        id: randomUUID(),
        name: wanted.kind === 'fini' ? wanted.name : 'Sample data',
        kind: wanted.kind,
        reviewer: { id: await registry.reviewerId(), name: wanted.reviewerName },
        createdAt: clock.now(),
      };
      try {
        await keys.set(workspace.id, 'data-key', randomBytes(KEY_BYTES).toString('base64'));
        if (wanted.kind === 'fini') await keys.set(workspace.id, 'api-key', wanted.apiKey);
        await registry.add(workspace);
      } catch (error) {
        for (const name of SECRETS) await keys.delete(workspace.id, name).catch(() => undefined);
        throw error;
      }
      return workspace;
    },

    rename: async (workspaceId, name) => {
      const renamed = await registry.rename(workspaceId, name);
      const opening = opened.get(workspaceId);
      if (opened.has(workspaceId) && opening)
        opened.set(
          workspaceId,
          opening.then((open) => ({ ...open, workspace: renamed })),
        );
      return renamed;
    },

    replaceKey: async (workspaceId, apiKey) => {
      const workspace = await registry.find(workspaceId);
      if (workspace.kind !== 'fini') throw new InvalidRequestError('workspaceReplaceKey', 'sample data has no key');
      const keys = await vault();
      await checkKey(apiKey);
      await keys.set(workspaceId, 'api-key', apiKey);
    },

    open: (workspaceId) => {
      const known = opened.get(workspaceId);
      if (known) return known;
      const opening = openNow(workspaceId);
      opened.set(workspaceId, opening);
      opening.catch(() => {
        if (opened.get(workspaceId) === opening) opened.delete(workspaceId);
      });
      return opening;
    },

    apiKey: async (workspaceId) => {
      await registry.find(workspaceId);
      const apiKey = await (await vault()).get(workspaceId, 'api-key');
      if (apiKey === null) throw new KeyNotFoundError('api-key');
      return apiKey;
    },

    remove: async (workspaceId, withJournal) => {
      await registry.find(workspaceId);
      await closeOne(workspaceId);
      const keys = await vault();
      if (!withJournal) {
        // The kept journal stays readable by whoever has this key; the cache, sealed with the data key, does not.
        const dataKey = Buffer.from((await keys.get(workspaceId, 'data-key')) ?? '', 'base64');
        if (dataKey.length === KEY_BYTES)
          await keys.set(workspaceId, 'journal-key', deriveJournalKey(dataKey).toString('base64'));
      }
      for (const name of SECRETS) await keys.delete(workspaceId, name);
      await deleteIfThere(preferencesPath(workspaceId), 'the workspace’s settings');
      await deleteIfThere(`${preferencesPath(workspaceId)}.damaged`, 'the workspace’s settings');
      if (withJournal) await deleteIfThere(journalPath(workspaceId), 'the review journal');
      await registry.remove(workspaceId);
    },

    close: async () => {
      await Promise.all([...opened.keys()].map(closeOne));
    },
  };
};
