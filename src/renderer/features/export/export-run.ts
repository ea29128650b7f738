/** Writing what is listed to a CSV file: one at a time, with its progress, and where the last one went. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type SerializedError, toReviewerError } from '#shared/errors.ts';
import { onExportProgress } from '../../state/app-actions.ts';
import { getData } from '../../state/connect.ts';
import { searchStore } from '../../state/review-desk.ts';
import { formatCount } from '../../ui/format.ts';
import { toast } from '../../ui/toast.ts';

/** An export shorter than this shows no progress, in milliseconds. */
const PATIENCE = 1000;

export interface ExportedFile {
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
}

export interface ExportState {
  readonly running: boolean;
  /** True once it takes longer than a moment. */
  readonly slow: boolean;
  readonly rows: number;
  readonly total: number;
  readonly stopping: boolean;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly last: ExportedFile | null;
  readonly error: SerializedError | null;
}

const store = createStore<ExportState>(() => ({
  running: false,
  slow: false,
  rows: 0,
  total: 0,
  stopping: false,
  startedAt: 0,
  last: null,
  error: null,
}));

export const useExport = <T>(select: (state: ExportState) => T): T => useStore(store, select);

/** Exports what the query lists now. With `ask`, the shell asks where to. */
export const runExport = async (ask: boolean): Promise<void> => {
  if (store.getState().running) return;
  const { text, sort, listed } = searchStore.getState();
  store.setState({
    running: true,
    slow: false,
    rows: 0,
    total: listed?.total ?? 0,
    stopping: false,
    startedAt: Date.now(),
    error: null,
  });
  const impatience = setTimeout(() => store.setState({ slow: true }), PATIENCE);
  const stopListening = onExportProgress(({ rows, total }) => store.setState({ rows, total }));
  try {
    const file = await getData().exportCsv({ text, sort, ask });
    if (file) {
      store.setState({ last: file });
      toast.done(`Exported ${formatCount(file.rows, 'interaction')} to ${nameIn(file.path)}`, {
        id: 'export',
        description: file.path,
        action: { label: 'Show in folder', perform: () => void showInFolder(file.path) },
        duration: 15_000,
      });
    }
  } catch (reason) {
    const error = toReviewerError(reason, 'export').serialize();
    if (error.code === 'cancelled') toast.info('Export stopped', { id: 'export', description: 'No file was written.' });
    else store.setState({ error });
  } finally {
    clearTimeout(impatience);
    stopListening();
    store.setState({ running: false, slow: false, stopping: false });
  }
};

export const stopExport = async (): Promise<void> => {
  store.setState({ stopping: true });
  try {
    await getData().exportCancel();
  } catch (reason) {
    store.setState({ stopping: false });
    toast.error(toReviewerError(reason, 'export').serialize());
  }
};

export const dismissExportError = (): void => store.setState({ error: null });

export const showInFolder = async (path: string): Promise<void> => {
  try {
    await getData().fileReveal({ path });
  } catch (reason) {
    toast.error(toReviewerError(reason, 'show in folder').serialize());
  }
};

/** The last part of a path of any platform. */
export const nameIn = (path: string): string => path.split(/[/\\]/u).at(-1) ?? path;
