import type { WindowCheckpoint } from '#shared/domain/sync.ts';
import { startSync } from '../../state/app-actions.ts';
import { useApp } from '../../state/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { formatCount } from '../../ui/format.ts';
import { useTask } from '../../ui/use-task.ts';
import { periodWords } from './sync-words.ts';
import styles from './unfinished-windows.module.css';

/** Periods that earlier runs did not walk to the end, each with a way to go on. */
export const UnfinishedWindows = () => {
  const summary = useApp((state) => state.summary);
  const sync = useApp((state) => state.sync);
  const windows = (summary?.windows ?? []).filter(
    // The run that is shown above has its own Resume.
    (window) => !window.complete && !(window.since === sync?.since && window.until === sync.until),
  );
  if (windows.length === 0) return null;
  return (
    <section aria-label="Unfinished periods" className={styles['windows']}>
      <h2 className={styles['heading']}>Unfinished</h2>
      {windows.map((window) => (
        <Unfinished key={window.id} window={window} />
      ))}
    </section>
  );
};

const Unfinished = ({ window }: { readonly window: WindowCheckpoint }) => {
  const resume = useTask('sync', () => startSync({ since: window.since, until: window.until }));
  const lost = useApp((state) => state.connection.state === 'lost');
  return (
    <>
      <div className={styles['window']}>
        <span>
          {periodWords(window)}
          <span className={styles['muted']}> · {formatCount(window.rows, 'interaction')} so far</span>
        </span>
        <Button size="small" busy={resume.busy} disabled={lost} onClick={() => resume.run()}>
          Resume
        </Button>
      </div>
      {resume.error ? <ErrorNotice error={resume.error} /> : null}
    </>
  );
};
