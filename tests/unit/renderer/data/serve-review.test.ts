import 'fake-indexeddb/auto';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { ReviewerError } from '#shared/errors.ts';
import { createHost } from './test-host.ts';
import { interaction, rows, useDesks, whole } from './worker-desk.ts';

describe('judgements in the data worker', () => {
  const { open } = useDesks();

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
});
