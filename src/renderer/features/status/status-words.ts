/** The cache's standing in the few words of the status bar. Pure. */
import type { CacheSummary } from '#shared/contract/data.ts';
import { isLeftOff, type SyncProgress, type WindowCheckpoint } from '#shared/domain/sync.ts';
import { formatAgo, formatCount, formatDate, formatPercent } from '../../ui/format.ts';
import { endOf } from '../sync/sync-words.ts';

/** When something was last fetched, epoch ms; null before the first page. */
export const lastSyncedAt = (summary: CacheSummary): number | null =>
  summary.windows.reduce<number | null>(
    (latest, window) => (window.pages > 0 && window.updatedAt > (latest ?? 0) ? window.updatedAt : latest),
    null,
  );

/** How fresh the cache is, and how the run of this window stands; never as if a run that was cut off had come to its end. */
export const freshnessOf = (sync: SyncProgress | null, at: number | null, now: number): string => {
  const share = formatPercent(sync?.fraction ?? 0);
  switch (sync?.state) {
    case 'running':
      return `Fetching · ${share} · not all there yet`;
    case 'waiting':
      return `Waiting · ${share} · not all there yet`;
    case 'interrupted':
    case 'stopped':
      return endOf(sync);
    default:
      return at === null ? 'Nothing fetched yet' : `Synced ${formatAgo(at, now)}`;
  }
};

/** What earlier runs left off, in a sentence; null when nothing was. */
export const leftOff = (windows: readonly WindowCheckpoint[]): string | null => {
  const open = windows.filter((window) => !window.complete);
  if (open.length === 0)
    return windows.some(isLeftOff) ? 'What changed while it was being fetched may not be all there.' : null;
  const since = Math.min(...open.map((window) => Math.max(window.since, window.floor ?? window.since)));
  // What was there before such a walk is there still; only what came since may be missing.
  if (open.every((window) => window.floor !== null))
    return `What is new or changed since ${formatDate(since)} is not all there.`;
  const until = Math.max(...open.map((window) => window.until));
  const rows = open.reduce((sum, window) => sum + window.rows, 0);
  const fetched = rows === 0 ? 'nothing' : formatCount(rows, 'interaction');
  return `${formatDate(since)} – ${formatDate(until - 1)} is not whole: ${fetched} of it ${rows > 1 ? 'were' : 'was'} fetched so far.`;
};
