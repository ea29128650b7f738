import { Check, CircleAlert, PencilLine } from 'lucide-react';
import { type KeyboardEvent, useId } from 'react';
import { LONGEST_NOTE } from '#shared/domain/journal.ts';
import { reviewStore, useReview } from '../../state/review-desk.ts';
import type { NoteDraft } from '../../state/review-store.ts';
import { Button } from '../../ui/button.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { Time } from '../../ui/time.tsx';
import { focusConversation, NOTE_ID } from './focus.ts';
import styles from './note-field.module.css';
import section from './review-section.module.css';

/** How few characters are left when that is said. */
const NEARLY_FULL = 500;

export interface NoteFieldProps {
  readonly interactionId: string;
  /** What the journal has. */
  readonly saved: string;
}

/** The reviewer's note. It saves itself, and says saved only once it is; what was typed stays until then. */
export const NoteField = ({ interactionId, saved }: NoteFieldProps) => {
  const draft = useReview((state) => state.notes.get(interactionId));
  const id = useId();
  // Once it is saved, what the journal has is what stands here, so that an undo is seen.
  const text = draft && draft.state !== 'saved' ? draft.text : saved;
  const left = LONGEST_NOTE - text.length;

  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void reviewStore.saveNote(interactionId);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      focusConversation();
    }
  };

  return (
    <section className={section['section']} aria-labelledby={id}>
      <div className={section['heading']}>
        <h3 id={id}>Note</h3>
        <NoteState draft={draft} />
        {draft ? null : <Kbd keys="n" />}
      </div>
      <textarea
        id={NOTE_ID}
        className={styles['note']}
        aria-labelledby={id}
        aria-keyshortcuts="N"
        aria-invalid={draft?.state === 'failed' || undefined}
        placeholder="What should be done about it?"
        // Chromium writes what stands in a field to its session files, in the clear, unless it is told not to.
        autoComplete="off"
        rows={4}
        dir="auto"
        maxLength={LONGEST_NOTE}
        value={text}
        onChange={(event) => reviewStore.setNote(interactionId, event.target.value)}
        onBlur={() => void reviewStore.saveNote(interactionId)}
        onKeyDown={onKey}
      />
      {left < NEARLY_FULL ? (
        <p className={styles['left']} role="status">
          {left === 0 ? 'No room left in this note.' : `${formatNumber(left)} characters left`}
        </p>
      ) : null}
      {draft?.state === 'failed' && draft.error ? (
        <div className={styles['noteFailed']} role="alert">
          <p>
            Not saved. {draft.error.message} {draft.error.nextStep} The text is kept here until it is.
          </p>
          <Button size="small" onClick={() => void reviewStore.saveNote(interactionId)}>
            Save again
          </Button>
        </div>
      ) : null}
    </section>
  );
};

const NoteState = ({ draft }: { readonly draft: NoteDraft | undefined }) => (
  <span className={section['saveState']} role="status">
    {draft ? <NoteWords draft={draft} /> : null}
  </span>
);

const NoteWords = ({ draft }: { readonly draft: NoteDraft }) => {
  switch (draft.state) {
    case 'editing':
      return (
        <>
          <PencilLine aria-hidden="true" /> Not saved yet
        </>
      );
    case 'saving':
      return <>Saving…</>;
    case 'saved':
      return draft.savedAt === null ? null : (
        <>
          <Check aria-hidden="true" /> Saved <Time at={draft.savedAt} style="clock" />
        </>
      );
    case 'failed':
      return (
        <span className={styles['failedWord']}>
          <CircleAlert aria-hidden="true" /> Not saved
        </span>
      );
  }
};
