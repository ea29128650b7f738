import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { MessageChannel } from 'node:worker_threads';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DataApi, dataContract, type UiContract, uiContract } from '#shared/contract/data.ts';
import { type HostContract, hostContract } from '#shared/contract/host.ts';
import { type WorkerApi, workerContract } from '#shared/contract/worker.ts';
import type { Catalogue } from '#shared/domain/catalogue.ts';
import { type Interaction, interactionSchema } from '#shared/domain/interaction.ts';
import type { JournalEvent } from '#shared/domain/journal.ts';
import { WHOLE_SCOPE } from '#shared/domain/scope.ts';
import type { RunReport, SyncRequest } from '#shared/domain/sync.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import { ReviewerError } from '#shared/errors.ts';
import { openChannel } from '#shared/rpc/channel.ts';
import type { Handlers } from '#shared/rpc/contract.ts';
import { messagePort } from '#shared/rpc/message-port.ts';
import { deleteDatabase } from '../../../../src/renderer/data/cache/database.ts';
import { serveData } from '../../../../src/renderer/data/serve.ts';
import { behind, spoil } from './cache/open-cache.ts';
import { checkpoint, DATA_KEY, WORKSPACE } from './interactions.ts';

const workspace: Workspace = {
  id: WORKSPACE,
  name: 'Acme',
  kind: 'fini',
  reviewer: { id: '22222222-2222-4222-8222-222222222222', name: 'Ada' },
  createdAt: 0,
};

const interaction = (number: number, message: string): Interaction =>
  interactionSchema.parse({
    id: `conversation-${number}`,
    createdAt: 1000 + number,
    source: 'zendesk',
    subjectPreview: `Subject ${number}`,
    events: [{ id: `e${number}`, createdAt: 1000 + number, role: 'user', type: 'message', message }],
  });

/** The host as the worker meets it: what it was sent, in memory. */
const createHost = () => {
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

type TestHost = ReturnType<typeof createHost>;

/** A worker between a UI and a host, over real message ports. */
const start = (host: TestHost, expected: string | null = null) => {
  const ui = new MessageChannel();
  const link = new MessageChannel();
  const told: { name: string; input: unknown }[] = [];
  const tell =
    (name: keyof UiContract) =>
    (input: unknown): void => {
      told.push({ name, input });
    };
  const uiHandlers: Handlers<UiContract> = {
    cacheChanged: tell('cacheChanged'),
    openProgress: tell('openProgress'),
    syncProgress: tell('syncProgress'),
    exportProgress: tell('exportProgress'),
    command: tell('command'),
    hostLost: tell('hostLost'),
  };
  serveData({ ui: messagePort(ui.port2), host: messagePort(link.port2) }, undefined, expected);
  const hostEnd = openChannel(
    messagePort(link.port1),
    { contract: hostContract, handlers: host.handlers },
    workerContract,
  );
  const uiEnd = openChannel(messagePort(ui.port1), { contract: uiContract, handlers: uiHandlers }, dataContract);
  const data: DataApi = uiEnd.remote;
  const worker: WorkerApi = hostEnd.remote;
  const putPage = (rows: readonly Interaction[], fields = {}) =>
    worker.putPage({ runId: 'run', workspaceId: WORKSPACE, checkpoint: checkpoint(fields), rows });
  return {
    data,
    worker,
    putPage,
    told,
    loseHost: () => hostEnd.close(),
    close: () => {
      uiEnd.close();
      hostEnd.close();
    },
  };
};

const report: RunReport = {
  runId: 'run',
  workspaceId: WORKSPACE,
  state: 'complete',
  error: null,
  startedAt: 1,
  endedAt: 2,
  period: { since: 1000, until: 2000 },
  openEnded: false,
  floor: null,
  scope: WHOLE_SCOPE,
  windows: [checkpoint()],
  pages: 1,
  rows: 2,
  added: 2,
  changed: 0,
  unchanged: 0,
  quarantined: 0,
  requests: 1,
  retries: 0,
  rateLimited: 0,
  waitedForLimit: 0,
  waitedAfterFailure: 0,
  finalCursor: null,
  reachedAt: 1500,
};

const rows = (count: number): readonly Interaction[] =>
  Array.from({ length: count }, (_, index) => interaction(index, index % 2 === 0 ? 'refund please' : 'thanks'));
const whole = (interactionId: string) => ({ interactionId, eventId: null });

let desks: ReturnType<typeof start>[] = [];
const open = async (host: TestHost) => {
  const desk = start(host);
  desks.push(desk);
  await desk.data.workspaceOpen({ workspaceId: WORKSPACE });
  return desk;
};
beforeEach(() => deleteDatabase(WORKSPACE));
afterEach(() => {
  for (const desk of desks) desk.close();
  desks = [];
});

describe('the data worker', () => {
  it('says that no workspace is open before one is', async () => {
    const desk = start(createHost());
    desks.push(desk);
    await expect(desk.data.cacheSummary()).rejects.toMatchObject({ code: 'workspace-not-open' });
  });

  it('opens the workspace that was left last before it is asked for it', async () => {
    const host = createHost();
    const before = await open(host);
    await before.putPage(rows(3));
    before.close();
    let keys = 0;
    const workspaceOpen = (): { workspace: Workspace; dataKey: string } => {
      keys += 1;
      return { workspace, dataKey: DATA_KEY };
    };
    const desk = start({ ...host, handlers: { ...host.handlers, workspaceOpen } }, WORKSPACE);
    desks.push(desk);
    await expect.poll(() => desk.data.cacheSummary().catch(() => null)).toMatchObject({ interactions: 3 });
    expect(await desk.data.workspaceOpen({ workspaceId: WORKSPACE })).toMatchObject({ interactions: 3 });
    expect(keys).toBe(1);
  });

  it('tries again, and says why it cannot, when the workspace that was left last did not open', async () => {
    const host = createHost();
    let keys = 0;
    const workspaceOpen = (): never => {
      keys += 1;
      throw new Error('locked');
    };
    const desk = start({ ...host, handlers: { ...host.handlers, workspaceOpen } }, WORKSPACE);
    desks.push(desk);
    await expect.poll(() => keys).toBe(1);
    await expect(desk.data.cacheSummary()).rejects.toMatchObject({ code: 'workspace-not-open' });
    await expect(desk.data.workspaceOpen({ workspaceId: WORKSPACE })).rejects.toBeInstanceOf(ReviewerError);
    expect(keys).toBe(2);
  });

  it('tells the preferences as they are now, not as they were when the workspace was opened', async () => {
    const desk = await open(createHost());
    const before = await desk.data.preferencesRead();
    await desk.data.preferencesWrite({ preferences: { ...before, lastQuery: 'refund' } });
    expect(await desk.data.preferencesRead()).toMatchObject({ lastQuery: 'refund' });
  });

  it('passes on what is the host’s', async () => {
    const desk = await open(createHost());
    expect(await desk.data.vaultStatus()).toEqual({ state: 'ready', kind: 'memory' });
  });

  it('stores pages, tells of them, lists them and reads them', async () => {
    const desk = await open(createHost());
    expect(await desk.putPage(rows(7))).toEqual({ added: 7, changed: 0, unchanged: 0 });
    await desk.worker.menuCommand({ command: 'search' });
    await expect
      .poll(() => desk.told)
      .toContainEqual({ name: 'cacheChanged', input: { added: 7, changed: 0, interactions: 7 } });
    const found = await desk.data.search({ text: 'refund source:zendesk', sort: 'newest', limit: 2 });
    expect(found).toMatchObject({ total: 4, terms: ['refund'], problems: [] });
    expect(found.rows.map((row) => row.id)).toEqual(['conversation-6', 'conversation-4']);
    expect(await desk.data.rows({ resultId: found.resultId, from: 2, count: 9 })).toMatchObject([
      { id: 'conversation-2' },
      { id: 'conversation-0' },
    ]);
    expect(await desk.data.positionOf({ resultId: found.resultId, interactionId: 'conversation-0' })).toBe(3);
    expect((await desk.data.interaction({ interactionId: 'conversation-3' }))?.interaction).toEqual(
      interaction(3, 'thanks'),
    );
    expect(await desk.data.interaction({ interactionId: 'unknown' })).toBeNull();
    expect(await desk.data.cacheSummary()).toMatchObject({
      interactions: 7,
      oldest: 1000,
      newest: 1006,
      damagedJournalLines: 1,
    });
  });

  it('completes clauses, values and words with what the cache holds', async () => {
    const desk = await open(createHost());
    await desk.putPage(rows(7));
    const offered = async (text: string) => {
      const { from, items } = await desk.data.suggest({ text, caret: text.length });
      return items.map(({ insert, count }) => [text.slice(0, from) + insert, count]);
    };
    expect(await offered('late so')).toEqual([['late source:', null]]);
    expect(await offered('-source:z')).toEqual([['-source:zendesk', 7]]);
    expect(await offered('ref')).toEqual([['refund', 4]]);
  });

  it('journals a judgement before it counts, undoes it, brings it again, and knows it after a restart', async () => {
    const host = createHost();
    const desk = await open(host);
    await desk.putPage(rows(3));
    const review = await desk.data.judge({
      target: whole('conversation-1'),
      judgement: { kind: 'verdict', verdict: 'fail' },
    });
    expect(review).toMatchObject({ verdict: 'fail', stale: false });
    await desk.data.judge({
      target: whole('conversation-1'),
      judgement: { kind: 'label', label: 'tone', present: true },
    });
    expect(host.journal).toHaveLength(2);
    expect(host.journal[0]?.basis).toMatch(/^[0-9a-f]{16}$/u);
    expect((await desk.data.search({ text: 'verdict:fail label:TONE', sort: 'newest', limit: 5 })).total).toBe(1);

    expect(await desk.data.undo()).toMatchObject({
      interactionId: 'conversation-1',
      review: { labels: [], verdict: 'fail' },
    });
    expect(await desk.data.undo()).toMatchObject({ review: { verdict: null } });
    expect(await desk.data.undo()).toBeNull();
    expect(await desk.data.redo()).toMatchObject({ review: { verdict: 'fail' } });

    desk.close();
    const again = await open(host);
    const found = await again.data.search({ text: 'review:fail', sort: 'newest', limit: 5 });
    expect(found.rows).toMatchObject([{ id: 'conversation-1', verdict: 'fail' }]);
    expect(found.facets.review).toContainEqual({ value: 'fail', count: 1 });
  });

  it('changes nothing when the journal could not be written', async () => {
    const host = createHost();
    const desk = await open(host);
    await desk.putPage(rows(1));
    host.state.failJournal = true;
    await expect(
      desk.data.judge({ target: whole('conversation-0'), judgement: { kind: 'verdict', verdict: 'pass' } }),
    ).rejects.toBeInstanceOf(ReviewerError);
    expect((await desk.data.interaction({ interactionId: 'conversation-0' }))?.review.verdict).toBeNull();
  });

  it('shows a verdict as stale once the interaction has changed', async () => {
    const desk = await open(createHost());
    await desk.putPage(rows(2));
    await desk.data.judge({ target: whole('conversation-1'), judgement: { kind: 'verdict', verdict: 'pass' } });
    await desk.putPage([interaction(1, 'one more thing')]);
    expect((await desk.data.interaction({ interactionId: 'conversation-1' }))?.review).toMatchObject({
      verdict: 'pass',
      stale: true,
    });
  });

  it('exports what is listed, in its order, with the reviews', async () => {
    const host = createHost();
    const desk = await open(host);
    await desk.putPage(rows(450));
    await desk.data.judge({ target: whole('conversation-0'), judgement: { kind: 'note', text: '=1+1' } });
    const saved = await desk.data.exportCsv({ text: 'refund', sort: 'oldest', ask: false });
    expect(saved).toMatchObject({ rows: 225 });
    const file = [...host.files.values()][0]!;
    expect(file.state).toBe('saved');
    const records = parse(file.text, { bom: true, columns: true }) as Record<string, string>[];
    expect(records.map((record) => record['interaction_id'])).toEqual(
      Array.from({ length: 225 }, (_, index) => `conversation-${index * 2}`),
    );
    expect(records[0]).toMatchObject({ note: "'=1+1", reviewer: 'Ada', last_message_at: '1970-01-01T00:00:01.000Z' });
    expect(desk.told).toContainEqual({ name: 'exportProgress', input: { rows: 225, total: 225 } });
    expect(await desk.data.exportCsv({ text: '', sort: 'newest', ask: true })).toBeNull();
  });

  it('stops an export when asked, and leaves no file', async () => {
    const host = createHost();
    const desk = await open(host);
    await desk.putPage(rows(900));
    host.state.onWrite = () => {
      if (host.state.writes === 2) void desk.data.exportCancel();
    };
    await expect(desk.data.exportCsv({ text: '', sort: 'newest', ask: false })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect([...host.files.values()].map((file) => file.state)).toEqual(['aborted']);
  });

  it('falls back to defaults when the preferences are damaged, and keeps what is written', async () => {
    const host = createHost();
    host.state.preferences = '{"lastSort": "sideways"';
    const desk = await open(host);
    const preferences = await desk.data.preferencesRead();
    expect(preferences).toEqual({
      savedSearches: [],
      lastQuery: '',
      lastSort: 'newest',
      lastInteractionId: null,
      refreshDays: 7,
      scope: WHOLE_SCOPE,
      history: [],
    });
    await desk.data.preferencesWrite({ preferences: { ...preferences, lastQuery: 'refund' } });
    expect((await desk.data.preferencesRead()).lastQuery).toBe('refund');
  });

  it('tells the UI when the host is lost, and rejects what waits for it', async () => {
    const host = createHost();
    const desk = await open(host);
    await desk.putPage(rows(2));
    desk.loseHost();
    await expect.poll(() => desk.told.map((one) => one.name)).toContain('hostLost');
    await expect(
      desk.data.judge({ target: whole('conversation-1'), judgement: { kind: 'verdict', verdict: 'pass' } }),
    ).rejects.toMatchObject({ code: 'disconnected' });
    expect((await desk.data.search({ text: '', sort: 'newest', limit: 5 })).total).toBe(2);
  });

  it('asks the host for a period with its scope, for what is new, and for what was left off', async () => {
    const host = createHost();
    const desk = await open(host);
    const scope = { sources: ['zendesk'], channels: [], agentIds: [], attributeAgents: true };
    const period = { since: 1000, until: 2000 };
    await desk.data.syncStart({ request: { kind: 'period', period, openEnded: true, scope } });
    await expect(desk.data.syncStart({ request: { kind: 'resume' } })).rejects.toMatchObject({
      code: 'invalid-request',
      message: 'Nothing was left unfinished.',
    });
    await desk.putPage(rows(2));
    await desk.data.preferencesWrite({ preferences: { ...(await desk.data.preferencesRead()), refreshDays: 3 } });
    await desk.data.syncStart({ request: { kind: 'resume' } });
    await desk.data.syncStart({ request: { kind: 'latest' } });
    expect(host.state.requests).toMatchObject([
      { period, openEnded: true, scope, floor: null, unfinished: [], recheck: [], unfinishedOnly: false },
      { unfinished: [{ id: '1000-2000' }], unfinishedOnly: true },
      { openEnded: true, floor: 0, unfinished: [{ id: '1000-2000' }], unfinishedOnly: false },
    ]);
  });

  it('keeps what runs did, tells which days it has, and saves a report as a file', async () => {
    const host = createHost();
    const desk = await open(host);
    await desk.putPage(rows(2), { complete: true, cursor: null, startedAt: 1990 });
    await desk.worker.putReport({ report });
    expect(await desk.data.runReports()).toEqual([report]);
    expect(await desk.data.coverage()).toMatchObject({
      spans: [{ since: 1000, until: 2000, state: 'complete', asOf: 1990 }],
      damaged: false,
    });
    const saved = await desk.data.runReportSave({ runId: report.runId, ask: false });
    const [file] = [...host.files.values()];
    expect(saved?.path).toBe(`/exports/${file?.name}`);
    expect(file).toMatchObject({ name: 'Acme run 1970-01-01.json', state: 'saved' });
    expect(JSON.parse(file?.text ?? '')).toEqual(report);
    expect(await desk.data.runReportSave({ runId: report.runId, ask: true })).toBeNull();
    await expect(desk.data.runReportSave({ runId: 'unknown', ask: false })).rejects.toMatchObject({
      message: 'The report of that run is no longer kept.',
    });
  });

  it('fetches what agents are called, and says under which an interaction was fetched', async () => {
    const host = createHost();
    const desk = await open(host);
    expect(await desk.data.catalogue()).toBeNull();
    await desk.putPage(rows(2), { scope: { sources: [], channels: [], agentId: 'a1' } });
    const agents = async () => (await desk.data.interaction({ interactionId: 'conversation-1' }))?.agents;
    expect(await agents()).toEqual([{ id: 'a1', name: 'a1' }]);
    expect(await desk.data.catalogueRefresh()).toEqual(host.state.catalogue);
    expect(await desk.data.catalogue()).toEqual(host.state.catalogue);
    expect(await agents()).toEqual([{ id: 'a1', name: 'Billing' }]);
    const found = await desk.data.search({ text: 'agent:billing', sort: 'newest', limit: 5 });
    expect(found.rows.map((row) => row.agents)).toEqual([['Billing'], ['Billing']]);
  });

  it('gives the versions of an interaction, and says which one was judged', async () => {
    const desk = await open(createHost());
    await desk.putPage([interaction(1, 'of then')], { updatedAt: 3000 });
    await desk.data.judge({ target: whole('conversation-1'), judgement: { kind: 'verdict', verdict: 'fail' } });
    await desk.putPage([interaction(1, 'of now')], { updatedAt: 4000 });
    expect(await desk.data.versions({ interactionId: 'conversation-1' })).toMatchObject([
      { seenAt: 4000, judged: false, interaction: { events: [{ message: 'of now' }] } },
      { seenAt: 3000, judged: true, interaction: { events: [{ message: 'of then' }] } },
    ]);
    const stale = await desk.data.search({ text: 'changed:stale', sort: 'newest', limit: 5 });
    expect(stale.rows).toMatchObject([{ id: 'conversation-1', stale: true, changedAt: 4000 }]);
  });

  it('has what damage took fetched again without being asked', async () => {
    const host = createHost();
    const desk = await open(host);
    await desk.putPage(rows(2), { complete: true, cursor: null });
    await behind((database) => database.table('pages').toCollection().modify(spoil));
    await expect(desk.data.interaction({ interactionId: 'conversation-1' })).rejects.toMatchObject({
      code: 'corrupt-cache',
    });
    await expect
      .poll(() => host.state.requests)
      .toMatchObject([{ unfinished: [{ id: '1000-2000', pages: 0 }], unfinishedOnly: true }]);
    expect(await desk.data.cacheSummary()).toMatchObject({ damagedPages: 1, interactions: 0 });
    expect(await desk.data.coverage()).toMatchObject({ damaged: true, spans: [{ state: 'unfinished' }] });
  });

  it('removes a workspace’s cache', async () => {
    const desk = await open(createHost());
    await desk.putPage(rows(2));
    await desk.data.workspaceRemove({ workspaceId: WORKSPACE, withJournal: false });
    expect(await desk.data.workspaceOpen({ workspaceId: WORKSPACE })).toMatchObject({ interactions: 0 });
  });
});
