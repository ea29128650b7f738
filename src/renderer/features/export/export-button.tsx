import { ChevronDown, Copy, Download, FolderOpen, Save, Square } from 'lucide-react';
import { useApp } from '../../state/app-store.ts';
import { useSearch } from '../../state/review-desk.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { copyText } from '../../ui/copy-text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { formatCount, formatDuration, formatNumber } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { Progress } from '../../ui/progress.tsx';
import split from '../../ui/split-button.module.css';
import { toast } from '../../ui/toast.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { useNow } from '../../ui/use-now.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import styles from './export-button.module.css';
import { dismissExportError, nameIn, runExport, showInFolder, stopExport, useExport } from './export-run.ts';

/** One press writes what is listed now to a CSV file; the menu beside it holds what else there is to do. */
export const ExportButton = () => {
  const running = useExport((state) => state.running);
  const slow = useExport((state) => state.slow);
  const empty = useSearch((state) => (state.listed?.total ?? 0) === 0);
  return (
    <div className={classNames(split['group'], styles['export'])}>
      {slow ? (
        <StopButton />
      ) : (
        <Tooltip label={<WhatIsListed />} shortcut="$mod+e">
          <Button
            className={classNames(split['main'], styles['main'])}
            icon={<Download />}
            busy={running}
            aria-disabled={empty}
            onClick={() => {
              if (!empty) void runExport(false);
            }}
          >
            Export CSV
          </Button>
        </Tooltip>
      )}
      <MoreMenu disabled={empty || running} />
      {slow ? <ExportProgress /> : null}
      <ExportError />
    </div>
  );
};

/** By itself: the total changes with every letter of a search, and the button does not. */
const WhatIsListed = () => {
  const total = useSearch((state) => state.listed?.total ?? 0);
  return total === 0 ? 'Nothing is listed' : `Export ${formatCount(total, 'interaction')} as listed`;
};

/** Stands where the export button was, as wide as it, so that nothing beside it moves. */
const StopButton = () => {
  const stopping = useExport((state) => state.stopping);
  return (
    <Button
      className={classNames(split['main'], styles['main'])}
      icon={<Square />}
      busy={stopping}
      aria-label="Stop the export"
      onClick={() => void stopExport()}
    >
      Stop
    </Button>
  );
};

const MoreMenu = ({ disabled }: { readonly disabled: boolean }) => {
  const saveDialog = useApp((state) => state.info?.saveDialog ?? false);
  const folder = useApp((state) => state.info?.exportFolder ?? '');
  const last = useExport((state) => state.last);
  const items: MenuItem[] = [
    {
      id: 'export',
      label: 'Export CSV',
      hint: folder === '' ? undefined : `to ${folder}`,
      icon: <Download />,
      shortcut: '$mod+e',
      disabled,
      onSelect: () => void runExport(false),
    },
  ];
  if (saveDialog)
    items.push({ id: 'save-as', label: 'Save as…', icon: <Save />, disabled, onSelect: () => void runExport(true) });
  if (last)
    items.push(
      { kind: 'separator', id: 'last-line' },
      { kind: 'heading', id: 'last', label: 'Last export' },
      {
        id: 'reveal',
        label: 'Show in folder',
        hint: nameIn(last.path),
        icon: <FolderOpen />,
        onSelect: () => void showInFolder(last.path),
      },
      {
        id: 'copy',
        label: 'Copy path',
        hint: last.path,
        icon: <Copy />,
        onSelect: () =>
          void copyText(last.path).then((copied) => {
            if (copied) toast.done('Path copied');
          }),
      },
    );
  return (
    <Menu
      label="Export"
      align="end"
      trigger={<IconButton className={split['more'] ?? ''} icon={<ChevronDown />} label="More ways to export" />}
      items={items}
    />
  );
};

const ExportProgress = () => {
  const rows = useExport((state) => state.rows);
  const total = useExport((state) => state.total);
  const startedAt = useExport((state) => state.startedAt);
  const now = useNow(1000);
  const share = total === 0 ? 0 : Math.min(1, rows / total);
  const left = share > 0.02 ? ((now - startedAt) / share) * (1 - share) : null;
  return (
    <div className={styles['progress']}>
      <p className={styles['words']}>
        <span>
          Exporting {formatNumber(rows)} of {formatNumber(total)}
        </span>
        <span className={styles['left']}>{left === null ? '' : `${formatDuration(left)} left`}</span>
      </p>
      <Progress
        label="Exporting"
        value={rows === 0 ? null : share}
        valueText={`${formatNumber(rows)} of ${formatNumber(total)} interactions`}
      />
      <VisuallyHidden live>Exporting</VisuallyHidden>
    </div>
  );
};

const ExportError = () => {
  const error = useExport((state) => state.error);
  if (!error) return null;
  return (
    <Dialog
      open
      size="small"
      title="The export was not written"
      onOpenChange={(open) => {
        if (!open) dismissExportError();
      }}
      footer={<Button onClick={dismissExportError}>Close</Button>}
    >
      <ErrorNotice
        error={error}
        onRetry={() => {
          dismissExportError();
          void runExport(false);
        }}
      />
    </Dialog>
  );
};
