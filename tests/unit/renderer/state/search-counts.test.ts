import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createCountStore } from '../../../../src/renderer/state/search-counts.ts';
import { DeskData, rows } from './desk-data.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('counts views once the list rests, each query once', async () => {
  const data = new DeskData((text) => rows(text.length));
  const store = createCountStore(() => data);
  store.want(['ab']);
  store.want(['ab', 'abc', 'ab']);
  await vi.advanceTimersByTimeAsync(100);
  expect(data.searched).toEqual([]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(data.searched).toEqual(['ab', 'abc']);
  expect([...store.getState().counts]).toEqual([
    ['ab', 2],
    ['abc', 3],
  ]);
});
