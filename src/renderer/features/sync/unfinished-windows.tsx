import { isLeftOff } from '#shared/domain/sync.ts';
import { useApp } from '../../state/app-store.ts';
import { resumeSync } from '../../state/app-sync.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { formatCount } from '../../ui/format.ts';
import { useTask } from '../../ui/use-task.ts';
import { periodWords } from './sync-words.ts';
import styles from './unfinished-windows.module.css';

/** So many periods are listed one by one. */
const MOST = 4;

/** Periods that earlier runs did not walk to the end, and the way to go on with all of them. */
export const UnfinishedWindows = () => {
  const summary = useApp((state) => state.summary);
  const lost = useApp((state) => state.connection.state === 'lost');
  const resume = useTask('sync', resumeSync);
  const windows = (summary?.windows ?? []).filter(isLeftOff);
  if (windows.length === 0) return null;
  const shown = windows.slice(0, MOST);
  return (
    <section aria-label="Unfinished periods" className={styles['windows']}>
      <div className={styles['head']}>
        <h2 className={styles['heading']}>Unfinished</h2>
        <Button size="small" variant="primary" busy={resume.busy} disabled={lost} onClick={() => resume.run()}>
          Resume
        </Button>
      </div>
      <ul>
        {shown.map((window) => (
          <li key={window.id}>
            {periodWords(window)}
            <span className={styles['muted']}>
              {' · '}
              {window.complete
                ? 'fetched, not yet looked at again for what changed meanwhile'
                : `${formatCount(window.rows, 'interaction')} so far`}
            </span>
          </li>
        ))}
        {windows.length > shown.length ? (
          <li className={styles['muted']}>and {formatCount(windows.length - shown.length, 'more', 'more')}</li>
        ) : null}
      </ul>
      {resume.error ? <ErrorNotice error={resume.error} /> : null}
    </section>
  );
};
