/** A host in memory, for tests of the data worker. */
import { randomUUID } from 'node:crypto';
import type { HostContract } from '#shared/contract/host.ts';
import type { Catalogue } from '#shared/domain/catalogue.ts';
import type { JournalEvent } from '#shared/domain/journal.ts';
import type { SyncRequest } from '#shared/domain/sync.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import type { Handlers } from '#shared/rpc/contract.ts';
import { DATA_KEY, WORKSPACE } from './interactions.ts';

export const workspace: Workspace = {
  id: WORKSPACE,
  name: 'Acme',
  kind: 'fini',
  reviewer: { id: '22222222-2222-4222-8222-222222222222', name: 'Ada' },
  createdAt: 0,
};

/** The host as the worker meets it: what it was sent, in memory. */
export const createHost = () => {
  const journal: JournalEvent[] = [];
  const files = new Map<string, { name: string; text: string; state: 'open' | 'saved' | 'aborted' }>();
  const state = {
    preferences: null as string | null,
    requests: [] as SyncRequest[],
    catalogue: { agents: [{ id: 'a1', name: 'Billing' }], tagGroups: [], tags: [], fetchedAt: 5 } as Catalogue,
    failJournal: false,
    writes: 0,
    onWrite: (): void => undefined,
  };
  const unused = (): never => {
    throw new Error('Not used here.');
  };
  const handlers: Handlers<HostContract> = {
    appInfo: unused,
    vaultStatus: () => ({ state: 'ready', kind: 'memory' }),
    vaultChoose: unused,
    vaultUnlock: unused,
    workspaceList: unused,
    workspaceCheckKey: unused,
    workspaceCreate: unused,
    workspaceRename: unused,
    workspaceReplaceKey: unused,
    workspaceRemove: () => undefined,
    syncStart: ({ request }) => {
      state.requests.push(request);
      return { runId: randomUUID() };
    },
    syncStop: unused,
    syncRetryNow: unused,
    catalogueFetch: () => state.catalogue,
    fileReveal: unused,
    openExternal: unused,
    workspaceOpen: () => ({ workspace, dataKey: DATA_KEY }),
    journalAppend: ({ events }) => {
      if (state.failJournal) throw new Error('disk');
      journal.push(...events);
      return { saved: events.length };
    },
    journalRead: ({ offset, limit }) => ({
      events: journal.slice(offset, offset + limit),
      next: offset + limit < journal.length ? offset + limit : null,
      damaged: offset === 0 ? 1 : 0,
    }),
    preferencesRead: () => ({ json: state.preferences }),
    preferencesWrite: ({ json }) => {
      state.preferences = json;
    },
    fileBegin: ({ suggestedName, ask }) => {
      if (ask) return null;
      const fileId = randomUUID();
      files.set(fileId, { name: suggestedName, text: '', state: 'open' });
      return { fileId };
    },
    fileWrite: ({ fileId, text }) => {
      const file = files.get(fileId)!;
      file.text += text;
      state.writes += 1;
      state.onWrite();
    },
    fileCommit: ({ fileId }) => {
      const file = files.get(fileId)!;
      file.state = 'saved';
      return { path: `/exports/${file.name}`, bytes: Buffer.byteLength(file.text) };
    },
    fileAbort: ({ fileId }) => {
      files.get(fileId)!.state = 'aborted';
    },
  };
  return { handlers, journal, files, state };
};

export type TestHost = ReturnType<typeof createHost>;
