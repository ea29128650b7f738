import { ChevronRight, ClipboardList, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { currentEntry, openDialog, useApp } from '../../state/app-store.ts';
import { hasLeftOff, isSyncing, syncLatest } from '../../state/app-sync.ts';
import { usePreferences } from '../../state/review-desk.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { formatCount } from '../../ui/format.ts';
import { Time } from '../../ui/time.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useTask } from '../../ui/use-task.ts';
import { lastSyncedAt } from '../status/status-words.ts';
import { CoverageTimeline } from './coverage-timeline.tsx';
import { PeriodForm } from './period-form.tsx';
import { RunView } from './run-view.tsx';
import styles from './sync-panel.module.css';
import { UnfinishedWindows } from './unfinished-windows.tsx';

/** Fetching: the run that goes on or ended, the next one, which days are there, and what runs did. */
export const SyncPanel = () => {
  const sync = useApp((state) => state.sync);
  const fetched = useApp((state) => (state.summary?.windows.length ?? 0) > 0);
  const running = isSyncing(sync);
  const unfinished = sync?.state === 'stopped' || sync?.state === 'interrupted';
  return (
    <div className={styles['panel']}>
      {sync ? <RunView sync={sync} /> : null}
      {running || unfinished ? null : <UnfinishedWindows />}
      {running || unfinished || !fetched ? null : <Latest />}
      {fetched ? <CoverageTimeline /> : null}
      {running ? null : <AnotherPeriod fetched={fetched} primary={!fetched} />}
      {fetched ? (
        <div>
          <Button size="small" variant="ghost" icon={<ClipboardList />} onClick={() => openDialog('runs')}>
            Past runs and reports…
          </Button>
        </div>
      ) : null}
    </div>
  );
};

/** What is new or changed, by one press. */
const Latest = () => {
  const summary = useApp((state) => state.summary);
  const lost = useApp((state) => state.connection.state === 'lost');
  const hasKey = useApp((state) => currentEntry(state)?.hasApiKey ?? true);
  const days = usePreferences((state) => state.preferences.refreshDays);
  const start = useTask('sync', syncLatest);
  const now = useNow();
  const at = summary ? lastSyncedAt(summary) : null;
  const main = !useApp(hasLeftOff);
  return (
    <section className={styles['latest']} aria-label="What is new">
      <div className={styles['row']}>
        <div>
          <h2 className={styles['heading']}>What is new or changed</h2>
          <p className={styles['muted']}>
            {at === null ? 'Nothing fetched yet' : <>Last synced {<Time at={at} style="ago" now={now} />}</>}
          </p>
        </div>
        <Button
          variant={main && hasKey ? 'primary' : 'secondary'}
          icon={<RefreshCw />}
          busy={start.busy}
          disabled={lost || !hasKey}
          onClick={() => start.run()}
        >
          Sync now
        </Button>
      </div>
      <p className={styles['small']}>
        Looks again at the {days === 1 ? 'day' : formatCount(days, 'day')} before the last sync, for conversations that
        went on.
      </p>
      {start.error ? <ErrorNotice error={start.error} onRetry={() => start.run()} /> : null}
    </section>
  );
};

/** Any period: open where nothing was fetched yet, folded where it is the exception. */
const AnotherPeriod = ({ fetched, primary }: { readonly fetched: boolean; readonly primary: boolean }) => {
  const [open, setOpen] = useState(!fetched);
  if (!fetched)
    return (
      <section className={styles['next']} aria-label="Fetch interactions">
        <h2 className={styles['heading']}>Fetch interactions</h2>
        <PeriodForm days={30} primary={primary} />
      </section>
    );
  return (
    <details className={styles['next']} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <ChevronRight aria-hidden="true" />
        <h2 className={styles['heading']}>Fetch another period</h2>
      </summary>
      {open ? (
        <div className={styles['form']}>
          <PeriodForm days={90} primary={primary} />
        </div>
      ) : null}
    </details>
  );
};
