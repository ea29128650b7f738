import { ArrowDown, ArrowUp, Check, Redo2, RefreshCw, Undo2 } from 'lucide-react';
import { useEffect } from 'react';
import type { InteractionView, Review } from '#shared/contract/data.ts';
import { tagsOf } from '#shared/domain/interaction.ts';
import { useApp } from '../../state/app-store.ts';
import { reviewStore, searchStore, useReview, useSearch, useSelection } from '../../state/review-desk.ts';
import { type NoteDraft, withPending } from '../../state/review-store.ts';
import { Button } from '../../ui/button.tsx';
import { formatCount, formatNumber } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { VERDICT_NAMES } from '../../ui/verdict-mark.tsx';
import { ChangesDialog } from '../conversation/changes-dialog.tsx';
import { confirmVerdict, doneAndNext, redo, undo } from './actions.ts';
import { FailedJudgements } from './failed-judgements.tsx';
import { LabelPicker } from './label-picker.tsx';
import { NoteField } from './note-field.tsx';
import styles from './review-panel.module.css';
import { showChangesOf, useChangesOf } from './review-ui-store.ts';
import { TagJudgements } from './tag-judgements.tsx';
import { VerdictButtons } from './verdict-buttons.tsx';

/** Everything that is said of the selected interaction. It follows the conversation that is on the screen. */
export const ReviewPanel = () => {
  const view = useSelection((state) => (state.id === state.view?.interaction.id ? state.view : null));
  const waiting = useSelection((state) => state.id !== null && state.id !== state.view?.interaction.id && state.slow);
  const stays = useSelection((state) => state.view);
  // While the next one opens, the controls stay where they are; they act on nothing until it is there.
  const shown = view ?? (waiting ? null : stays);
  return (
    <section className={styles['panel']} aria-label="Review">
      <div className={styles['scroll']}>{shown ? <Controls view={shown} /> : <Nothing />}</div>
      <Footer />
    </section>
  );
};

const Nothing = () => {
  const known = useSearch((state) => state.listed !== null || state.error !== null);
  return known ? <p className={styles['nothing']}>Choose a conversation to review it.</p> : null;
};

const Controls = ({ view: { interaction, review } }: { readonly view: InteractionView }) => {
  const pending = useReview((state) => state.pending);
  const now = withPending(review, interaction.id, pending);
  const tags = tagsOf(interaction);
  const hasTags = useApp((state) => (state.catalogue?.tags.length ?? 0) > 0);
  const saving = pending.some((item) => item.interactionId === interaction.id);
  return (
    <>
      <VerdictButtons interactionId={interaction.id} review={now} savedVerdict={review.verdict} saving={saving} />
      <FailedJudgements interactionId={interaction.id} />
      <LabelPicker interactionId={interaction.id} labels={now.labels} />
      <NoteField key={interaction.id} interactionId={interaction.id} saved={review.note} />
      <Changes interactionId={interaction.id} review={now} />
      {tags.length > 0 || hasTags ? (
        <TagJudgements interactionId={interaction.id} tags={tags} judgements={now.tags} />
      ) : null}
    </>
  );
};

/** What changed, over everything else while it is read; the verdict can be kept from there. */
const Changes = ({ interactionId, review }: { readonly interactionId: string; readonly review: Review }) => {
  const changesOf = useChangesOf();
  // Another conversation was opened meanwhile: its changes are another question.
  useEffect(() => {
    if (changesOf !== null && changesOf !== interactionId) showChangesOf(null);
  }, [changesOf, interactionId]);
  if (changesOf !== interactionId) return null;
  const { verdict } = review;
  return (
    <ChangesDialog
      interactionId={interactionId}
      stale={review.stale}
      onClose={() => showChangesOf(null)}
      actions={
        review.stale && verdict !== null ? (
          <Button
            variant="primary"
            icon={<RefreshCw />}
            onClick={() => {
              confirmVerdict(interactionId);
              showChangesOf(null);
            }}
          >
            Still {VERDICT_NAMES[verdict]}
          </Button>
        ) : null
      }
    />
  );
};

const Footer = () => {
  const empty = useSearch((state) => (state.listed?.total ?? 0) === 0);
  const atFirst = useSearch(({ cursor }) => cursor?.listed === true && cursor.index === 0);
  const atLast = useSearch(({ cursor, listed }) => cursor?.listed === true && cursor.index + 1 === listed?.total);
  const opened = useSelection((state) => state.id);
  const elsewhere = useReview((state) => failedNotes(state.notes, opened));
  return (
    <footer className={styles['footer']}>
      <Button
        variant="primary"
        className={styles['done'] ?? ''}
        icon={<Check />}
        shortcut="e"
        disabled={empty}
        onClick={() => void doneAndNext()}
      >
        {opened === null ? 'Start reviewing' : 'Done, next'}
      </Button>
      <div className={styles['moves']}>
        <IconButton
          size="small"
          icon={<ArrowUp />}
          label="Previous interaction"
          shortcut="k"
          disabled={empty || atFirst}
          onClick={() => void searchStore.move(-1)}
        />
        <IconButton
          size="small"
          icon={<ArrowDown />}
          label="Next interaction"
          shortcut="j"
          disabled={empty || atLast}
          onClick={() => void searchStore.move(1)}
        />
        <span className={styles['place']}>
          <Place />
        </span>
        <IconButton size="small" icon={<Undo2 />} label="Undo" shortcut="z" onClick={() => void undo()} />
        <IconButton size="small" icon={<Redo2 />} label="Redo" shortcut="$mod+Shift+z" onClick={() => void redo()} />
      </div>
      {elsewhere > 0 ? (
        <div className={styles['elsewhere']} role="alert">
          <span>
            {formatCount(elsewhere, 'note')} on other interactions {elsewhere === 1 ? 'is' : 'are'} not saved.
          </span>
          <Button size="small" onClick={() => void reviewStore.saveAllNotes()}>
            Save again
          </Button>
        </div>
      ) : null}
    </footer>
  );
};

/** By itself: the total changes with every letter of a search, and the buttons around it do not. */
const Place = () => {
  const position = useSearch((state) => (state.cursor?.listed ? state.cursor.index : null));
  const unlisted = useSearch((state) => state.cursor !== null && !state.cursor.listed);
  const total = useSearch((state) => state.listed?.total ?? 0);
  if (position !== null) return `${formatNumber(position + 1)} of ${formatNumber(total)}`;
  return unlisted ? <span title="The open conversation is not among those listed now">Not in this list</span> : null;
};

const failedNotes = (notes: ReadonlyMap<string, NoteDraft>, opened: string | null): number =>
  [...notes].filter(([id, note]) => id !== opened && note.state === 'failed').length;
