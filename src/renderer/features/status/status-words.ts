/** The cache's standing in the few words of the status bar. Pure. */
import type { CacheSummary } from '#shared/contract/data.ts';
import type { WindowCheckpoint } from '#shared/domain/sync.ts';
import { formatCount, formatDate } from '../../ui/format.ts';

/** When something was last fetched, epoch ms; null before the first page. */
export const lastSyncedAt = (summary: CacheSummary): number | null =>
  summary.windows.reduce<number | null>(
    (latest, window) => (window.pages > 0 && window.updatedAt > (latest ?? 0) ? window.updatedAt : latest),
    null,
  );

/** What earlier runs left off, in a sentence; null when nothing was. */
export const leftOff = (windows: readonly WindowCheckpoint[]): string | null => {
  const open = windows.filter((window) => !window.complete);
  if (open.length === 0) return null;
  const since = Math.min(...open.map((window) => Math.max(window.since, window.floor ?? window.since)));
  const until = Math.max(...open.map((window) => window.until));
  const rows = open.reduce((sum, window) => sum + window.rows, 0);
  const there = rows === 0 ? 'nothing of it is there yet' : `${formatCount(rows, 'interaction')} of it are there`;
  return `${formatDate(since)} – ${formatDate(until - 1)} is not whole: ${rows === 1 ? '1 interaction of it is there' : there}.`;
};
