/** The whole host over a real message port, against a stand-in of Fini's API over real HTTP. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type HostContract, hostContract } from '#shared/contract/host.ts';
import { workerContract } from '#shared/contract/worker.ts';
import { WHOLE_SCOPE } from '#shared/domain/scope.ts';
import {
  isFinished,
  type PageDelivery,
  type RunReport,
  type SyncProgress,
  type SyncRequest,
  type WindowCheckpoint,
} from '#shared/domain/sync.ts';
import { DAY } from '#shared/domain/workspace.ts';
import { openChannel } from '#shared/rpc/channel.ts';
import { messagePort } from '#shared/rpc/message-port.ts';
import { compose, type Host } from '../../src/main/compose.ts';
import { apiBaseUrlFrom } from '../../src/main/services/fini/base-url.ts';
import { generateInteractions } from '../../src/main/services/sample/generate.ts';
import { type FiniApiOptions, startFiniApi } from '../support/fini-api/index.ts';
import { failureOf, judgementEvent } from '../unit/main/services/support.ts';

const now = Date.now();
const period = { since: now - 90 * DAY, until: now + 1000 };
const request: SyncRequest = {
  period,
  openEnded: true,
  floor: null,
  scope: WHOLE_SCOPE,
  unfinished: [],
  recheck: [],
  older: [],
  unfinishedOnly: false,
};
const interactions = generateInteractions({ now, count: 450 }) as unknown as FiniApiOptions['interactions'];

const startApi = async (options: Partial<FiniApiOptions> = {}) => {
  const api = await startFiniApi({ interactions, ...options });
  onTestFinished(() => api.stop());
  return api;
};

const startHost = async (apiUrl: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'fini-host-test-'));
  const revealed: string[] = [];
  const capabilities = {
    shell: 'web',
    version: '0.0.0',
    dataDirectory: join(folder, 'data'),
    exportDirectory: join(folder, 'exports'),
    apiBaseUrl: apiBaseUrlFrom({ FINI_API_BASE_URL: apiUrl }),
    paced: true,
    chooseSavePath: null,
    revealFile: async (path: string) => {
      revealed.push(path);
    },
    openExternal: async () => undefined,
  } as const;
  const host = await compose(capabilities);
  onTestFinished(async () => {
    await host.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { host, capabilities, folder, revealed };
};

/** A data worker that keeps pages in memory. */
const connectWorker = (host: Host) => {
  const { port1, port2 } = new MessageChannel();
  const pages: PageDelivery[] = [];
  const told: SyncProgress[] = [];
  const reports: RunReport[] = [];
  const windows = new Map<string, WindowCheckpoint>();
  let finished = (_progress: SyncProgress): void => undefined;
  let store = async (): Promise<void> => undefined;
  host.connect(messagePort(port1));
  const channel = openChannel(
    messagePort(port2),
    {
      contract: workerContract,
      handlers: {
        putPage: async (page) => {
          await store();
          pages.push(page);
          windows.set(page.checkpoint.id, page.checkpoint);
          return { added: page.rows.length, changed: 0, unchanged: 0 };
        },
        putWindows: ({ put, remove }) => {
          for (const one of put) windows.set(one.id, one);
          for (const id of remove) windows.delete(id);
        },
        putReport: ({ report }) => {
          reports.push(report);
        },
        syncProgress: (progress) => {
          told.push(progress);
          if (isFinished(progress.state)) finished(progress);
        },
        menuCommand: () => undefined,
      },
    },
    hostContract,
  );
  return {
    remote: channel.remote,
    close: channel.close,
    pages,
    told,
    reports,
    unfinished: () => [...windows.values()].filter(({ complete }) => !complete),
    storeWith: (next: () => Promise<void>) => {
      store = next;
    },
    ended: () =>
      new Promise<SyncProgress>((resolve) => {
        finished = resolve;
      }),
  };
};

type Worker = ReturnType<typeof connectWorker>;

const connectWorkspace = async (worker: Worker, apiKey: string): Promise<string> => {
  await worker.remote.vaultChoose({ kind: 'memory' });
  const workspace = await worker.remote.workspaceCreate({ kind: 'fini', name: 'Acme', reviewerName: 'Ada', apiKey });
  return workspace.id;
};

const sync = async (worker: Worker, workspaceId: string, changes: Partial<SyncRequest> = {}) => {
  const ended = worker.ended();
  const { runId } = await worker.remote.syncStart({ workspaceId, request: { ...request, ...changes } });
  const progress = await ended;
  expect(progress.runId).toBe(runId);
  return progress;
};

const idsOf = (pages: readonly PageDelivery[]): string[] => pages.flatMap(({ rows }) => rows.map(({ id }) => id));

describe('the host', () => {
  it('serves every method of its contract', async () => {
    const api = await startApi();
    const worker = connectWorker((await startHost(api.url)).host);
    const names = Object.keys(hostContract) as (keyof HostContract)[];
    // Nonsense is refused by the schema; a method that is not there would be refused as such.
    for (const name of names) {
      const call = worker.remote[name] as (input: unknown) => Promise<unknown>;
      const error = await call({ nonsense: true }).catch((reason: unknown) => reason);
      expect(String(error), name).not.toContain('There is no such method');
    }
    expect(await worker.remote.appInfo()).toMatchObject({
      shell: 'web',
      apiHost: new URL(api.url).host,
      saveDialog: false,
    });
  });

  it('refuses keys for what is wrong with them, and keeps nothing of them', async () => {
    const keys = [{ key: 'fini_good_1' }, { key: 'fini_weak_1', access: 'no-scope' as const }];
    const api = await startApi({ keys });
    const worker = connectWorker((await startHost(api.url)).host);
    await worker.remote.vaultChoose({ kind: 'memory' });
    expect(await worker.remote.workspaceCheckKey({ apiKey: 'fini_good_1' })).toEqual({ hasRecentInteractions: true });
    for (const [apiKey, code] of [
      ['fini_wrong', 'invalid-key'],
      ['fini_weak_1', 'missing-scope'],
    ] as const) {
      expect(await failureOf(worker.remote.workspaceCheckKey({ apiKey }))).toMatchObject({ code });
      const wanted = { kind: 'fini', name: 'Acme', reviewerName: 'Ada', apiKey } as const;
      expect(await failureOf(worker.remote.workspaceCreate(wanted))).toMatchObject({ code });
    }
    expect(await worker.remote.workspaceList()).toEqual([]);
    await api.stop();
    expect(await failureOf(worker.remote.workspaceCheckKey({ apiKey: 'fini_good_1' }))).toMatchObject({
      code: 'network-unreachable',
    });
  });

  it('fetches every interaction of the period, through whatever can go wrong on the way', async () => {
    const api = await startApi();
    const worker = connectWorker((await startHost(api.url)).host);
    const workspaceId = await connectWorkspace(worker, api.key);
    api.setFaults(
      { fault: { kind: 'reset' }, on: 1 },
      { fault: { kind: 'status', status: 503 }, on: 3 },
      { fault: { kind: 'truncated-body' }, on: 5 },
      { fault: { kind: 'status', status: 429, retryAfter: '1' }, on: 7 },
      { fault: { kind: 'missing-id' }, on: 2 },
      { fault: { kind: 'gzip' }, on: 4 },
    );
    const progress = await sync(worker, workspaceId);
    expect(progress).toMatchObject({ state: 'complete', fraction: 1, quarantined: 1, error: null });
    expect([...new Set(idsOf(worker.pages))].sort()).toEqual(
      [...api.lines()].map((line) => String(JSON.parse(line).id)).sort(),
    );
    expect(worker.told.some(({ state, error }) => state === 'waiting' && error?.code === 'rate-limited')).toBe(true);
    expect(api.violations).toEqual([]);
  });

  it.each([
    [{ kind: 'html' }, 'not-json'],
    [{ kind: 'rows-not-a-list' }, 'unexpected-shape'],
    [{ kind: 'redirect' }, 'redirect-refused'],
    [{ kind: 'status', status: 401 }, 'invalid-key'],
  ] as const)('is interrupted by %o, keeps the pages before it, and goes on from there', async (fault, code) => {
    const api = await startApi();
    const worker = connectWorker((await startHost(api.url)).host);
    const workspaceId = await connectWorkspace(worker, api.key);
    api.setFaults({ fault, on: 2, times: 1 });
    const first = await sync(worker, workspaceId);
    expect(first).toMatchObject({ state: 'interrupted', error: { code } });
    expect(worker.pages.at(-1)?.checkpoint).toMatchObject({ complete: false });
    const second = await sync(worker, workspaceId, { unfinishedOnly: true, unfinished: worker.unfinished() });
    expect(second.state).toBe('complete');
    expect(worker.unfinished()).toEqual([]);
    expect(worker.reports.map(({ state, error }) => [state, error?.code ?? null])).toEqual([
      ['interrupted', code],
      ['complete', null],
    ]);
    expect(new Set(idsOf(worker.pages)).size).toBe(450);
    expect(api.violations).toEqual([]);
  });

  it.each(['truncated-json', 'empty-body'] as const)('asks again for an answer that came as %s', async (kind) => {
    const api = await startApi();
    const worker = connectWorker((await startHost(api.url)).host);
    const workspaceId = await connectWorkspace(worker, api.key);
    api.setFaults({ fault: { kind }, on: 2, times: 1 });
    expect(await sync(worker, workspaceId)).toMatchObject({ state: 'complete', retries: 1, error: null });
    expect(new Set(idsOf(worker.pages)).size).toBe(450);
    expect(api.violations).toEqual([]);
  });

  it('stops when asked, and says already running while it runs', async () => {
    const api = await startApi({ latencyMs: 50 });
    const worker = connectWorker((await startHost(api.url)).host);
    const workspaceId = await connectWorkspace(worker, api.key);
    const ended = worker.ended();
    const { runId } = await worker.remote.syncStart({ workspaceId, request });
    expect(await failureOf(worker.remote.syncStart({ workspaceId, request }))).toMatchObject({
      code: 'already-running',
    });
    await worker.remote.syncStop({ runId });
    expect((await ended).state).toBe('stopped');
  });

  it('serves a newer worker in the place of an older one, whose run ends', async () => {
    const api = await startApi({ latencyMs: 20 });
    const { host } = await startHost(api.url);
    const older = connectWorker(host);
    const workspaceId = await connectWorkspace(older, api.key);
    older.storeWith(() => new Promise(() => undefined));
    await older.remote.syncStart({ workspaceId, request });
    const newer = connectWorker(host);
    expect(await sync(newer, workspaceId)).toMatchObject({ state: 'complete' });
    expect(new Set(idsOf(newer.pages)).size).toBe(450);
    expect(older.pages).toEqual([]);
    expect(await failureOf(older.remote.appInfo())).toMatchObject({ code: 'disconnected' });
  });

  it('fetches sample data without a network', async () => {
    const worker = connectWorker((await startHost('http://127.0.0.1:9')).host);
    await worker.remote.vaultChoose({ kind: 'memory' });
    const workspace = await worker.remote.workspaceCreate({ kind: 'sample', reviewerName: 'Ada' });
    const first = await sync(worker, workspace.id);
    expect(first.state).toBe('complete');
    expect(first.rows).toBeGreaterThan(100);
    const ids = idsOf(worker.pages);
    worker.pages.length = 0;
    await sync(worker, workspace.id);
    expect(new Set(idsOf(worker.pages))).toEqual(new Set(ids));
    const catalogue = await worker.remote.catalogueFetch({ workspaceId: workspace.id });
    expect([catalogue.agents.length, catalogue.tagGroups.length]).toEqual([2, 2]);
    expect(catalogue.tags.length).toBeGreaterThan(5);
  });

  it('keeps judgements and settings from one start to the next, behind the passphrase', async () => {
    const api = await startApi();
    const { host, capabilities } = await startHost(api.url);
    const first = connectWorker(host);
    await first.remote.vaultChoose({ kind: 'passphrase', passphrase: 'long enough' });
    const wanted = { kind: 'fini', name: 'Acme', reviewerName: 'Ada', apiKey: api.key } as const;
    const workspace = await first.remote.workspaceCreate(wanted);
    const event = judgementEvent(randomUUID(), 'Featherstonehaugh was polite');
    const saved = { workspaceId: workspace.id, events: [event] };
    expect(await first.remote.journalAppend(saved)).toEqual({ saved: 1 });
    await first.remote.preferencesWrite({ workspaceId: workspace.id, json: '{"saved":"Featherstonehaugh"}' });
    const { dataKey } = await first.remote.workspaceOpen({ workspaceId: workspace.id });
    expect(await failureOf(compose(capabilities))).toMatchObject({ code: 'second-instance' });
    await host.close();

    const files = readdirSync(capabilities.dataDirectory, { recursive: true, encoding: 'utf8' });
    for (const name of files) {
      const path = join(capabilities.dataDirectory, name);
      if (!statSync(path).isFile()) continue;
      const text = readFileSync(path, 'latin1');
      for (const secret of [api.key, dataKey, 'Featherstonehaugh']) expect(text, name).not.toContain(secret);
    }

    const again = await compose(capabilities);
    onTestFinished(() => again.close());
    const second = connectWorker(again);
    expect(await second.remote.vaultStatus()).toEqual({ state: 'locked', kind: 'passphrase' });
    expect(await second.remote.workspaceList()).toEqual([{ workspace, hasApiKey: false, hasDataKey: false }]);
    await second.remote.vaultUnlock({ passphrase: 'long enough' });
    expect(await second.remote.workspaceOpen({ workspaceId: workspace.id })).toEqual({ workspace, dataKey });
    expect(await second.remote.journalRead({ workspaceId: workspace.id, offset: 0, limit: 10 })).toEqual({
      events: [event],
      next: null,
      damaged: 0,
    });
    expect(await second.remote.preferencesRead({ workspaceId: workspace.id })).toEqual({
      json: '{"saved":"Featherstonehaugh"}',
    });
  });

  it('saves an export, shows it, and gives up the files of a worker that is gone', async () => {
    const { host, capabilities, revealed } = await startHost('http://127.0.0.1:9');
    const worker = connectWorker(host);
    const begun = await worker.remote.fileBegin({ suggestedName: '../Acme.csv', ask: true });
    const fileId = begun?.fileId ?? '';
    await worker.remote.fileWrite({ fileId, text: 'id\r\n' });
    const { path } = await worker.remote.fileCommit({ fileId });
    expect(path).toBe(join(capabilities.exportDirectory, 'Acme.csv'));
    await worker.remote.fileReveal({ path });
    expect(revealed).toEqual([path]);

    await worker.remote.fileBegin({ suggestedName: 'half.csv', ask: false });
    connectWorker(host);
    await expect.poll(() => readdirSync(capabilities.exportDirectory)).toEqual(['Acme.csv']);
  });

  it('stops the run of a workspace that is removed, and forgets it', async () => {
    const api = await startApi({ latencyMs: 50 });
    const { host, capabilities } = await startHost(api.url);
    const worker = connectWorker(host);
    const workspaceId = await connectWorkspace(worker, api.key);
    const ended = worker.ended();
    await worker.remote.syncStart({ workspaceId, request });
    await worker.remote.workspaceRemove({ workspaceId, withJournal: true });
    expect((await ended).state).toBe('stopped');
    expect(await worker.remote.workspaceList()).toEqual([]);
    expect(await failureOf(worker.remote.workspaceOpen({ workspaceId }))).toMatchObject({
      code: 'workspace-not-found',
    });
    expect(readFileSync(join(capabilities.dataDirectory, 'workspaces.json'), 'utf8')).not.toContain(workspaceId);
  });
});
