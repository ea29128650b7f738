import { FolderOpen, Save } from 'lucide-react';
import { useState } from 'react';
import type { RunReport } from '#shared/domain/sync.ts';
import { agentNameIn, useApp } from '../../state/app-store.ts';
import { getData } from '../../state/connect.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { formatBytes, formatDate, formatDateTime } from '../../ui/format.ts';
import { useTask } from '../../ui/use-task.ts';
import { ENDED, reportFacts, windowStanding, windowWords } from './report-words.ts';
import styles from './runs-dialog.module.css';

/** One run, whole: what it asked for, what it brought, what it cost, where it ended, window by window. */
export const RunReportView = ({ report }: { readonly report: RunReport }) => {
  const agentName = agentNameIn(useApp((state) => state.catalogue));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: takes the focus, so that the arrow keys scroll it
    <section className={styles['report']} aria-label="Report of the run" tabIndex={0}>
      <h3 className={styles['reportTitle']}>
        {ENDED[report.state]}
        {report.state === 'complete' ? '' : ': what it asked for is not whole'}
      </h3>
      {report.error ? <ErrorNotice error={report.error} /> : null}
      <SaveReport runId={report.runId} />
      {reportFacts(report, agentName).map(({ heading, facts }) => (
        <section key={heading} className={styles['group']} aria-label={heading}>
          <h4>{heading}</h4>
          <dl className={styles['facts']}>
            {facts.map(({ name, value, title }) => (
              <div key={name} className={styles['fact']} title={title}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <section className={styles['group']} aria-label="Windows">
        <h4>Windows</h4>
        <ol className={styles['windows']}>
          {report.windows.map((window) => (
            <li key={window.id} data-complete={window.complete || undefined}>
              <span>
                {formatDate(window.since)} – {formatDate(window.until)}
              </span>
              <strong>{windowStanding(window)}</strong>
              <span className={styles['muted']}>{windowWords(window, agentName)}</span>
              {window.complete || window.reachedAt === null ? null : (
                <span className={styles['muted']}>reached {formatDateTime(window.reachedAt)}</span>
              )}
            </li>
          ))}
        </ol>
      </section>
    </section>
  );
};

const SaveReport = ({ runId }: { readonly runId: string }) => {
  const canAsk = useApp((state) => state.info?.saveDialog ?? false);
  const lost = useApp((state) => state.connection.state === 'lost');
  const [saved, setSaved] = useState<{ readonly path: string; readonly bytes: number } | null>(null);
  const save = useTask('save report', async (ask: boolean) => {
    const file = await getData().runReportSave({ runId, ask });
    if (file) setSaved(file);
  });
  const reveal = useTask('show in folder', async (path: string) => {
    await getData().fileReveal({ path });
  });
  const error = save.error ?? reveal.error;
  return (
    <div className={styles['save']}>
      <div className={styles['saveRow']}>
        <Button size="small" icon={<Save />} busy={save.busy} disabled={lost} onClick={() => save.run(false)}>
          Save report
        </Button>
        {canAsk ? (
          <Button size="small" variant="ghost" disabled={lost || save.busy} onClick={() => save.run(true)}>
            Save as…
          </Button>
        ) : null}
        {saved ? (
          <Button size="small" variant="ghost" icon={<FolderOpen />} onClick={() => reveal.run(saved.path)}>
            Show in folder
          </Button>
        ) : null}
      </div>
      <p role="status" className={styles['saved']}>
        {saved ? (
          <>
            Saved to <code>{saved.path}</code> ({formatBytes(saved.bytes)})
          </>
        ) : null}
      </p>
      {error ? <ErrorNotice error={error} /> : null}
    </div>
  );
};
