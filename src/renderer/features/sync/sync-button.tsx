import { ChevronDown, CircleAlert, RefreshCw } from 'lucide-react';
import { useRef } from 'react';
import { closeDialog, openDialog, useApp } from '../../state/app-store.ts';
import { isSyncing, sync as syncNow } from '../../state/app-sync.ts';
import { useShortcut } from '../../state/keys.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { formatPercent } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { ariaKeys, keyCaps } from '../../ui/key-label.ts';
import { Popover } from '../../ui/popover.tsx';
import split from '../../ui/split-button.module.css';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { FETCHING_ID } from './fetching-id.ts';
import styles from './sync-button.module.css';
import { SyncPanel } from './sync-panel.tsx';
import { announcementOf } from './sync-words.ts';

/**
 * One press fetches what is new or changed; while a run goes on it shows how far, and the press opens the panel. The
 * button beside it always opens the panel. Reading goes on meanwhile.
 */
export const SyncButton = () => {
  const sync = useApp((state) => state.sync);
  const open = useApp((state) => state.dialog === 'sync');
  const fetched = useApp((state) => (state.summary?.windows.length ?? 0) > 0);
  const shortcut = useShortcut('sync');
  const running = isSyncing(sync);
  const pressedOpen = useRef(false);
  const label = running
    ? `${sync?.state === 'waiting' ? 'Waiting' : 'Fetching'} ${formatPercent(sync?.fraction ?? 0)}`
    : 'Sync';
  const icon =
    sync?.state === 'interrupted' ? (
      <CircleAlert className={styles['alert']} />
    ) : (
      <RefreshCw className={sync?.state === 'running' ? styles['turning'] : undefined} />
    );
  const does = running ? 'Show how far it is' : fetched ? 'Fetch what is new or changed' : 'Fetch interactions';
  return (
    <div className={split['group']}>
      <Button
        icon={icon}
        className={classNames(split['main'], styles['button'])}
        aria-keyshortcuts={shortcut ? ariaKeys(shortcut) : undefined}
        title={shortcut ? `${does} (${keyCaps(shortcut).join('+')})` : does}
        onPointerDown={() => {
          pressedOpen.current = open;
        }}
        onClick={() => {
          // The press beside the panel has closed it already; it does not open it again.
          if (!(running && pressedOpen.current)) syncNow();
          pressedOpen.current = false;
        }}
      >
        {label}
      </Button>
      <Popover
        label="Fetching"
        width={440}
        open={open}
        onOpenChange={(next) => (next ? openDialog('sync') : closeDialog())}
        trigger={
          <IconButton
            id={FETCHING_ID}
            className={split['more'] ?? ''}
            icon={<ChevronDown />}
            label="Progress, period and coverage"
          />
        }
      >
        <SyncPanel />
      </Popover>
      <VisuallyHidden live>{announcementOf(sync)}</VisuallyHidden>
    </div>
  );
};
