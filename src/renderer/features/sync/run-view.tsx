import { CircleCheck, CircleX, Clock, KeyRound, OctagonPause, RefreshCw } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { isFinished, type SyncProgress } from '#shared/domain/sync.ts';
import { openDialog, useApp } from '../../state/app-store.ts';
import { resumeSync, retryNow, stopSync } from '../../state/app-sync.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useOnline } from '../../ui/use-online.ts';
import { useTask } from '../../ui/use-task.ts';
import { isAboutKey } from '../welcome/key-words.ts';
import styles from './run-view.module.css';
import {
  countsOf,
  effortOf,
  headlineOf,
  paceOf,
  periodWords,
  quarantineWords,
  toneOf,
  tookWords,
} from './sync-words.ts';

const ICONS = {
  running: RefreshCw,
  waiting: Clock,
  complete: CircleCheck,
  stopped: OctagonPause,
  interrupted: CircleX,
} as const;

/** One run: how far, how fast, how long still; and how it ended. */
export const RunView = ({ sync }: { readonly sync: SyncProgress }) => {
  const now = useNow(sync.state === 'waiting' ? 500 : null);
  const online = useOnline();
  const resume = useTask('sync', resumeSync);
  const stop = useTask('sync', stopSync);
  const Icon = ICONS[sync.state];
  const finished = isFinished(sync.state);
  const unfinished = sync.state === 'stopped' || sync.state === 'interrupted';
  const headline = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The button that had the focus has gone with the run.
    if (finished && document.activeElement === document.body) headline.current?.focus();
  }, [finished]);
  const latest = useApp(({ asked }) => asked?.runId === sync.runId && asked.request.kind === 'latest');
  const words = headlineOf(sync, now, online);
  return (
    <section className={styles['run']} aria-label="This run">
      <h2 ref={headline} tabIndex={-1} className={styles['headline']} data-tone={toneOf(sync)}>
        <Icon aria-hidden="true" />
        <span>{words}</span>
      </h2>
      <p className={styles['muted']}>{latest ? 'What is new or changed since the last sync' : periodWords(sync)}</p>
      {sync.state === 'complete' ? null : (
        <Progress label="Share of the period fetched" value={sync.fraction} valueText={words} tone={toneOf(sync)} />
      )}
      <div className={styles['figures']}>
        <p>{countsOf(sync).join(' · ')}</p>
        {/* Kept when empty, so that nothing below jumps when there is something to say. */}
        <p className={styles['pace']}>{finished ? `in ${tookWords(sync.elapsed)}` : paceOf(sync)}</p>
      </div>
      <p className={styles['effort']}>{effortOf(sync).join(' · ')}</p>
      {sync.quarantined > 0 ? <p className={styles['muted']}>{quarantineWords(sync.quarantined)}</p> : null}
      {sync.error && sync.state !== 'running' ? (
        <ErrorNotice
          error={sync.error}
          tone={sync.state === 'interrupted' ? 'danger' : 'warning'}
          {...(sync.state === 'waiting' ? { onRetry: () => void retryNow(), retryLabel: 'Try now' } : {})}
          actions={
            isAboutKey(sync.error) ? (
              <Button size="small" icon={<KeyRound />} onClick={() => openDialog('replace-key')}>
                Paste another key…
              </Button>
            ) : null
          }
        />
      ) : null}
      {unfinished ? (
        <p className={styles['muted']}>What was fetched is kept. Resuming goes on where it stopped.</p>
      ) : null}
      {resume.error ? <ErrorNotice error={resume.error} /> : null}
      {/* One button that changes, so that the focus stays on it. */}
      {sync.state === 'complete' ? null : (
        <Button
          variant={finished ? 'primary' : 'secondary'}
          busy={finished ? resume.busy : stop.busy}
          onClick={() => (finished ? resume.run() : stop.run())}
        >
          {finished ? 'Resume' : 'Stop'}
        </Button>
      )}
    </section>
  );
};
