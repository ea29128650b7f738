/** Cutting a period into windows the API accepts. */
import { DAY, LONGEST_WINDOW_DAYS, type Period } from '#shared/domain/workspace.ts';

/** The longest window, in ms. */
export const LONGEST_WINDOW = LONGEST_WINDOW_DAYS * DAY;
/**
 * How far neighbouring windows overlap, in ms. Records move while they are paged, and whether the API's window tests
 * the creation or the latest message is unknown, so a seam is walked twice; rows are stored once by id.
 */
export const WINDOW_OVERLAP = DAY;

/** A stretch of time that one cursor walks. */
export interface SyncWindow {
  /** The same period planned again gets the same ids. */
  readonly id: string;
  /** Epoch ms. */
  readonly since: number;
  /** Epoch ms. */
  readonly until: number;
}

const windowOf = (since: number, until: number): SyncWindow => ({ id: `${since}-${until}`, since, until });

/** Plans a period's windows, newest first: one when it is at most 90 days, else several that overlap. */
export const planWindows = ({ since, until }: Period): readonly SyncWindow[] => {
  const windows: SyncWindow[] = [];
  let end = until;
  for (;;) {
    const start = Math.max(since, end - LONGEST_WINDOW);
    windows.push(windowOf(start, end));
    if (start === since) return windows;
    end = start + WINDOW_OVERLAP;
  }
};
