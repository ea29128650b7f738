import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AFTER_PAINT, createBesideStore } from '../../../../src/renderer/state/search-beside.ts';
import { createSearchStore } from '../../../../src/renderer/state/search-store.ts';
import { DeskData, rows, settle } from './desk-data.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const begun = async () => {
  const search = createSearchStore(() => new DeskData((text) => rows(text.length + 1)));
  const beside = createBesideStore(search);
  await search.start({ text: '', sort: 'newest', selectedId: null });
  return { search, totals: () => beside.getState().listed?.total ?? null, beside };
};

it('follows the list a moment later, and leaves out what was replaced meanwhile', async () => {
  const { search, totals, beside } = await begun();
  expect(totals()).toBeNull();
  const seen: (number | null)[] = [];
  beside.subscribe(() => seen.push(totals()));
  search.setText('r');
  await settle();
  search.setText('re');
  await settle();
  await vi.advanceTimersByTimeAsync(AFTER_PAINT);
  expect(seen).toEqual([3]);
});

it('is empty at once when the workspace is left', async () => {
  const { search, totals } = await begun();
  await vi.advanceTimersByTimeAsync(AFTER_PAINT);
  expect(totals()).toBe(1);
  search.reset();
  expect(totals()).toBeNull();
});
