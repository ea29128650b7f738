import { KeyRound } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { isSyncing, startSync } from '../../state/app-actions.ts';
import { currentEntry, openDialog, useApp } from '../../state/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useTask } from '../../ui/use-task.ts';
import { choosePeriod, type PeriodChoice } from './period-choice.ts';
import { PeriodChooser } from './period-chooser.tsx';
import { RunView } from './run-view.tsx';
import styles from './sync-panel.module.css';
import { UnfinishedWindows } from './unfinished-windows.tsx';

/** Fetching: the run that goes on or ended, what earlier runs left unfinished, and the next one. */
export const SyncPanel = () => {
  const sync = useApp((state) => state.sync);
  const summary = useApp((state) => state.summary);
  const workspace = useApp((state) => state.workspace);
  const hasKey = useApp((state) => currentEntry(state)?.hasApiKey ?? true);
  const lost = useApp((state) => state.connection.state === 'lost');
  const now = useNow();
  const [choice, setChoice] = useState<PeriodChoice>({ kind: 'preset', days: 30 });
  const start = useTask('sync', async () => {
    const chosen = choosePeriod(choice, Date.now());
    if (chosen.ok) await startSync(chosen.period);
  });
  const running = isSyncing(sync);
  const unfinished = sync?.state === 'stopped' || sync?.state === 'interrupted';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (choosePeriod(choice, Date.now()).ok) start.run();
  };
  return (
    <div className={styles['panel']}>
      {sync ? <RunView sync={sync} /> : null}
      {running ? null : (
        <>
          <UnfinishedWindows />
          <form className={styles['next']} onSubmit={submit} noValidate>
            <h2 className={styles['heading']}>{sync ? 'Fetch another period' : 'Fetch interactions'}</h2>
            <PeriodChooser
              choice={choice}
              onChoice={setChoice}
              now={now}
              summary={summary}
              sample={workspace?.kind === 'sample'}
            />
            {start.error ? <ErrorNotice error={start.error} onRetry={() => start.run()} /> : null}
            {hasKey ? (
              <Button
                type="submit"
                // One main thing at a time: going on with what is unfinished comes first.
                variant={unfinished ? 'secondary' : 'primary'}
                busy={start.busy}
                disabled={lost || !choosePeriod(choice, now).ok}
              >
                Start fetching
              </Button>
            ) : (
              <>
                <p>The API key of this workspace is no longer kept here. Paste it again to fetch more.</p>
                <Button variant="primary" icon={<KeyRound />} onClick={() => openDialog('replace-key')}>
                  Paste the key…
                </Button>
              </>
            )}
          </form>
        </>
      )}
    </div>
  );
};
