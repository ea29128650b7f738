import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createReviewStore, NOTE_IDLE, withPending } from '../../../../src/renderer/state/review-store.ts';
import type { Review } from '../../../../src/shared/contract/data.ts';
import type { Judgement } from '../../../../src/shared/domain/journal.ts';
import { InternalError } from '../../../../src/shared/errors.ts';
import { judged, noReview, settle } from './desk-data.ts';

const desk = () => {
  const reviews = new Map<string, Review>();
  const sent: Judgement[] = [];
  let broken = false;
  let hold: Promise<void> | null = null;
  const undone: { interactionId: string; review: Review }[] = [];
  const store = createReviewStore({
    data: () => ({
      judge: async ({ target, judgement }) => {
        sent.push(judgement);
        await hold;
        if (broken) throw new InternalError('disk');
        undone.push({ interactionId: target.interactionId, review: reviews.get(target.interactionId) ?? noReview });
        const review = judged(reviews.get(target.interactionId) ?? noReview, judgement);
        reviews.set(target.interactionId, review);
        return review;
      },
      undo: async () => undone.pop() ?? null,
      redo: async () => null,
      labels: async () => [],
    }),
    reviewOf: (id) => reviews.get(id) ?? null,
    tagName: (_, tagId) => tagId,
    onReviewed: (id, review) => reviews.set(id, review),
    now: () => 42,
  });
  return {
    store,
    sent,
    reviews,
    breakDisk: (is: boolean) => {
      broken = is;
    },
    holdUntil: (until: Promise<void> | null) => {
      hold = until;
    },
  };
};

describe('a judgement', () => {
  it('is pending, not saved, until the journal has answered', async () => {
    const { store, reviews, holdUntil } = desk();
    let release = (): void => undefined;
    holdUntil(
      new Promise((resolve) => {
        release = resolve;
      }),
    );
    const saved = store.judge('a', { kind: 'verdict', verdict: 'pass' });
    await settle();
    expect(reviews.has('a')).toBe(false);
    expect(withPending(noReview, 'a', store.getState().pending).verdict).toBe('pass');
    release();
    expect(await saved).toBe(true);
    expect(reviews.get('a')?.verdict).toBe('pass');
    expect(store.getState().pending).toEqual([]);
  });

  it('that fails is taken off the control, with its reason, and can be tried again', async () => {
    const { store, reviews, breakDisk } = desk();
    breakDisk(true);
    expect(await store.judge('a', { kind: 'verdict', verdict: 'fail' })).toBe(false);
    expect(withPending(noReview, 'a', store.getState().pending).verdict).toBeNull();
    const [failure] = store.getState().failed;
    expect(failure).toMatchObject({ interactionId: 'a', error: { code: 'internal' } });
    breakDisk(false);
    store.retry(failure?.token ?? -1);
    await settle();
    expect(reviews.get('a')?.verdict).toBe('fail');
    expect(store.getState().failed).toEqual([]);
  });

  it('is journalled after those made before it', async () => {
    const { store, sent } = desk();
    void store.judge('a', { kind: 'verdict', verdict: 'pass' });
    await store.judge('a', { kind: 'verdict', verdict: 'fail' });
    expect(sent.map((judgement) => judgement.kind === 'verdict' && judgement.verdict)).toEqual(['pass', 'fail']);
  });

  it('that is undone is named', async () => {
    const { store } = desk();
    await store.judge('a', { kind: 'verdict', verdict: 'fail' });
    expect(await store.undo()).toEqual({ interactionId: 'a', changes: ['verdict Fail → no verdict'] });
    expect(await store.undo()).toBeNull();
  });
});

describe('a note', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('saves itself a second after the last letter', async () => {
    const { store, reviews, sent } = desk();
    store.setNote('a', 'h');
    await vi.advanceTimersByTimeAsync(NOTE_IDLE - 1);
    store.setNote('a', 'hello');
    await vi.advanceTimersByTimeAsync(NOTE_IDLE - 1);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(reviews.get('a')?.note).toBe('hello');
    expect(store.getState().notes.get('a')).toMatchObject({ state: 'saved', savedAt: 42 });
  });

  it('keeps the text and the reason when it cannot be saved', async () => {
    const { store, breakDisk, reviews } = desk();
    breakDisk(true);
    store.setNote('a', 'precious');
    expect(await store.saveNote('a')).toBe(false);
    expect(store.getState().notes.get('a')).toMatchObject({ text: 'precious', state: 'failed' });
    expect(store.hasUnsavedNotes()).toBe(true);
    breakDisk(false);
    expect(await store.saveAllNotes()).toBe(true);
    expect(reviews.get('a')?.note).toBe('precious');
  });

  it('typed on while it was being saved is saved again', async () => {
    const { store, holdUntil, reviews } = desk();
    let release = (): void => undefined;
    holdUntil(
      new Promise((resolve) => {
        release = resolve;
      }),
    );
    store.setNote('a', 'one');
    const saving = store.saveNote('a');
    store.setNote('a', 'one two');
    release();
    holdUntil(null);
    expect(await saving).toBe(false);
    await vi.advanceTimersByTimeAsync(NOTE_IDLE);
    expect(reviews.get('a')?.note).toBe('one two');
    expect(store.hasUnsavedNotes()).toBe(false);
  });

  it('of another interaction stays as it was typed', async () => {
    const { store } = desk();
    store.setNote('a', 'first');
    store.setNote('b', 'second');
    expect(store.getState().notes.get('a')?.text).toBe('first');
  });

  it('that is as the journal has it is not journalled again', async () => {
    const { store, sent, reviews } = desk();
    reviews.set('a', { ...noReview, note: 'same' });
    store.setNote('a', 'same');
    expect(await store.saveNote('a')).toBe(true);
    expect(sent).toEqual([]);
  });

  it('follows an undo once it is saved', async () => {
    const { store } = desk();
    store.setNote('a', 'hello');
    await store.saveNote('a');
    const reversal = await store.undo();
    expect(reversal?.changes).toEqual(['note removed']);
    expect(store.getState().notes.has('a')).toBe(false);
  });

  it('that could not be saved before its workspace was closed can be put back', async () => {
    const { store, breakDisk, reviews } = desk();
    breakDisk(true);
    store.setNote('a', 'precious');
    await store.saveNote('a');
    const unsaved = store.reset();
    expect(store.getState().notes.size).toBe(0);
    breakDisk(false);
    store.putBack(unsaved);
    await vi.advanceTimersByTimeAsync(NOTE_IDLE);
    expect(reviews.get('a')?.note).toBe('precious');
  });
});

it('never journals a judgement into a workspace that was opened after it', async () => {
  const { store, sent, holdUntil } = desk();
  let release = (): void => undefined;
  holdUntil(
    new Promise((resolve) => {
      release = resolve;
    }),
  );
  void store.judge('a', { kind: 'verdict', verdict: 'pass' });
  void store.judge('a', { kind: 'verdict', verdict: 'fail' });
  await settle();
  store.reset();
  release();
  await settle();
  expect(sent).toHaveLength(1);
});
