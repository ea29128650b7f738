import { CircleAlert, TriangleAlert, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { openDialog, useApp } from '../../state/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { formatCount } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './banners.module.css';

/** What has to be known about the whole window: a lost host, damage found when the workspace was opened. */
export const Banners = () => (
  <>
    <HostLost />
    <DamagedPages />
    <DamagedJournal />
  </>
);

const Banner = ({
  tone,
  children,
  actions,
  onDismiss,
}: {
  readonly tone: 'danger' | 'warning';
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  readonly onDismiss?: () => void;
}) => (
  <div className={styles['banner']} data-tone={tone} role="alert">
    {tone === 'danger' ? <CircleAlert aria-hidden="true" /> : <TriangleAlert aria-hidden="true" />}
    <p className={styles['text']}>{children}</p>
    {actions}
    {onDismiss ? <IconButton label="Dismiss" icon={<X />} size="small" onClick={onDismiss} /> : null}
  </div>
);

/** The host is gone, or serves a newer window: said on every screen, since nothing on any of them works then. */
export const HostLost = () => {
  const connection = useApp((state) => state.connection);
  const shell = useApp((state) => state.info?.shell);
  const reading = useApp((state) => state.phase === 'ready');
  // That screen says it itself, with all there is to say.
  const said = useApp((state) => state.phase === 'fatal');
  if (connection.state === 'connected' || said) return null;
  return (
    <Banner
      tone="danger"
      actions={
        shell === 'electron' ? (
          <Button size="small" onClick={() => location.reload()}>
            Connect again
          </Button>
        ) : null
      }
    >
      <strong>{connection.error.message}</strong>{' '}
      {reading ? 'You can go on reading; nothing new can be fetched, saved or exported.' : null}{' '}
      {connection.error.nextStep}
    </Banner>
  );
};

const DamagedPages = () => {
  const pages = useApp((state) => state.summary?.damagedPages ?? 0);
  const id = useApp((state) => state.workspace?.id);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const name = `${id}:${pages}`;
  // A damaged page leaves its period unfinished; once all are walked again, what was lost is back.
  const mended = useApp((state) => state.summary?.windows.every((window) => window.complete) ?? true);
  if (pages === 0 || mended || dismissed === name) return null;
  return (
    <Banner
      tone="warning"
      onDismiss={() => setDismissed(name)}
      actions={
        <Button size="small" onClick={() => openDialog('sync')}>
          Fetch again…
        </Button>
      }
    >
      <strong>
        {formatCount(pages, 'stored page')} of interactions could not be read and {pages === 1 ? 'was' : 'were'} left
        out.
      </strong>{' '}
      Fetching the period again brings {pages === 1 ? 'it' : 'them'} back. Judgements are kept apart and are not
      touched.
    </Banner>
  );
};

const DamagedJournal = () => {
  const lines = useApp((state) => state.summary?.damagedJournalLines ?? 0);
  const folder = useApp((state) => state.info?.dataFolder);
  const id = useApp((state) => state.workspace?.id);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const name = `${id}:${lines}`;
  if (lines === 0 || dismissed === name) return null;
  return (
    <Banner tone="warning" onDismiss={() => setDismissed(name)}>
      <strong>{formatCount(lines, 'line')} of the judgement journal could not be read. All others were.</strong> The
      file is left as it is{folder ? ` in ${folder}` : ''}; keep a copy of it before you change anything there.
    </Banner>
  );
};
