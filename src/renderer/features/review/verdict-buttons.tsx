import { GitCompare, RefreshCw, TriangleAlert } from 'lucide-react';
import type { Review } from '#shared/contract/data.ts';
import type { Verdict } from '#shared/domain/journal.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Time } from '../../ui/time.tsx';
import { VERDICT_NAMES, VerdictMark } from '../../ui/verdict-mark.tsx';
import { confirmVerdict, giveVerdict } from './actions.ts';
import section from './review-section.module.css';
import { showChangesOf } from './review-ui-store.ts';
import styles from './verdict-buttons.module.css';

const VERDICTS: readonly { readonly verdict: Verdict; readonly key: string }[] = [
  { verdict: 'pass', key: '1' },
  { verdict: 'fail', key: '2' },
  { verdict: 'unsure', key: '3' },
];

export interface VerdictButtonsProps {
  readonly interactionId: string;
  /** With what is on its way to the journal. */
  readonly review: Review;
  /** What the journal has. */
  readonly savedVerdict: Verdict | null;
  readonly saving: boolean;
}

/** Pass, fail or unsure; pressing the one that is given takes it back. */
export const VerdictButtons = ({ interactionId, review, savedVerdict, saving }: VerdictButtonsProps) => (
  <section className={section['section']} aria-labelledby="review-verdict">
    <div className={section['heading']}>
      <h3 id="review-verdict">Verdict</h3>
      <SaveState review={review} saving={saving} />
    </div>
    <div className={styles['verdicts']}>
      {VERDICTS.map(({ verdict, key }) => (
        <button
          key={verdict}
          type="button"
          className={styles['verdict']}
          data-verdict={verdict}
          data-pending={(review.verdict === verdict) !== (savedVerdict === verdict) || undefined}
          aria-pressed={review.verdict === verdict}
          aria-keyshortcuts={key}
          title={
            review.verdict === verdict
              ? `${VERDICT_NAMES[verdict]} (press again to take it back)`
              : VERDICT_NAMES[verdict]
          }
          onClick={() => giveVerdict(verdict, interactionId)}
        >
          <VerdictMark verdict={verdict} silent />
          <span>{VERDICT_NAMES[verdict]}</span>
          <Kbd keys={key} />
        </button>
      ))}
    </div>
    {review.stale && review.verdict !== null ? (
      <StaleVerdict interactionId={interactionId} verdict={review.verdict} />
    ) : null}
  </section>
);

/** The verdict stands, but on an earlier version: what to look at, and the two ways to settle it. */
const StaleVerdict = ({ interactionId, verdict }: { readonly interactionId: string; readonly verdict: Verdict }) => (
  <div className={styles['stale']} role="note">
    <TriangleAlert aria-hidden="true" />
    <div>
      <p>This conversation changed since you judged it.</p>
      <div className={styles['staleActions']}>
        <Button size="small" icon={<GitCompare />} onClick={() => showChangesOf(interactionId)}>
          Show what changed
        </Button>
        <Button size="small" icon={<RefreshCw />} onClick={() => confirmVerdict(interactionId)}>
          Still {VERDICT_NAMES[verdict]}
        </Button>
      </div>
    </div>
  </div>
);

/** Says that it is saved only once the journal has it. */
const SaveState = ({ review, saving }: { readonly review: Review; readonly saving: boolean }) => (
  <span className={section['saveState']} role="status">
    {saving ? (
      <span className={styles['late']}>Saving…</span>
    ) : review.updatedAt === null ? null : (
      <>
        Saved <Time at={review.updatedAt} style={Date.now() - review.updatedAt < 43_200_000 ? 'clock' : 'date'} />
      </>
    )}
  </span>
);
