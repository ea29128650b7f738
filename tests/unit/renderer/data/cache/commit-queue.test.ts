import { describe, expect, it } from 'vitest';
import { createCommitQueue } from '../../../../../src/renderer/data/cache/commit-queue.ts';

interface Entry {
  readonly name: string;
}

const create = (most = 8, fail: (names: readonly string[]) => Error | null = () => null) => {
  const stored: string[][] = [];
  const refused = new Map<string, unknown>();
  let open: () => void = () => undefined;
  let gate: Promise<void> = Promise.resolve();
  const queue = createCommitQueue<Entry>(
    async (entries) => {
      const names = entries.map(({ name }) => name);
      stored.push(names);
      await gate;
      const error = fail(names);
      if (error) throw error;
    },
    ({ name }) => refused.get(name),
    most,
  );
  return {
    queue,
    stored,
    refused,
    push: (name: string) => queue.push(Promise.resolve({ name })),
    shut: () => {
      gate = new Promise((resolve) => {
        open = resolve;
      });
    },
    open: () => open(),
  };
};

describe('the commit queue', () => {
  it('stores in the order of asking, whichever is ready first', async () => {
    const { queue, stored, push } = create();
    let ready: (entry: Entry) => void = () => undefined;
    const slow = queue.push(
      new Promise((resolve) => {
        ready = resolve;
      }),
    );
    const quick = push('second');
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(stored).toEqual([]);
    ready({ name: 'first' });
    await Promise.all([slow, quick]);
    expect(stored.flat()).toEqual(['first', 'second']);
  });

  it('stores what became ready in the meantime in one transaction, so many at most', async () => {
    const { stored, push, shut, open } = create(3);
    shut();
    const all = ['a', 'b', 'c', 'd', 'e'].map(push);
    await new Promise((resolve) => setTimeout(resolve, 5));
    open();
    await Promise.all(all);
    expect(stored.flat()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(Math.max(...stored.map((batch) => batch.length))).toBe(3);
  });

  it('fails all of a transaction, and goes on with what came later', async () => {
    const full = new Error('full');
    const { push } = create(1, (names) => (names.includes('b') ? full : null));
    const answers = await Promise.allSettled(['a', 'b', 'c'].map(push));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('stores none that is refused, and lets the others pass', async () => {
    const { stored, refused, push } = create();
    refused.set('b', new Error('builds upon what is missing'));
    const answers = await Promise.allSettled(['a', 'b', 'c'].map(push));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(stored.flat()).toEqual(['a', 'c']);
  });

  it('fails one that could not be made ready, alone', async () => {
    const { queue, stored, push } = create();
    const broken = queue.push(Promise.reject(new Error('no')));
    const fine = push('fine');
    await expect(broken).rejects.toThrow('no');
    await fine;
    expect(stored).toEqual([['fine']]);
    await queue.idle();
  });
});
