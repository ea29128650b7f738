import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { WHOLE_SCOPE } from '#shared/domain/scope.ts';
import type { RunReport } from '#shared/domain/sync.ts';
import { behind, spoil } from './cache/open-cache.ts';
import { checkpoint, WORKSPACE } from './interactions.ts';
import { createHost } from './test-host.ts';
import { rows, useDesks } from './worker-desk.ts';

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

describe('runs and the data worker', () => {
  const { open } = useDesks();

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
    // In Swedish a date is written as in ISO 8601; the day is that of this machine's time zone.
    const day = new Date(report.startedAt).toLocaleDateString('sv-SE');
    expect(file).toMatchObject({ name: `Acme run ${day}.json`, state: 'saved' });
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
});
