import { expect, it, vi } from 'vitest';
import { createSnippetStore } from '../../../../src/renderer/state/search-snippets.ts';
import { CancelledError } from '../../../../src/shared/errors.ts';
import { settle } from './desk-data.ts';

const seen = (...ids: readonly string[]) => ids.map((id) => ({ id, lastMessageAt: 1 }));

const setUp = (settled = 0) => {
  const asked: (readonly string[])[] = [];
  const replaced = new Set<number>();
  const data = {
    snippets: async ({ resultId, ids }: { readonly resultId: number; readonly ids: readonly string[] }) => {
      asked.push(ids);
      if (replaced.has(resultId)) throw new CancelledError('Looking for words');
      return ids.filter((id) => id !== 'wordless').map((id) => ({ id, text: `around ${id}` }));
    },
  };
  return { asked, replaced, store: createSnippetStore(() => data, settled) };
};

it('asks once for each row that is seen, also for one that has no line', async () => {
  const { asked, store } = setUp();
  store.begin(['refund']);
  store.want(1, seen('a', 'wordless'));
  await settle();
  store.want(1, seen('a', 'wordless', 'b'));
  await settle();
  expect(asked).toEqual([['a', 'wordless'], ['b']]);
  expect(store.getState().snippets.get('b')).toBe('around b');
});

it('asks again for a conversation that went on', async () => {
  const { asked, store } = setUp();
  store.begin(['refund']);
  store.want(1, seen('a'));
  await settle();
  store.want(2, [{ id: 'a', lastMessageAt: 2 }]);
  await settle();
  expect(asked).toHaveLength(2);
});

it('forgets the lines of an earlier search, and keeps them while the search is the same', async () => {
  const { store } = setUp();
  store.begin(['refund']);
  store.want(1, seen('a'));
  await settle();
  store.begin(['refund']);
  expect(store.getState().snippets.size).toBe(1);
  store.begin([]);
  expect(store.getState().snippets.size).toBe(0);
});

it('waits until the query stands, and asks for the list that it stands at', async () => {
  const { asked, store } = setUp(30);
  store.begin(['refu']);
  store.want(1, seen('a'));
  store.begin(['refund']);
  store.want(2, seen('b'));
  await settle();
  expect(asked).toEqual([]);
  await vi.waitFor(() => expect(store.getState().snippets.get('b')).toBe('around b'));
  expect(asked).toEqual([['b']]);
});

it('asks again for rows whose list was replaced while it asked', async () => {
  const { replaced, store } = setUp();
  store.begin(['refund']);
  replaced.add(1);
  store.want(1, seen('a'));
  await settle();
  expect(store.getState().snippets.size).toBe(0);
  store.want(2, seen('a'));
  await settle();
  expect(store.getState().snippets.get('a')).toBe('around a');
});
