import { expect, it } from 'vitest';
import { createSnippetStore } from '../../../../src/renderer/state/search-snippets.ts';
import { settle } from './desk-data.ts';

const seen = (...ids: readonly string[]) => ids.map((id) => ({ id, lastMessageAt: 1 }));

const setUp = () => {
  const asked: (readonly string[])[] = [];
  const store = createSnippetStore(() => ({
    snippets: async ({ ids }) => {
      asked.push(ids);
      return ids.filter((id) => id !== 'wordless').map((id) => ({ id, text: `around ${id}` }));
    },
  }));
  return { asked, store };
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
