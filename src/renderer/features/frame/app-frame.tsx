import { useEffect, useRef, useState } from 'react';
import { openDialog, useApp, workspaceAhead } from '../../state/app-store.ts';
import { sync } from '../../state/app-sync.ts';
import { useCommands } from '../../state/keys.ts';
import { recall, remember } from '../../state/local-memory.ts';
import { useMedia } from '../../ui/use-media.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { CommandPalette } from '../commands/command-palette.tsx';
import { KeyHelp } from '../commands/key-help.tsx';
import { SettingsDialog } from '../settings/settings-dialog.tsx';
import { Banners } from '../status/banners.tsx';
import { StatusBar } from '../status/status-bar.tsx';
import { RunsDialog } from '../sync/runs-dialog.tsx';
import { WorkspaceDialogs } from '../workspace/workspace-dialogs.tsx';
import styles from './app-frame.module.css';
import { moveToPane } from './move-to-pane.ts';
import { Panes } from './panes.tsx';
import { TopBar } from './top-bar.tsx';

/** The one window: bar, panes, status. */
export const AppFrame = () => {
  const name = useApp((state) => workspaceAhead(state)?.name ?? state.expected?.name ?? '');
  const folded = useMedia('(max-width: 1280px)');
  // Beside the list they stay as they were left; over the list they are shown for a moment only.
  const [shownBeside, setShownBeside] = useState(() => recall('filters') !== 'hidden');
  const [shownOver, setShownOver] = useState(false);
  const filtersShown = folded ? shownOver : shownBeside;
  const toggleFilters = (): void => {
    if (folded) {
      setShownOver(!shownOver);
      return;
    }
    setShownBeside(!shownBeside);
    remember('filters', shownBeside ? 'hidden' : 'shown');
  };
  const main = useRef<HTMLElement>(null);
  useEffect(() => main.current?.focus(), []);

  useCommands([
    {
      id: 'commands',
      label: 'All commands',
      group: 'Application',
      keys: ['$mod+k'],
      perform: () => openDialog('commands'),
    },
    {
      id: 'keys',
      label: 'Keyboard shortcuts',
      group: 'Application',
      keys: ['?'],
      perform: () => openDialog('keys'),
    },
    {
      id: 'settings',
      label: 'Settings',
      group: 'Application',
      keys: ['$mod+,'],
      perform: () => openDialog('settings'),
    },
    {
      id: 'sync',
      label: 'Sync: fetch what is new or changed',
      group: 'Fetching',
      keys: ['$mod+Shift+s'],
      perform: sync,
    },
    {
      id: 'sync-panel',
      label: 'Fetching: progress, period and coverage',
      group: 'Fetching',
      perform: () => openDialog('sync'),
    },
    { id: 'runs', label: 'Past runs and reports', group: 'Fetching', perform: () => openDialog('runs') },
    {
      id: 'toggle-filters',
      label: 'Show or hide filters',
      group: 'Application',
      keys: ['$mod+b'],
      perform: toggleFilters,
    },
    {
      id: 'next-pane',
      label: 'Go to the next pane',
      group: 'Application',
      keys: ['F6'],
      whileTyping: true,
      perform: () => moveToPane(1),
    },
    {
      id: 'previous-pane',
      label: 'Go to the previous pane',
      group: 'Application',
      keys: ['Shift+F6'],
      whileTyping: true,
      perform: () => moveToPane(-1),
    },
  ]);

  return (
    <div className={styles['frame']}>
      <TopBar filtersShown={filtersShown} onToggleFilters={toggleFilters} />
      <Banners />
      <main ref={main} tabIndex={-1} className={styles['main']}>
        <VisuallyHidden>
          <h1>{name}</h1>
        </VisuallyHidden>
        <Panes filtersShown={filtersShown} filtersFolded={folded} onFiltersClose={() => setShownOver(false)} />
      </main>
      <StatusBar />
      <CommandPalette />
      <KeyHelp />
      <SettingsDialog />
      <RunsDialog />
      <WorkspaceDialogs />
    </div>
  );
};
