import { ChevronDown, Copy, Download, FolderOpen, Save, Square } from 'lucide-react';
import { useApp } from '../../state/app-store.ts';
import { useSearch } from '../../state/review-desk.ts';
import { Button } from '../../ui/button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { formatCount, formatNumber } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { Progress } from '../../ui/progress.tsx';
import { toast } from '../../ui/toast.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import styles from './export-button.module.css';
import { dismissExportError, nameIn, runExport, showInFolder, stopExport, useExport } from './export-run.ts';

/** One press writes what is listed now to a CSV file; the menu beside it holds what else there is to do. */
export const ExportButton = () => {
  const running = useExport((state) => state.running);
  const slow = useExport((state) => state.slow);
  const total = useSearch((state) => state.listed?.total ?? 0);
  return (
    <div className={styles['export']}>
      {slow ? <ExportProgress /> : null}
      {slow ? null : (
        <Tooltip
          label={total === 0 ? 'Nothing is listed' : `Export ${formatCount(total, 'interaction')} as listed`}
          shortcut="$mod+e"
        >
          <Button
            className={styles['main'] ?? ''}
            icon={<Download />}
            busy={running}
            aria-disabled={total === 0}
            onClick={() => {
              if (total > 0) void runExport(false);
            }}
          >
            Export CSV
          </Button>
        </Tooltip>
      )}
      {slow ? null : <MoreMenu disabled={total === 0 || running} />}
      <ExportError />
    </div>
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
      trigger={<IconButton className={styles['more'] ?? ''} icon={<ChevronDown />} label="More ways to export" />}
      items={items}
    />
  );
};

const ExportProgress = () => {
  const rows = useExport((state) => state.rows);
  const total = useExport((state) => state.total);
  const stopping = useExport((state) => state.stopping);
  return (
    <div className={styles['progress']}>
      <div className={styles['bar']}>
        <span className={styles['words']}>
          {formatNumber(rows)} of {formatNumber(total)}
        </span>
        <Progress
          label="Exporting"
          value={total === 0 ? null : Math.min(1, rows / total)}
          valueText={`${formatNumber(rows)} of ${formatNumber(total)} interactions`}
        />
      </div>
      <Button size="small" icon={<Square />} busy={stopping} onClick={() => void stopExport()}>
        Stop
      </Button>
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
