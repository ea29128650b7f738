import { GitCompare } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { InteractionVersion } from '#shared/contract/data.ts';
import { getData } from '../../state/connect.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Time } from '../../ui/time.tsx';
import { useAsked } from '../../ui/use-asked.ts';
import styles from './changes.module.css';
import { interactionChanges, isUnchanged } from './changes.ts';
import { ChangesView } from './changes-view.tsx';
import { earlierVersions } from './history.ts';

export interface ChangesDialogProps {
  readonly interactionId: string;
  /** True when a verdict was given on an earlier version. */
  readonly stale: boolean;
  readonly onClose: () => void;
  /** What can be done about it. */
  readonly actions?: ReactNode;
}

/** What a conversation says otherwise than it did: since it was judged, or since any version before. */
export const ChangesDialog = ({ interactionId, stale, onClose, actions }: ChangesDialogProps) => {
  const { answer, error, askAgain } = useAsked('versions', interactionId, () => getData().versions({ interactionId }));
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="large"
      title="What changed in this conversation"
      description={
        stale
          ? 'Your verdict was given on an earlier version. Read what is other now, then keep it or judge anew.'
          : null
      }
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          {actions}
        </>
      }
    >
      {answer ? (
        <Comparison versions={answer} stale={stale} />
      ) : error ? (
        <ErrorNotice error={error} onRetry={askAgain} />
      ) : (
        <div className={styles['loading']} aria-busy="true">
          <Skeleton width="40%" />
          <Skeleton height={64} />
          <Skeleton height={64} />
        </div>
      )}
    </Dialog>
  );
};

const Seen = ({ at }: { readonly at: number | null }) =>
  at === null ? null : (
    <>
      (fetched <Time at={at} />)
    </>
  );

const Comparison = ({
  versions,
  stale,
}: {
  readonly versions: readonly InteractionVersion[];
  readonly stale: boolean;
}) => {
  const choices = earlierVersions(versions);
  const [wanted, setWanted] = useState<string | null>(null);
  const chosen = choices.find(({ id }) => id === wanted) ?? choices[0];
  const [now] = versions;
  if (!chosen || !now)
    return (
      <EmptyState
        level={3}
        icon={<GitCompare />}
        title={stale ? 'The version you judged is no longer kept' : 'Nothing has changed'}
        text={
          stale
            ? 'It was lost with damaged pages or an older cache. Read the conversation as it is now and judge it again.'
            : 'This conversation is as it was when it was first fetched.'
        }
      />
    );
  const changes = interactionChanges(chosen.version.interaction, now.interaction);
  const judgedGone = stale && chosen.id !== 'judged' && choices.every(({ id }) => id !== 'judged');
  return (
    <>
      <div className={styles['intro']}>
        {choices.length > 1 ? (
          <div className={styles['from']}>
            <span>Compared with</span>
            <Segmented
              label="Compared with"
              size="small"
              value={chosen.id}
              onValueChange={setWanted}
              options={choices.map(({ id, label }) => ({ value: id, label }))}
            />
          </div>
        ) : null}
        <p className={styles['muted']}>
          {chosen.id === 'judged' ? 'The version you judged' : 'The earlier version'}{' '}
          <Seen at={chosen.version.seenAt} /> against the one that is here now <Seen at={now.seenAt} />
        </p>
        {judgedGone ? (
          <p className={styles['muted']}>
            The very version you judged is no longer kept; this is the nearest there is.
          </p>
        ) : null}
      </div>
      {isUnchanged(changes) ? <p>Nothing that is shown differs between the two.</p> : <ChangesView changes={changes} />}
    </>
  );
};
