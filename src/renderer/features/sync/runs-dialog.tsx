import { CircleCheck, CircleX, ClipboardList, OctagonPause } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { RunReport } from '#shared/domain/sync.ts';
import { closeDialog, useApp } from '../../state/app-store.ts';
import { getData } from '../../state/connect.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Time } from '../../ui/time.tsx';
import { useAsked } from '../../ui/use-asked.ts';
import { FETCHING_ID } from './fetching-id.ts';
import { askedFor, brought, ENDED } from './report-words.ts';
import { RunReportView } from './run-report.tsx';
import styles from './runs-dialog.module.css';

export const RUN_ICONS = { complete: CircleCheck, stopped: OctagonPause, interrupted: CircleX } as const;

/** What earlier runs asked for, brought and cost: a list, and one of them opened. */
export const RunsDialog = () => {
  const open = useApp((state) => state.dialog === 'runs');
  return (
    <Dialog
      title="Past runs"
      description="What each fetch asked for, what it brought and how it ended. Reports hold no text of any conversation."
      open={open}
      onOpenChange={closeDialog}
      size="large"
      onClosed={focusFetching}
    >
      <Runs />
    </Dialog>
  );
};

/** The panel it was opened from has closed meanwhile, and the focus with it. */
const focusFetching = (): void => {
  if (document.activeElement === document.body) document.getElementById(FETCHING_ID)?.focus();
};

const Runs = () => {
  // Another run may end while the list is open.
  const ended = useApp((state) => `${state.sync?.runId} ${state.sync?.state}`);
  const { answer, error, askAgain } = useAsked('run reports', ended, () => getData().runReports());
  const [chosen, setChosen] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const there = answer !== null;
  useEffect(() => {
    // The list comes after the dialog has opened, and is what it is about.
    if (there) list.current?.querySelector('button')?.focus();
  }, [there]);
  if (answer === null) {
    if (error) return <ErrorNotice error={error} onRetry={askAgain} />;
    return (
      <div aria-busy="true" className={styles['loading']}>
        <Skeleton width="60%" />
        <Skeleton width="80%" />
        <Skeleton width="70%" />
      </div>
    );
  }
  const report = answer.find(({ runId }) => runId === chosen) ?? answer[0];
  if (!report)
    return (
      <EmptyState
        level={3}
        icon={<ClipboardList />}
        title="No runs yet"
        text="Every fetch that ends is listed here, with what it asked for and what it brought."
      />
    );
  return (
    <div className={styles['runs']}>
      <ul ref={list} className={styles['list']} aria-label="Runs, newest first">
        {answer.map((run) => (
          <li key={run.runId}>
            <RunRow run={run} current={run.runId === report.runId} onOpen={() => setChosen(run.runId)} />
          </li>
        ))}
      </ul>
      <RunReportView key={report.runId} report={report} />
    </div>
  );
};

const RunRow = ({
  run,
  current,
  onOpen,
}: {
  readonly run: RunReport;
  readonly current: boolean;
  readonly onOpen: () => void;
}) => {
  const Icon = RUN_ICONS[run.state];
  return (
    <button
      type="button"
      className={styles['run']}
      aria-current={current || undefined}
      data-state={run.state}
      onClick={onOpen}
    >
      <Icon aria-hidden="true" />
      <span className={styles['runText']}>
        <span className={styles['runHead']}>
          {ENDED[run.state]} · <Time at={run.startedAt} />
        </span>
        <span className={styles['muted']}>{askedFor(run)}</span>
        <span className={styles['muted']}>{brought(run)}</span>
      </span>
    </button>
  );
};
