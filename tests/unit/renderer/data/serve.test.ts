import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { WHOLE_SCOPE } from '#shared/domain/scope.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import { ReviewerError } from '#shared/errors.ts';
import { DATA_KEY, WORKSPACE } from './interactions.ts';
import { createHost, workspace } from './test-host.ts';
import { interaction, rows, useDesks, whole } from './worker-desk.ts';

describe('the data worker', () => {
  const { start, open } = useDesks();

  it('says that no workspace is open before one is', async () => {
    const desk = start(createHost());
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

  it('removes a workspace’s cache', async () => {
    const desk = await open(createHost());
    await desk.putPage(rows(2));
    await desk.data.workspaceRemove({ workspaceId: WORKSPACE, withJournal: false });
    expect(await desk.data.workspaceOpen({ workspaceId: WORKSPACE })).toMatchObject({ interactions: 0 });
  });
});
