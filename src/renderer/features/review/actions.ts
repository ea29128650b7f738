/** What a reviewer does at the desk, one function an action: keys, buttons and the palette all call these. */
import type { TagJudgement, Verdict } from '#shared/domain/journal.ts';
import { type SerializedError, toReviewerError } from '#shared/errors.ts';
import { reviewStore, searchStore, selectionStore } from '../../state/review-desk.ts';
import type { Reversal } from '../../state/review-store.ts';
import { toast } from '../../ui/toast.ts';
import { isBlank, oneLine } from '../conversation/plain-text.ts';

/** The opened interaction's id, once it is the one on the screen. */
export const openedId = (): string | null => {
  const { id, view } = selectionStore.getState();
  return id !== null && view?.interaction.id === id ? id : null;
};

/** Gives a verdict; the one that is given already is taken back. */
export const giveVerdict = (verdict: Verdict): void => {
  const { view } = selectionStore.getState();
  const id = openedId();
  if (id === null || !view) return;
  const now = reviewStore.effective(id, view.review);
  void reviewStore.judge(id, { kind: 'verdict', verdict: now.verdict === verdict ? null : verdict });
};

/** Gives the same verdict again, on the conversation as it is now. */
export const confirmVerdict = (): void => {
  const { view } = selectionStore.getState();
  const id = openedId();
  if (id !== null && view?.review.verdict)
    void reviewStore.judge(id, { kind: 'verdict', verdict: view.review.verdict });
};

/** Says whether a tag is right; what was said already is taken back. */
export const judgeTag = (tagId: string, judgement: TagJudgement): void => {
  const { view } = selectionStore.getState();
  const id = openedId();
  if (id === null || !view) return;
  const { tags } = reviewStore.effective(id, view.review);
  const now = Object.hasOwn(tags, tagId) ? tags[tagId] : undefined;
  void reviewStore.judge(id, { kind: 'tag', tagId, judgement: now === judgement ? null : judgement });
};

export const setLabel = (label: string, present: boolean): void => {
  const id = openedId();
  if (id !== null && label.trim() !== '') void reviewStore.judge(id, { kind: 'label', label: label.trim(), present });
};

/** Saves what is written and goes to the next interaction without a verdict. */
export const doneAndNext = async (): Promise<void> => {
  const id = selectionStore.getState().id;
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
