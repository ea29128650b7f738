/** What a reviewer does at the desk, one function an action: keys, buttons and the palette all call these. */
import type { InteractionView } from '#shared/contract/data.ts';
import type { TagJudgement, Verdict } from '#shared/domain/journal.ts';
import { type SerializedError, toReviewerError } from '#shared/errors.ts';
import { NO_REVIEW } from '../../state/review-change.ts';
import { reviewStore, searchStore, selectionStore } from '../../state/review-desk.ts';
import type { Reversal } from '../../state/review-store.ts';
import { rowIn } from '../../state/search-pages.ts';
import { toast } from '../../ui/toast.ts';
import { isBlank, oneLine } from '../conversation/plain-text.ts';

/** The selected interaction's id; its conversation may still be opening. */
export const selectedId = (): string | null => selectionStore.getState().id;

/**
 * Does something with the selected conversation, as soon as it is there: keys may be quicker than the cache. Nothing is
 * done when the selection moves on before that, nor for a control that still shows another conversation (`shownId`).
 */
export const withSelected = (act: (view: InteractionView) => void, shownId?: string): void => {
  const { id } = selectionStore.getState();
  if (id === null || (shownId !== undefined && shownId !== id)) return;
  const attempt = (): boolean => {
    const { id: now, view, missing, error } = selectionStore.getState();
    const there = view?.interaction.id === id;
    if (now === id && there) act(view);
    return now !== id || there || missing || error !== null;
  };
  if (attempt()) return;
  const stop = selectionStore.subscribe(() => {
    if (attempt()) stop();
  });
};

/** The verdict as it is known now, from the conversation or its row; undefined while neither is there. */
const verdictOf = (id: string): Verdict | null | undefined => {
  const view = selectionStore.peek(id);
  if (view) return reviewStore.effective(id, view.review).verdict;
  const { cursor, pages } = searchStore.getState();
  const row = cursor?.id === id ? rowIn(pages, cursor.index) : undefined;
  return row?.id === id ? reviewStore.effective(id, { ...NO_REVIEW, verdict: row.verdict }).verdict : undefined;
};

/** Gives a verdict; the one that is given already is taken back. */
export const giveVerdict = (verdict: Verdict, shownId?: string): void => {
  const id = selectedId();
  if (id === null || (shownId !== undefined && shownId !== id)) return;
  const give = (now: Verdict | null): void =>
    void reviewStore.judge(id, { kind: 'verdict', verdict: now === verdict ? null : verdict });
  const now = verdictOf(id);
  if (now !== undefined) give(now);
  else withSelected(({ review }) => give(reviewStore.effective(id, review).verdict));
};

/** Gives the same verdict again, on the conversation as it is now. */
export const confirmVerdict = (shownId: string): void =>
  withSelected(({ interaction: { id }, review }) => {
    if (review.verdict) void reviewStore.judge(id, { kind: 'verdict', verdict: review.verdict });
  }, shownId);

/** Says whether a tag is right; what was said already is taken back. */
export const judgeTag = (tagId: string, judgement: TagJudgement, shownId: string): void =>
  withSelected(({ interaction: { id }, review }) => {
    const { tags } = reviewStore.effective(id, review);
    const now = Object.hasOwn(tags, tagId) ? tags[tagId] : undefined;
    void reviewStore.judge(id, { kind: 'tag', tagId, judgement: now === judgement ? null : judgement });
  }, shownId);

export const setLabel = (label: string, present: boolean, shownId: string): void => {
  if (label.trim() === '') return;
  withSelected(
    ({ interaction: { id } }) => void reviewStore.judge(id, { kind: 'label', label: label.trim(), present }),
    shownId,
  );
};

/** Saves what is written and goes to the next interaction without a verdict. */
export const doneAndNext = async (): Promise<void> => {
  const id = selectedId();
  if (id !== null) void reviewStore.saveNote(id);
  if (!(await searchStore.selectNextUnreviewed()))
    toast.info('Nothing left to review below', {
      id: 'done-and-next',
      description: 'Every interaction further down this list has a verdict.',
    });
};

const whereOf = (interactionId: string): string => {
  const subject = selectionStore.peek(interactionId)?.interaction.subjectPreview ?? '';
  return isBlank(subject) ? 'on another interaction' : `on “${oneLine(subject).slice(0, 60)}”`;
};

const tell = (word: 'Undone' | 'Redone', reversal: Reversal): void => {
  const { interactionId, changes } = reversal;
  const elsewhere = selectionStore.getState().id !== interactionId;
  const what = changes.length > 0 ? changes.join(', ') : 'the last judgement';
  toast.done(`${word}: ${what}`, {
    id: 'undo',
    description: whereOf(interactionId),
    ...(elsewhere ? { action: { label: 'Go to it', perform: () => void goTo(interactionId) } } : {}),
  });
};

/** Opens an interaction wherever it stands, in this list or out of it. */
const goTo = (interactionId: string): Promise<void> => searchStore.goTo(interactionId);

const failed = (error: unknown, what: string): SerializedError => {
  const serialized = toReviewerError(error, what).serialize();
  toast.error(serialized, { id: 'undo' });
  return serialized;
};

/** Takes the last judgement back, and says which one it was. */
export const undo = async (): Promise<void> => {
  try {
    const reversal = await reviewStore.undo();
    if (reversal) tell('Undone', reversal);
    else toast.info('Nothing to undo', { id: 'undo' });
  } catch (error) {
    failed(error, 'undo');
  }
};

export const redo = async (): Promise<void> => {
  try {
    const reversal = await reviewStore.redo();
    if (reversal) tell('Redone', reversal);
    else toast.info('Nothing to redo', { id: 'undo' });
  } catch (error) {
    failed(error, 'redo');
  }
};
