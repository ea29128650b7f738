import { CircleAlert, CircleDashed, TriangleAlert, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { currentEntry, openDialog, useApp } from '../../state/app-store.ts';
import { resumeSync } from '../../state/app-sync.ts';
import { Button } from '../../ui/button.tsx';
import { formatCount } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useTask } from '../../ui/use-task.ts';
import styles from './banners.module.css';
import { leftOff } from './status-words.ts';

/** What has to be known about the whole window: a lost host, damage found at opening, a fetch that was left off. */
export const Banners = () => (
  <>
    <HostLost />
    <DamagedPages />
    <Unfinished />
    <DamagedJournal />
  </>
);

const Banner = ({
  tone,
  children,
  actions,
  onDismiss,
}: {
  readonly tone: 'danger' | 'warning' | 'info';
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  readonly onDismiss?: () => void;
}) => (
  <div className={styles['banner']} data-tone={tone} role={tone === 'info' ? 'status' : 'alert'}>
    <BannerIcon tone={tone} />
    <p className={styles['text']}>{children}</p>
    {actions}
    {onDismiss ? <IconButton label="Dismiss" icon={<X />} size="small" onClick={onDismiss} /> : null}
  </div>
);

const BannerIcon = ({ tone }: { readonly tone: 'danger' | 'warning' | 'info' }) => {
  switch (tone) {
    case 'danger':
      return <CircleAlert aria-hidden="true" />;
    case 'warning':
      return <TriangleAlert aria-hidden="true" />;
    case 'info':
      return <CircleDashed aria-hidden="true" />;
  }
};

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

/** An earlier run was left off, by quitting or by force: what it brought is there, the rest is one press away. */
const Unfinished = () => {
  const windows = useApp((state) => state.summary?.windows);
  const id = useApp((state) => state.workspace?.id);
  // A run of this window says itself how it stands.
  const begun = useApp((state) => state.sync !== null);
  const damaged = useApp((state) => (state.summary?.damagedPages ?? 0) > 0);
  const connected = useApp((state) => state.connection.state === 'connected');
  const hasKey = useApp((state) => currentEntry(state)?.hasApiKey ?? true);
  const resume = useTask('sync', resumeSync);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const words = leftOff(windows ?? []);
  if (words === null || id === undefined || begun || damaged || !connected || dismissed === id) return null;
  return (
    <Banner
      tone="info"
      onDismiss={() => setDismissed(id)}
      actions={
        hasKey ? (
          <Button size="small" busy={resume.busy} onClick={() => resume.run()}>
            Resume
          </Button>
        ) : (
          <Button size="small" onClick={() => openDialog('replace-key')}>
            Paste the key…
          </Button>
        )
      }
    >
      <strong>Fetching was left off.</strong> {words}
      {resume.error ? ` ${resume.error.message} ${resume.error.nextStep}` : null}
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
