import { PanelLeft, Settings, Zap } from 'lucide-react';
import { openDialog } from '../../state/app-store.ts';
import { useShortcut } from '../../state/keys.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { ExportButton } from '../export/export-button.tsx';
import { SearchBar } from '../list/search-bar.tsx';
import { SyncButton } from '../sync/sync-button.tsx';
import { WorkspaceMenu } from '../workspace/workspace-menu.tsx';
import styles from './top-bar.module.css';

export interface TopBarProps {
  readonly filtersShown: boolean;
  readonly onToggleFilters: () => void;
}

export const TopBar = ({ filtersShown, onToggleFilters }: TopBarProps) => {
  const filterKeys = useShortcut('toggle-filters');
  const commandKeys = useShortcut('commands');
  const settingKeys = useShortcut('settings');
  return (
    <header className={styles['bar']} data-frame>
      <div className={styles['start']}>
        <IconButton
          label={filtersShown ? 'Hide filters' : 'Show filters'}
          icon={<PanelLeft />}
          shortcut={filterKeys}
          aria-expanded={filtersShown}
          onClick={onToggleFilters}
        />
        <WorkspaceMenu />
      </div>
      <div className={styles['middle']}>
        <SearchBar />
      </div>
      <div className={styles['end']}>
        <ExportButton />
        <SyncButton />
        <IconButton label="All commands" icon={<Zap />} shortcut={commandKeys} onClick={() => openDialog('commands')} />
        <IconButton
          label="Settings"
          icon={<Settings />}
          shortcut={settingKeys}
          onClick={() => openDialog('settings')}
        />
      </div>
    </header>
  );
};
