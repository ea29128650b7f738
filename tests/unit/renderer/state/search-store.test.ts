import { describe, expect, it, vi } from 'vitest';
import { rowIn } from '../../../../src/renderer/state/search-pages.ts';
import { createSearchStore } from '../../../../src/renderer/state/search-store.ts';
import { InternalError } from '../../../../src/shared/errors.ts';
import { DeskData, row, rows, settle } from './desk-data.ts';

const started = async (data: DeskData, selectedId: string | null = null) => {
  const store = createSearchStore(() => data);
  await store.start({ text: '', sort: 'newest', selectedId });
  return store;
};

describe('searching', () => {
  it('keeps the old rows until the new ones come', async () => {
    const data = new DeskData((text) => (text === '' ? rows(3) : rows(1)));
    const store = await started(data);
    data.holding = true;
    store.setText('refund');
    await settle();
    expect(store.getState().listed?.total).toBe(3);
    data.release?.();
    await settle();
    expect(store.getState().listed?.total).toBe(1);
  });

  it('asks for the newest text alone when letters come faster than answers', async () => {
    const data = new DeskData((text) => rows(text.length));
    const store = await started(data);
    data.holding = true;
    store.setText('r');
    await settle();
    store.setText('re');
    store.setText('ref');
    data.holding = false;
    data.release?.();
    await settle();
    expect(data.searched).toEqual(['', 'r', 'ref']);
    expect(store.getState().listed?.text).toBe('ref');
  });

  it('keeps what is written before there is anything to search in, and searches for nothing', async () => {
    const data = new DeskData(() => rows(3));
    const store = createSearchStore(() => data);
    store.setText('refund');
    store.refresh();
    await settle();
    expect(store.getState()).toMatchObject({ text: 'refund', listed: null, error: null });
    expect(data.searched).toEqual([]);
  });

  it('counts nothing for the first list, and what is seen once it is drawn', async () => {
    const data = new DeskData(() => rows(3));
    const store = createSearchStore(() => data);
    store.countFacets(['source', 'tag']);
    await store.start({ text: '', sort: 'newest', selectedId: null });
    expect(store.getState().listed).toMatchObject({ total: 3, counted: [] });
    store.beginCounting();
    await settle();
    expect(store.getState().listed?.counted).toEqual(['source', 'tag']);
    expect(data.searched).toEqual(['', '']);
  });

  it('says why it failed and keeps what was listed', async () => {
    const data = new DeskData(() => rows(2));
    const store = await started(data);
    data.lists = () => {
      throw new InternalError('test');
    };
    store.refresh();
    await settle();
    expect(store.getState().error?.code).toBe('internal');
    expect(store.getState().listed?.total).toBe(2);
  });

  it('drops the answer for a workspace that was closed meanwhile', async () => {
    const data = new DeskData(() => rows(5));
    const store = await started(data);
    data.holding = true;
    store.refresh();
    await settle();
    store.reset();
    data.release?.();
    await settle();
    expect(store.getState().listed).toBeNull();
  });
});

describe('rows that come above', () => {
  it('leave the selection on its interaction and shift the scroll by as many rows', async () => {
    const data = new DeskData(() => rows(10));
    const store = await started(data);
    store.setSeen({ from: 0, to: 8 });
    await store.selectAt(4);
    data.lists = () => [row('new1'), row('new2'), ...rows(10)];
    store.refresh();
    await settle();
    expect(store.getState().cursor).toEqual({ id: 'i4', index: 6, listed: true });
    expect(store.getState().scroll).toEqual({ kind: 'shift', rows: 2 });
  });

  it('keep the first row in view where it is when the selection is elsewhere', async () => {
    const data = new DeskData(() => rows(300));
    const store = await started(data);
    await store.selectAt(0);
    store.ensureRows(120, 130);
    await settle();
    store.setSeen({ from: 120, to: 130 });
    data.lists = () => [row('new'), ...rows(300)];
    store.refresh();
    await settle();
    expect(store.getState().scroll).toEqual({ kind: 'shift', rows: 1 });
    expect(rowIn(store.getState().pages, 121)?.id).toBe('i120');
  });

  it('are shown at once while the list is at its top', async () => {
    const data = new DeskData(() => rows(30));
    const store = await started(data);
    store.setSeen({ from: 0, to: 10 });
    data.lists = () => [row('new'), ...rows(30)];
    store.refresh();
    await settle();
    expect(store.getState().scroll).toEqual({ kind: 'shift', rows: 0 });
  });
});

it('comes back to the interaction that was selected last, scrolled to it', async () => {
  const data = new DeskData(() => rows(500));
  const store = await started(data, 'i250');
  expect(store.getState().cursor).toEqual({ id: 'i250', index: 250, listed: true });
  expect(store.getState().scroll).toEqual({ kind: 'reveal', index: 250 });
  expect(rowIn(store.getState().pages, 250)?.id).toBe('i250');
});

describe('moving', () => {
  it('fetches the rows it comes to, a page at a time', async () => {
    const data = new DeskData(() => rows(1000));
    const store = await started(data);
    await store.selectAt(Number.MAX_SAFE_INTEGER);
    expect(store.getState().cursor?.id).toBe('i999');
    expect(data.fetched).toEqual([950]);
  });

  it('fetches what lies on either side at once where it scrolls, and later where a list is new', async () => {
    vi.useFakeTimers();
    try {
      const data = new DeskData(() => rows(1000));
      const store = await started(data);
      store.ensureRows(0, 17);
      await settle();
      store.ensureRows(80, 97);
      await settle();
      expect(data.fetched).toEqual([50, 100]);
      store.setText('refund');
      await settle();
      store.ensureRows(80, 97);
      await settle();
      expect(data.fetched).toEqual([50, 100, 50]);
      await vi.advanceTimersByTimeAsync(200);
      expect(data.fetched).toEqual([50, 100, 50, 100]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('stops at either end', async () => {
    const store = await started(new DeskData(() => rows(3)));
    await store.move(-1);
    expect(store.getState().cursor?.index).toBe(2);
    await store.move(1);
    expect(store.getState().cursor?.index).toBe(2);
  });

  it('goes to what moved up when the selected interaction has left the list', async () => {
    const data = new DeskData(() => rows(5));
    const store = await started(data);
    await store.selectAt(2);
    data.lists = () => rows(5).filter(({ id }) => id !== 'i2');
    store.refresh();
    await settle();
    expect(store.getState().cursor).toEqual({ id: 'i2', index: 2, listed: false });
    await store.move(1);
    expect(store.getState().cursor?.id).toBe('i3');
  });

  it('goes to the next interaction without a verdict, past those that have one', async () => {
    const list = [row('a', 'pass'), row('b', 'fail'), row('c', 'unsure'), row('d'), row('e', 'pass')];
    const store = await started(new DeskData(() => list));
    await store.selectAt(0);
    expect(await store.selectNextUnreviewed()).toBe(true);
    expect(store.getState().cursor?.id).toBe('d');
    expect(await store.selectNextUnreviewed()).toBe(false);
    expect(store.getState().cursor?.id).toBe('d');
  });
});

it('shows a judgement on its row without searching again', async () => {
  const data = new DeskData(() => rows(3));
  const store = await started(data);
  store.patchReview('i1', { verdict: 'fail', labels: ['tone'], note: 'x', tags: {}, updatedAt: 1, stale: false });
  expect(rowIn(store.getState().pages, 1)).toMatchObject({ verdict: 'fail', labels: ['tone'], hasNote: true });
  expect(data.searched).toHaveLength(1);
});
