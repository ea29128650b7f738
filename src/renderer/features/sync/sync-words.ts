/** A run in words. Pure. */
import { isFinished, type SyncProgress } from '#shared/domain/sync.ts';
import { DAY } from '#shared/domain/workspace.ts';
import type { SerializedError } from '#shared/errors.ts';
import { formatAbout, formatCount, formatDate, formatDuration, formatNumber, formatPercent } from '../../ui/format.ts';

/** What Fini allows one key, in words. */
export const KEY_LIMIT = 'the key’s limit (100 requests a minute)';

export type RunTone = 'accent' | 'warning' | 'success' | 'danger';

export const toneOf = (sync: SyncProgress): RunTone => {
  switch (sync.state) {
    case 'running':
      return 'accent';
    case 'waiting':
      return sync.error === null ? 'accent' : 'warning';
    case 'stopped':
      return 'warning';
    case 'complete':
      return 'success';
    case 'interrupted':
      return 'danger';
  }
};

/** The period of a run or window: `90 days, 4 May 2026 – 2 Aug 2026`. */
export const periodWords = ({ since, until }: { readonly since: number; readonly until: number }): string =>
  `${formatCount(Math.max(1, Math.round((until - since) / DAY)), 'day')}, ${formatDate(since)} – ${formatDate(until - 1)}`;

/** Why a run waits after a failure, in two or three words. */
const reasonOf = (error: SerializedError, online: boolean): string => {
  switch (error.code) {
    case 'network-unreachable':
      return online ? 'Fini cannot be reached' : 'No network';
    case 'timeout':
      return 'No answer in time';
    case 'rate-limited':
      return 'Fini asks to wait';
    case 'server-error':
      return 'Fini has a problem';
    default:
      return 'That did not work';
  }
};

/** The wait of a run with its reason and its end. */
const waitWords = (sync: SyncProgress, now: number, online: boolean): string => {
  const left = sync.retryAt === null ? 0 : Math.max(0, Math.ceil((sync.retryAt - now) / 1_000));
  const time = formatDuration(left * 1_000);
  // Without an error nothing went wrong: the key's limit is kept before Fini has to refuse.
  if (sync.error === null) return left === 0 ? 'Going on…' : `Keeping to the key’s limit: next request in ${time}`;
  return left === 0 ? 'Trying again…' : `${reasonOf(sync.error, online)}: trying again in ${time}`;
};

const isWalked = ({ windows }: Pick<SyncProgress, 'windows'>): boolean =>
  windows.planned > 0 && windows.complete === windows.planned;

/** How far a run came that did not come to its end; never “at 100%”: all pages are not all there is to do. */
export const endOf = (sync: Pick<SyncProgress, 'state' | 'fraction' | 'windows'>): string => {
  const ended = sync.state === 'stopped' ? 'Stopped' : 'Interrupted';
  return isWalked(sync)
    ? `${ended} before the last look`
    : `${ended} at ${formatPercent(Math.min(sync.fraction, 0.99))}`;
};

/** The headline of a run. Never says complete unless every window was walked to its end. */
export const headlineOf = (sync: SyncProgress, now: number, online = true): string => {
  switch (sync.state) {
    case 'running':
      return `Fetching… ${formatPercent(sync.fraction)}`;
    case 'waiting':
      return waitWords(sync, now, online);
    case 'complete':
      return 'Complete';
    case 'stopped':
    case 'interrupted':
      return `${endOf(sync)}: ${isWalked(sync) ? 'what changed meanwhile may be missing' : 'the period is incomplete'}`;
  }
};

/** Counts of a run, those that are zero left out but for the first. */
export const countsOf = (sync: SyncProgress): readonly string[] => [
  `${formatNumber(sync.added)} new`,
  ...(sync.changed > 0 ? [`${formatNumber(sync.changed)} changed`] : []),
  ...(sync.quarantined > 0 ? [`${formatNumber(sync.quarantined)} set aside`] : []),
];

/** What a run has cost so far: windows, requests, failures, waits. */
export const effortOf = (sync: SyncProgress): readonly string[] => [
  ...(sync.windows.planned > 1
    ? [`${formatNumber(sync.windows.complete)} of ${formatCount(sync.windows.planned, 'window')}`]
    : []),
  formatCount(sync.requests, 'request'),
  ...(sync.retries > 0 ? [`${formatNumber(sync.retries)} made again`] : []),
  ...(sync.rateLimited > 0 ? [`${formatNumber(sync.rateLimited)} refused for the limit`] : []),
  ...(sync.waited >= 1_000 ? [`waited ${formatDuration(sync.waited)}`] : []),
];

/** What rows that were set aside mean. */
export const quarantineWords = (count: number): string =>
  `${formatCount(count, 'interaction')} had a shape this version cannot read and ${count === 1 ? 'was' : 'were'} left out. The rest is complete.`;

/** How long a run took. */
export const tookWords = (milliseconds: number): string =>
  milliseconds < 1_000 ? 'less than a second' : formatDuration(milliseconds);

/** Speed and time left, or null when there is nothing honest to say. */
export const paceOf = (sync: SyncProgress): string | null => {
  if (isFinished(sync.state)) return null;
  const speed = sync.speed >= 1 ? `${formatNumber(sync.speed)} a second` : null;
  const left = sync.remaining === null ? null : `${formatAbout(sync.remaining)} left`;
  return [speed, left].filter((part) => part !== null).join(' · ') || null;
};

/** What a screen reader is told: state changes, and every quarter of the way. */
export const announcementOf = (sync: SyncProgress | null): string => {
  if (sync === null) return '';
  switch (sync.state) {
    case 'running': {
      const quarter = Math.floor(sync.fraction * 4) * 25;
      return quarter === 0 ? 'Fetching interactions.' : `Fetched ${quarter} per cent.`;
    }
    case 'waiting':
      return sync.error === null
        ? `Fetching keeps to ${KEY_LIMIT} and goes on by itself.`
        : `Fetching waits and will be tried again. ${sync.error.message}`;
    case 'complete':
      return `Fetching is complete. ${countsOf(sync).join(', ')}.`;
    case 'stopped':
      return 'Fetching was stopped. The period is incomplete.';
    case 'interrupted':
      return `Fetching was interrupted. ${sync.error?.message ?? ''}`;
  }
};
