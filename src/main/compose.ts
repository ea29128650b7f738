/** The composition root: every service of the host is made and joined here, by hand, from what a shell can do. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Command } from '#shared/contract/common.ts';
import { hostContract } from '#shared/contract/host.ts';
import { workerContract } from '#shared/contract/worker.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import { InvalidRequestError } from '#shared/errors.ts';
import { type Channel, openChannel } from '#shared/rpc/channel.ts';
import type { Handlers } from '#shared/rpc/contract.ts';
import type { Port } from '#shared/rpc/port.ts';
import { systemClock } from './services/clock.ts';
import { makePrivateFolder } from './services/disk/atomic-write.ts';
import { createFiles, sweepLeftOvers } from './services/files/files.ts';
import { fetchCatalogue } from './services/fini/catalogue.ts';
import type { FiniClient } from './services/fini/client.ts';
import type { RequestLimits } from './services/fini/get-json.ts';
import { createHttpClient } from './services/fini/http-client.ts';
import { createSampleClient } from './services/sample/sample-client.ts';
import { lockDataDirectory } from './services/single-instance.ts';
import { createKeyPacer, createUnpaced, type KeyPacer } from './services/sync/key-pacer.ts';
import { openPaceLog, type PaceLog } from './services/sync/pace-log.ts';
import { KEY_LIMIT, type RequestLimit } from './services/sync/pacer.ts';
import type { RetryPolicy } from './services/sync/retry.ts';
import { createSyncService } from './services/sync/sync-service.ts';
import { createKeychainOpener } from './services/vault/keychain-once.ts';
import { createVaultKeeper } from './services/vault/vault-keeper.ts';
import { createRegistry } from './services/workspaces/registry.ts';
import { createWorkspaces } from './services/workspaces/workspaces.ts';

/** What a shell lends to the services. */
export interface HostCapabilities {
  readonly shell: 'electron' | 'web';
  readonly version: string;
  /** Holds journals, settings and the vault file; made with mode 0700. */
  readonly dataDirectory: string;
  /** Holds one-click exports. */
  readonly exportDirectory: string;
  /** From `apiBaseUrlFrom`. */
  readonly apiBaseUrl: URL;
  /** From `isPaced`: whether requests keep to the limit of a key. */
  readonly paced: boolean;
  /** Shorter time-outs and waits than a reviewer's, for tests that make hundreds of requests fail. */
  readonly patience?: {
    readonly limits?: Partial<RequestLimits>;
    readonly retry?: Partial<RetryPolicy>;
    /** In the place of the key's limit. */
    readonly pace?: RequestLimit;
  };
  /** Asks where to save; null when the shell cannot ask. */
  readonly chooseSavePath: ((suggestedName: string) => Promise<string | null>) | null;
  readonly revealFile: (path: string) => Promise<void>;
  readonly openExternal: (url: string) => Promise<void>;
}

export interface Host {
  /** Serves one data worker on this port; a newer port replaces the older, whose run is stopped. */
  connect(port: Port): void;
  /** Sends a menu command to the connected worker. */
  menuCommand(command: Command): void;
  /** Stops runs, closes files. */
  close(): Promise<void>;
}

type WorkerChannel = Channel<typeof workerContract>;

/**
 * Makes the host.
 *
 * @throws SecondInstanceError when another process uses the data directory, FileAccessError, DiskFullError
 */
export const compose = async (capabilities: HostCapabilities): Promise<Host> => {
  const { dataDirectory, exportDirectory, apiBaseUrl, paced, patience } = capabilities;
  await makePrivateFolder(dataDirectory, 'the data folder');
  const lock = await lockDataDirectory(dataDirectory);
  await sweepLeftOvers(exportDirectory, Date.now());

  const keeper = createVaultKeeper(dataDirectory, createKeychainOpener());
  // The keychain takes its time; it is tried while the window is opening. Who asks meanwhile shares the trial.
  keeper.status().catch(() => undefined);
  const registry = createRegistry(dataDirectory);
  const pacers = paced ? createPacers(join(dataDirectory, 'pace'), patience?.pace ?? KEY_LIMIT) : null;
  const pacerOf = pacers?.of ?? createUnpaced;
  const clientFor = (apiKey: string): FiniClient =>
    createHttpClient({ baseUrl: apiBaseUrl, apiKey, limits: patience?.limits ?? {} });
  const workspaces = createWorkspaces({
    dataDirectory,
    registry,
    vault: keeper.current,
    clientFor,
    paced: (apiKey, request) => pacerOf(apiKey).run(request, AbortSignal.timeout(90_000)),
    clock: systemClock,
  });
  const sync = createSyncService();
  const files = createFiles(capabilities);
  const samples = new Map<string, FiniClient>();
  let worker: WorkerChannel | null = null;
  let released: Promise<void> = Promise.resolve();

  const sourceOf = async (workspace: Workspace): Promise<{ client: FiniClient; pacer: KeyPacer }> => {
    if (workspace.kind === 'fini') {
      const apiKey = await workspaces.apiKey(workspace.id);
      return { client: clientFor(apiKey), pacer: pacerOf(apiKey) };
    }
    // Generated around the day it was made, so that fetching it again brings the same interactions.
    const client = samples.get(workspace.id) ?? createSampleClient({ now: workspace.createdAt });
    samples.set(workspace.id, client);
    return { client, pacer: createUnpaced() };
  };

  const handlersFor = (channel: () => WorkerChannel): Handlers<typeof hostContract> => ({
    appInfo: () => ({
      version: capabilities.version,
      shell: capabilities.shell,
      platform: platformOf(process.platform),
      apiHost: apiBaseUrl.host,
      saveDialog: capabilities.chooseSavePath !== null,
      exportFolder: exportDirectory,
      dataFolder: dataDirectory,
    }),

    vaultStatus: () => keeper.status(),
    vaultChoose: (choice) => keeper.choose(choice),
    vaultUnlock: ({ passphrase }) => keeper.unlock(passphrase),

    workspaceList: async () => [...(await workspaces.list())],
    workspaceCheckKey: ({ apiKey }) => workspaces.checkKey(apiKey),
    workspaceCreate: (wanted) => workspaces.create(wanted),
    workspaceRename: ({ workspaceId, name }) => workspaces.rename(workspaceId, name),
    workspaceReplaceKey: ({ workspaceId, apiKey }) => workspaces.replaceKey(workspaceId, apiKey),
    workspaceOpen: async ({ workspaceId }) => {
      const { workspace, dataKey } = await workspaces.open(workspaceId);
      return { workspace, dataKey: dataKey.toString('base64') };
    },
    workspaceRemove: async ({ workspaceId, withJournal }) => {
      await sync.stopWorkspace(workspaceId);
      await workspaces.remove(workspaceId, withJournal);
      samples.delete(workspaceId);
    },

    syncStart: async ({ workspaceId, request }) => {
      // The run of a worker that was just replaced may be ending still.
      await released;
      const { workspace } = await workspaces.open(workspaceId);
      const source = await sourceOf(workspace);
      const { remote } = channel();
      const runId = sync.start({
        ...source,
        workspaceId,
        request,
        store: {
          putPage: (page) => remote.putPage(page),
          putWindows: (change) => remote.putWindows(change),
          putReport: (report) => remote.putReport(report),
          syncProgress: (progress) => remote.syncProgress(progress),
        },
        clock: systemClock,
        random: Math.random,
        policy: patience?.retry ?? {},
      });
      return { runId };
    },
    syncStop: ({ runId }) => sync.stop(runId),
    syncRetryNow: ({ runId }) => sync.retryNow(runId),
    catalogueFetch: async ({ workspaceId }) => {
      const { workspace } = await workspaces.open(workspaceId);
      const { client, pacer } = await sourceOf(workspace);
      const until = AbortSignal.timeout(CATALOGUE_DEADLINE);
      return fetchCatalogue(client, (ask) => pacer.run(() => ask(until), until), systemClock.now);
    },

    journalAppend: async ({ workspaceId, events }) => (await workspaces.open(workspaceId)).journal.append(events),
    journalRead: async ({ workspaceId, offset, limit }) => {
      const { events, next, damaged } = await (await workspaces.open(workspaceId)).journal.read(offset, limit);
      return { events: [...events], next, damaged };
    },
    preferencesRead: async ({ workspaceId }) => ({
      json: await (await workspaces.open(workspaceId)).preferences.read(),
    }),
    preferencesWrite: async ({ workspaceId, json }) => (await workspaces.open(workspaceId)).preferences.write(json),

    fileBegin: async ({ suggestedName, ask }) => {
      const fileId = await files.begin(suggestedName, ask);
      return fileId === null ? null : { fileId };
    },
    fileWrite: ({ fileId, text }) => files.write(fileId, text),
    fileCommit: ({ fileId }) => files.commit(fileId),
    fileAbort: ({ fileId }) => files.abort(fileId),
    fileReveal: ({ path }) => files.reveal(path),
    openExternal: async ({ url }) => {
      if (new URL(url).protocol !== 'https:') throw new InvalidRequestError('openExternal', 'not https');
      await capabilities.openExternal(url);
    },
  });

  /** Ends what a worker that is gone had under way. */
  const release = (): Promise<void> => {
    released = Promise.all([sync.disconnect(), files.abortAll()]).then(() => undefined);
    return released;
  };

  return {
    connect: (port) => {
      worker?.close();
      void release();
      const channel: WorkerChannel = openChannel(
        port,
        { contract: hostContract, handlers: handlersFor(() => channel) },
        workerContract,
      );
      worker = channel;
      port.onClose(() => {
        if (worker !== channel) return;
        worker = null;
        void release();
      });
    },
    menuCommand: (command) => {
      // A command given while the worker goes away has nobody left to carry it out.
      worker?.remote.menuCommand({ command }).catch(() => undefined);
    },
    close: async () => {
      await release();
      worker?.close();
      worker = null;
      await workspaces.close();
      pacers?.close();
      await lock.release();
    },
  };
};

/** How long reading a catalogue may take, waits for the key's limit included, in ms. */
const CATALOGUE_DEADLINE = 180_000;

/**
 * One pacer a key for the host's whole life, and its pace in a file for the next one's. Keys are told apart by a digest,
 * so that none is held or named here.
 */
const createPacers = (
  folder: string,
  limit: RequestLimit,
): { readonly of: (apiKey: string) => KeyPacer; readonly close: () => void } => {
  const pacers = new Map<string, { readonly pacer: KeyPacer; readonly log: PaceLog }>();
  return {
    of: (apiKey) => {
      const digest = createHash('sha256').update(apiKey).digest('hex').slice(0, 16);
      const known = pacers.get(digest);
      if (known) return known.pacer;
      const log = openPaceLog(folder, digest, limit);
      const pacer = createKeyPacer(systemClock, { limit, log });
      pacers.set(digest, { pacer, log });
      return pacer;
    },
    close: () => {
      for (const { log } of pacers.values()) log.close();
    },
  };
};

const platformOf = (platform: NodeJS.Platform): 'linux' | 'darwin' | 'win32' | 'other' =>
  platform === 'linux' || platform === 'darwin' || platform === 'win32' ? platform : 'other';
