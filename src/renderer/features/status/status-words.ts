/** The cache's standing in the few words of the status bar. Pure. */
import type { CacheSummary } from '#shared/contract/data.ts';
import { DAY } from '#shared/domain/workspace.ts';
import { formatCount } from '../../ui/format.ts';

/** When something was last fetched, epoch ms; null before the first page. */
export const lastSyncedAt = (summary: CacheSummary): number | null =>
  summary.windows.reduce<number | null>(
    (latest, window) => (window.pages > 0 && window.updatedAt > (latest ?? 0) ? window.updatedAt : latest),
    null,
  );

export interface Coverage {
  /** True when no window was left unfinished. */
  readonly complete: boolean;
  readonly words: string;
}

/** How much of time has been fetched whole: the union of finished windows, in days. Null before the first window. */
export const coverageOf = (summary: CacheSummary): Coverage | null => {
  if (summary.windows.length === 0) return null;
  const unfinished = summary.windows.filter((window) => !window.complete).length;
  const days = Math.round(unionOf(summary.windows.filter((window) => window.complete)) / DAY);
  if (unfinished === 0) return { complete: true, words: `${formatCount(days, 'day')} complete` };
  const missing = formatCount(unfinished, 'period');
  return {
    complete: false,
    words: days > 0 ? `${formatCount(days, 'day')} complete, ${missing} unfinished` : `${missing} unfinished`,
  };
};

interface Span {
  readonly since: number;
  readonly until: number;
}

/** Milliseconds covered by at least one span. */
const unionOf = (spans: readonly Span[]): number => {
  let covered = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (const { since, until } of [...spans].sort((a, b) => a.since - b.since)) {
    covered += Math.max(0, until - Math.max(since, reached));
    reached = Math.max(reached, until);
  }
  return covered;
};
