import { nameOf } from '../../state/review-change.ts';
import { reviewStore, useReview } from '../../state/review-desk.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import styles from './failed-judgements.module.css';

/** Judgements of this interaction that did not reach the journal: the controls show what is saved, this says why. */
export const FailedJudgements = ({ interactionId }: { readonly interactionId: string }) => {
  const failed = useReview((state) => state.failed);
  const own = failed.filter((failure) => failure.interactionId === interactionId);
  if (own.length === 0) return null;
  return (
    <div className={styles['failures']}>
      {own.map(({ token, judgement, error }) => (
        <ErrorNotice
          key={token}
          error={{ ...error, message: `${nameOf(judgement)} was not saved. ${error.message}` }}
          onRetry={() => reviewStore.retry(token)}
          retryLabel="Save again"
          actions={
            <Button size="small" variant="ghost" onClick={() => reviewStore.dismiss(token)}>
              Let it be
            </Button>
          }
        />
      ))}
    </div>
  );
};
