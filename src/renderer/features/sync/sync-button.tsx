import { CircleAlert, RefreshCw } from 'lucide-react';
import { isSyncing } from '../../state/app-actions.ts';
import { closeDialog, openDialog, useApp } from '../../state/app-store.ts';
import { useShortcut } from '../../state/keys.ts';
import { Button } from '../../ui/button.tsx';
import { formatPercent } from '../../ui/format.ts';
import { ariaKeys, keyCaps } from '../../ui/key-label.ts';
import { Popover } from '../../ui/popover.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import styles from './sync-button.module.css';
import { SyncPanel } from './sync-panel.tsx';
import { announcementOf } from './sync-words.ts';

/** Opens what there is to say and do about fetching; shows how far a run is. Reading goes on meanwhile. */
export const SyncButton = () => {
  const sync = useApp((state) => state.sync);
  const open = useApp((state) => state.dialog === 'sync');
  const shortcut = useShortcut('sync');
  const running = isSyncing(sync);
  const label = running
    ? `${sync?.state === 'waiting' ? 'Waiting' : 'Fetching'} ${formatPercent(sync?.fraction ?? 0)}`
    : 'Sync';
  const icon =
    sync?.state === 'interrupted' ? (
      <CircleAlert className={styles['alert']} />
    ) : (
      <RefreshCw className={sync?.state === 'running' ? styles['turning'] : undefined} />
    );
  return (
    <>
      <Popover
        label="Fetching"
        width={380}
        open={open}
        onOpenChange={(next) => (next ? openDialog('sync') : closeDialog())}
        trigger={
          <Button
            icon={icon}
            className={styles['button']}
            aria-keyshortcuts={shortcut ? ariaKeys(shortcut) : undefined}
            title={shortcut ? `Fetch interactions (${keyCaps(shortcut).join('+')})` : undefined}
          >
            {label}
          </Button>
        }
      >
        <SyncPanel />
      </Popover>
      <VisuallyHidden live>{announcementOf(sync)}</VisuallyHidden>
    </>
  );
};
