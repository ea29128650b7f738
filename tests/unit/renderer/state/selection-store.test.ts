import { describe, expect, it } from 'vitest';
import { createSelectionStore } from '../../../../src/renderer/state/selection-store.ts';
import type { InteractionView } from '../../../../src/shared/contract/data.ts';
import { interactionSchema } from '../../../../src/shared/domain/interaction.ts';
import { InternalError } from '../../../../src/shared/errors.ts';
import { noReview, settle } from './desk-data.ts';

const view = (id: string): InteractionView => ({
  interaction: interactionSchema.parse({ id, createdAt: 1, events: [] }),
  review: noReview,
  agents: [],
});

describe('opening', () => {
  it('keeps the conversation on the screen until the next one is there', async () => {
    const waiting: (() => void)[] = [];
    const store = createSelectionStore(() => ({
      interaction: ({ interactionId }) => new Promise((resolve) => waiting.push(() => resolve(view(interactionId)))),
    }));
    store.open('a');
    waiting.shift()?.();
    await settle();
    store.open('b');
    expect(store.getState().view?.interaction.id).toBe('a');
    waiting.shift()?.();
    await settle();
    expect(store.getState().view?.interaction.id).toBe('b');
  });

  it('asks for where a held key stops, not for every row on the way', async () => {
    const asked: string[] = [];
    const store = createSelectionStore(() => ({
      interaction: async ({ interactionId }) => {
        asked.push(interactionId);
        return view(interactionId);
      },
    }));
    for (const id of ['a', 'b', 'c', 'd']) store.open(id);
    await settle();
    expect(asked).toEqual(['a', 'd']);
    expect(store.getState().view?.interaction.id).toBe('d');
  });

  it('says when the cache does not hold it', async () => {
    const store = createSelectionStore(() => ({ interaction: async () => null }));
    store.open('gone');
    await settle();
    expect(store.getState()).toMatchObject({ missing: true, view: null });
  });

  it('says why it failed, and asks again when told to', async () => {
    let broken = true;
    const store = createSelectionStore(() => ({
      interaction: async ({ interactionId }) => {
        if (broken) throw new InternalError('cache');
        return view(interactionId);
      },
    }));
    store.open('a');
    await settle();
    expect(store.getState().error?.code).toBe('internal');
    broken = false;
    store.reload();
    await settle();
    expect(store.getState()).toMatchObject({ error: null, view: { interaction: { id: 'a' } } });
  });
});

it('shows a changed review on the conversation that is open and on one that is kept', async () => {
  const store = createSelectionStore(() => ({ interaction: async ({ interactionId }) => view(interactionId) }));
  store.open('a');
  await settle();
  store.open('b');
  await settle();
  store.setReview('a', { ...noReview, verdict: 'pass' });
  store.open('a');
  expect(store.getState().view?.review.verdict).toBe('pass');
});

describe('after a sync', () => {
  it('a conversation that is the same stays the same object, so that it is not drawn again', async () => {
    const store = createSelectionStore(() => ({ interaction: async ({ interactionId }) => view(interactionId) }));
    store.open('a');
    await settle();
    const before = store.getState().view;
    store.reload();
    await settle();
    expect(store.getState().view).toBe(before);
  });

  it('one that was fetched before is shown at once and asked for again', async () => {
    const asked: string[] = [];
    const store = createSelectionStore(() => ({
      interaction: async ({ interactionId }) => {
        asked.push(interactionId);
        return view(interactionId);
      },
    }));
    store.open('a');
    store.prefetch(['b', 'c']);
    await settle();
    store.reload();
    await settle();
    store.open('b');
    expect(store.getState().view?.interaction.id).toBe('b');
    await settle();
    expect(asked.filter((id) => id === 'b')).toHaveLength(2);
  });
});
