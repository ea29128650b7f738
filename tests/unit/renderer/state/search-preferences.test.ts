import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPreferencesStore, NO_PREFERENCES } from '../../../../src/renderer/state/search-preferences.ts';
import type { Preferences } from '../../../../src/shared/contract/data.ts';
import { InternalError } from '../../../../src/shared/errors.ts';

const kept = (readable = true) => {
  const written: Preferences[] = [];
  const store = createPreferencesStore(() => ({
    preferencesRead: async () => {
      if (!readable) throw new InternalError('read');
      return written.at(-1) ?? NO_PREFERENCES;
    },
    preferencesWrite: async ({ preferences }) => void written.push(preferences as Preferences),
  }));
  return { store, written };
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('writes changes made together once', async () => {
  const { store, written } = kept();
  await store.load();
  store.remember({ lastQuery: 'r' });
  store.remember({ lastQuery: 're' });
  store.remember({ lastInteractionId: 'i1' });
  await vi.advanceTimersByTimeAsync(1000);
  expect(written).toEqual([{ ...NO_PREFERENCES, lastQuery: 're', lastInteractionId: 'i1' }]);
});

it('writes nothing when they could not be read, so as to lose none', async () => {
  const { store, written } = kept(false);
  await expect(store.load()).rejects.toThrow(InternalError);
  store.remember({ lastQuery: 'x' });
  await vi.advanceTimersByTimeAsync(1000);
  expect(written).toEqual([]);
});

it('puts a deleted search back where it was', async () => {
  const { store } = kept();
  await store.load();
  const first = store.save('One', 'one', 'newest');
  store.save('Two', 'two', 'oldest');
  const removed = store.remove(first.id);
  expect(store.getState().preferences.savedSearches.map(({ name }) => name)).toEqual(['Two']);
  if (removed) store.putBack(removed);
  expect(store.getState().preferences.savedSearches.map(({ name }) => name)).toEqual(['One', 'Two']);
});

it('names a search by its query when it is given no name', async () => {
  const { store } = kept();
  await store.load();
  expect(store.save('  ', 'refund', 'newest').name).toBe('refund');
  expect(store.save('x'.repeat(200), 'refund', 'newest').name).toHaveLength(80);
});
