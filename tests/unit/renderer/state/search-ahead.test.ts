import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSearchStore } from '../../../../src/renderer/state/search-store.ts';
import { DeskData, rows, settle } from './desk-data.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const started = async (data: DeskData) => {
  const store = createSearchStore(() => data);
  await store.start({ text: '', sort: 'newest', selectedId: null });
  return store;
};

describe('a search that is asked for ahead', () => {
  it('is the answer to the text that then comes, and asked for once', async () => {
    const data = new DeskData((text) => rows(text.length));
    const store = await started(data);
    store.expect('r');
    expect(data.searched).toEqual(['', 'r']);
    expect(store.getState().text).toBe('');
    store.setText('r');
    await settle();
    expect(store.getState().listed).toMatchObject({ text: 'r', total: 1 });
    await vi.advanceTimersByTimeAsync(1000);
    expect(data.searched).toEqual(['', 'r']);
  });

  it('is of no use to another text', async () => {
    const data = new DeskData((text) => rows(text.length));
    const store = await started(data);
    store.expect('r');
    store.setText('re');
    await settle();
    expect(data.searched).toEqual(['', 'r', 're']);
    expect(store.getState().listed).toMatchObject({ text: 're', total: 2 });
  });

  it('gives the list its own result back when the letter never comes', async () => {
    const data = new DeskData((text) => (text === '' ? rows(200) : rows(1)));
    const store = await started(data);
    store.expect('r');
    await vi.advanceTimersByTimeAsync(1000);
    expect(data.searched).toEqual(['', 'r', '']);
    // Rows further down can be fetched: a result that was replaced has none.
    await store.selectAt(150);
    expect(store.getState()).toMatchObject({ cursor: { id: 'i150', listed: true }, error: null });
  });

  it('waits its turn while another search runs', async () => {
    const data = new DeskData((text) => rows(text.length));
    const store = await started(data);
    data.holding = true;
    store.setText('r');
    await settle();
    store.expect('re');
    expect(data.searched).toEqual(['', 'r']);
    data.holding = false;
    data.release?.();
    await settle();
    expect(store.getState().listed?.text).toBe('r');
  });

  it('fails as the search itself would', async () => {
    const data = new DeskData((text) => {
      if (text !== '') throw new TypeError('broken');
      return rows(1);
    });
    const store = await started(data);
    store.expect('r');
    store.setText('r');
    await settle();
    expect(store.getState().error).not.toBeNull();
    expect(store.getState().listed?.text).toBe('');
  });

  it('asks for nothing before there is anything to search in', () => {
    const data = new DeskData(() => rows(1));
    createSearchStore(() => data).expect('r');
    expect(data.searched).toEqual([]);
  });
});
