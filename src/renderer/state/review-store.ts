/**
 * What the reviewer is doing: judgements on their way to the journal, those that did not get there, and the notes
 * being written. Nothing counts as saved before the journal has answered; text that was typed is kept until then.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DataApi, Review } from '#shared/contract/data.ts';
import type { Judgement } from '#shared/domain/journal.ts';
import { CancelledError, type SerializedError, toReviewerError } from '#shared/errors.ts';
import { changesBetween, expected, NO_REVIEW } from './review-change.ts';

/** A note is saved by itself once nothing was typed for this long, in milliseconds. */
export const NOTE_IDLE = 1000;

export interface NoteDraft {
  readonly text: string;
  readonly state: 'editing' | 'saving' | 'saved' | 'failed';
  /** Epoch ms of the last save in this run. */
  readonly savedAt: number | null;
  readonly error: SerializedError | null;
}

export interface PendingJudgement {
  readonly token: number;
  readonly interactionId: string;
  readonly judgement: Judgement;
}

export interface FailedJudgement extends PendingJudgement {
  readonly error: SerializedError;
}

export interface ReviewState {
  /** Sent and not yet answered, in the order they were made. */
  readonly pending: readonly PendingJudgement[];
  readonly failed: readonly FailedJudgement[];
  readonly notes: Notes;
  readonly labels: readonly { readonly label: string; readonly count: number }[];
}

/** What an undo or redo did. */
export interface Reversal {
  readonly interactionId: string;
  /** A phrase for each change; empty when the state before is not known here. */
  readonly changes: readonly string[];
}

/** What the store needs to know about, and tell to, the rest of the desk. */
export interface ReviewSurroundings {
  readonly data: () => Pick<DataApi, 'judge' | 'undo' | 'redo' | 'labels'>;
  /** The state as it is known here, or null. */
  readonly reviewOf: (interactionId: string) => Review | null;
  readonly tagName: (interactionId: string, tagId: string) => string;
  /** Called with every state the journal has answered with. */
  readonly onReviewed: (interactionId: string, review: Review) => void;
  readonly now: () => number;
}

export interface ReviewStore extends StoreApi<ReviewState> {
  /** Journals a judgement. Resolves to whether it is saved; the reason stands in `failed` when it is not. */
  judge(interactionId: string, judgement: Judgement): Promise<boolean>;
  retry(token: number): void;
  dismiss(token: number): void;
  setNote(interactionId: string, text: string): void;
  /** Saves what was typed, now. Resolves to whether nothing is left to save. */
  saveNote(interactionId: string): Promise<boolean>;
  /** Saves every note that was typed and not saved. */
  saveAllNotes(): Promise<boolean>;
  /** Rejects with a ReviewerError; null when there is nothing left to take back. */
  undo(): Promise<Reversal | null>;
  redo(): Promise<Reversal | null>;
  loadLabels(): Promise<void>;
  /** The review with what is on its way to the journal. */
  effective(interactionId: string, review: Review): Review;
  hasUnsavedNotes(): boolean;
  /** Lets everything go, and gives the notes that were typed and not saved. */
  reset(): Notes;
  /** Puts notes back that an earlier reset gave. */
  putBack(notes: Notes): void;
}

export type Notes = ReadonlyMap<string, NoteDraft>;

const EMPTY: ReviewState = { pending: [], failed: [], notes: new Map(), labels: [] };

/** The review with pending judgements applied. */
export const withPending = (review: Review, interactionId: string, pending: readonly PendingJudgement[]): Review =>
  pending.reduce(
    (state, item) => (item.interactionId === interactionId ? expected(state, item.judgement) : state),
    review,
  );

export const createReviewStore = (around: ReviewSurroundings): ReviewStore => {
  const store = createStore<ReviewState>(() => EMPTY);
  const { getState: get, setState: set } = store;
  /** The last state the journal answered with, for naming what an undo changed. */
  const known = new Map<string, Review>();
  const idle = new Map<string, ReturnType<typeof setTimeout>>();
  let nextToken = 1;
  let era = 0;
  /** Judgements go to the journal in the order they were made. */
  let queue: Promise<unknown> = Promise.resolve();

  const inOrder = <T>(task: () => Promise<T>): Promise<T> => {
    const started = era;
    const result = queue.then(() => {
      // By now another workspace may be open, and this judgement is none of its.
      if (started !== era) throw new CancelledError('Saving');
      return task();
    });
    queue = result.catch(() => undefined);
    return result;
  };

  const reviewed = (interactionId: string, review: Review): void => {
    known.set(interactionId, review);
    around.onReviewed(interactionId, review);
  };

  const send = (interactionId: string, judgement: Judgement): Promise<Review> =>
    inOrder(() => around.data().judge({ target: { interactionId, eventId: null }, judgement }));

  const judge = async (interactionId: string, judgement: Judgement): Promise<boolean> => {
    const item: PendingJudgement = { token: nextToken, interactionId, judgement };
    nextToken += 1;
    const started = era;
    set({
      pending: [...get().pending, item],
      failed: get().failed.filter((failure) => !replaces(item, failure)),
    });
    const settle = (): void => set({ pending: get().pending.filter((other) => other !== item) });
    try {
      const review = await send(interactionId, judgement);
      if (started !== era) return true;
      reviewed(interactionId, review);
      settle();
      if (judgement.kind === 'label') void loadLabels();
      return true;
    } catch (error) {
      if (started !== era) return false;
      settle();
      set({ failed: [...get().failed, { ...item, error: toReviewerError(error, 'judge').serialize() }] });
      return false;
    }
  };

  const loadLabels = async (): Promise<void> => {
    const started = era;
    try {
      const labels = await around.data().labels();
      if (started === era) set({ labels });
    } catch {
      // Only suggestions: without them a label is typed.
    }
  };

  const putNote = (interactionId: string, draft: NoteDraft): void =>
    set({ notes: new Map(get().notes).set(interactionId, draft) });

  const stopWaiting = (interactionId: string): void => {
    clearTimeout(idle.get(interactionId));
    idle.delete(interactionId);
  };

  const setNote = (interactionId: string, text: string): void => {
    const before = get().notes.get(interactionId);
    putNote(interactionId, { text, state: 'editing', savedAt: before?.savedAt ?? null, error: null });
    stopWaiting(interactionId);
    idle.set(
      interactionId,
      setTimeout(() => void saveNote(interactionId), NOTE_IDLE),
    );
  };

  const saveNote = async (interactionId: string): Promise<boolean> => {
    stopWaiting(interactionId);
    const draft = get().notes.get(interactionId);
    if (!draft || draft.state === 'saved') return true;
    if (draft.state === 'saving') return false;
    const saved = known.get(interactionId) ?? around.reviewOf(interactionId);
    const finish = (savedAt: number | null): void => {
      const now = get().notes.get(interactionId);
      if (now?.text === draft.text) putNote(interactionId, { ...now, state: 'saved', savedAt, error: null });
      else if (now) setNote(interactionId, now.text);
    };
    if (saved && saved.note === draft.text) {
      finish(draft.savedAt);
      return true;
    }
    const started = era;
    putNote(interactionId, { ...draft, state: 'saving', error: null });
    try {
      const review = await send(interactionId, { kind: 'note', text: draft.text });
      if (started !== era) return true;
      reviewed(interactionId, review);
      finish(around.now());
      return get().notes.get(interactionId)?.state === 'saved';
    } catch (error) {
      if (started !== era) return false;
      const now = get().notes.get(interactionId) ?? draft;
      putNote(interactionId, { ...now, state: 'failed', error: toReviewerError(error, 'judge').serialize() });
      return false;
    }
  };

  const saveAllNotes = async (): Promise<boolean> => {
    const saved = await Promise.all([...get().notes.keys()].map(saveNote));
    return saved.every(Boolean);
  };

  const reverse = (which: 'undo' | 'redo'): Promise<Reversal | null> =>
    inOrder(async () => {
      const started = era;
      const answer = await around.data()[which]();
      if (!answer || started !== era) return null;
      const { interactionId, review } = answer;
      const before = known.get(interactionId) ?? around.reviewOf(interactionId);
      const changes = before ? changesBetween(before, review, (tagId) => around.tagName(interactionId, tagId)) : [];
      // A note that was saved and not touched since follows the journal; one being typed stays as typed.
      if (get().notes.get(interactionId)?.state === 'saved') {
        const notes = new Map(get().notes);
        notes.delete(interactionId);
        set({ notes });
      }
      reviewed(interactionId, review);
      void loadLabels();
      return { interactionId, changes };
    });

  return {
    ...store,
    judge,
    retry: (token) => {
      const failure = get().failed.find((item) => item.token === token);
      if (failure) void judge(failure.interactionId, failure.judgement);
    },
    dismiss: (token) => set({ failed: get().failed.filter((item) => item.token !== token) }),
    setNote,
    saveNote,
    saveAllNotes,
    undo: () => reverse('undo'),
    redo: () => reverse('redo'),
    loadLabels,
    effective: (interactionId, review) => withPending(review ?? NO_REVIEW, interactionId, get().pending),
    hasUnsavedNotes: () => [...get().notes.values()].some((draft) => draft.state !== 'saved'),
    reset: () => {
      era += 1;
      for (const timer of idle.values()) clearTimeout(timer);
      idle.clear();
      known.clear();
      const unsaved = new Map([...get().notes].filter(([, draft]) => draft.state !== 'saved'));
      set(EMPTY, true);
      return unsaved;
    },
    putBack: (notes) => {
      for (const [interactionId, draft] of notes) setNote(interactionId, draft.text);
    },
  };
};

/** Whether a new judgement makes an earlier failure of the same control pointless. */
const replaces = (item: PendingJudgement, failure: FailedJudgement): boolean => {
  if (item.interactionId !== failure.interactionId) return false;
  const { judgement } = item;
  const earlier = failure.judgement;
  switch (judgement.kind) {
    case 'label':
      return earlier.kind === 'label' && earlier.label === judgement.label;
    case 'tag':
      return earlier.kind === 'tag' && earlier.tagId === judgement.tagId;
    default:
      return earlier.kind === judgement.kind;
  }
};
