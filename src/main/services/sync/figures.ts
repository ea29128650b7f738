/** What a run counts, and the progress and the report made of it. */
import type {
  PageReceipt,
  RunReport,
  RunState,
  SyncProgress,
  SyncRequest,
  WindowCheckpoint,
} from '#shared/domain/sync.ts';
import type { ReviewerError } from '#shared/errors.ts';
import type { Clock } from '../clock.ts';
import { bottomOf } from './plan-windows.ts';
import { addSample, estimateRemaining, type SpeedSample, speedOf } from './progress.ts';
import type { RequestObserver } from './requester.ts';

export type EndState = Extract<RunState, 'complete' | 'stopped' | 'interrupted'>;

export interface Figures {
  readonly observer: RequestObserver;
  /** A window as it is acknowledged now. */
  windowAt(checkpoint: WindowCheckpoint): void;
  acknowledged(checkpoint: WindowCheckpoint, rows: number, receipt: PageReceipt): void;
  /** How many walks there are: the run waits once all of them do. */
  walks(count: number): void;
  end(state: EndState, error: ReviewerError | null): void;
  /** Every window of the run as it is acknowledged, newest first. */
  windows(): readonly WindowCheckpoint[];
  progress(): SyncProgress;
  report(state: EndState): RunReport;
}

interface Waiting {
  readonly until: number;
  readonly error: ReviewerError | null;
}

/**
 * @param onState called when the run waits, goes on or waits for another reason
 */
export const createFigures = (options: {
  readonly runId: string;
  readonly workspaceId: string;
  readonly request: SyncRequest;
  readonly clock: Clock;
  readonly paced: boolean;
  readonly onChange: () => void;
  readonly onState: () => void;
}): Figures => {
  const { clock, request, runId, workspaceId } = options;
  const startedAt = clock.now();
  const began = clock.monotonic();
  const windows = new Map<string, WindowCheckpoint>();
  const before = new Map<string, WindowCheckpoint>();
  const waits = new Map<object, Waiting>();
  const receipt = { added: 0, changed: 0, unchanged: 0 };
  let ended: { readonly state: EndState; readonly error: ReviewerError | null } | null = null;
  let walks = 1;
  let requests = 0;
  let retries = 0;
  let rateLimited = 0;
  let pages = 0;
  let rows = 0;
  let range = 0;
  let fraction = 0;
  let fromFraction: number | null = null;
  let finalCursor: string | null = null;
  let samples: readonly SpeedSample[] = [{ at: began, rows: 0 }];
  let waiting: (Waiting & { readonly since: number }) | null = null;
  let waitedForLimit = 0;
  let waitedAfterFailure = 0;

  const sum = (of: (checkpoint: WindowCheckpoint) => number): number =>
    [...windows.values()].reduce((total, checkpoint) => total + of(checkpoint), 0);

  /** A stretch of time that is still to be walked, in ms. */
  const left = (checkpoint: WindowCheckpoint): number =>
    checkpoint.complete
      ? 0
      : Math.max(0, Math.min(checkpoint.until, checkpoint.reachedAt ?? checkpoint.until) - bottomOf(checkpoint));

  const addWait = (now: number): void => {
    if (waiting === null) return;
    if (waiting.error === null) waitedForLimit += now - waiting.since;
    else waitedAfterFailure += now - waiting.since;
  };

  /** The run waits when none of its walks can go on; it is told for the failure, if there is one. */
  const judge = (): void => {
    const now = clock.monotonic();
    const waiters = [...waits.values()];
    const failed = waiters.filter(({ error }) => error !== null);
    const all = waiters.length >= walks && waiters.length > 0;
    const shown = all ? (failed[0] ?? waiters[0] ?? null) : null;
    const until = Math.min(...(failed.length > 0 ? failed : waiters).map((one) => one.until));
    const same = waiting !== null && shown !== null && waiting.error?.code === shown.error?.code;
    if (same && waiting && shown) {
      waiting = { ...waiting, until, error: shown.error };
      options.onChange();
      return;
    }
    if (waiting === null && shown === null) return;
    addWait(now);
    waiting = shown === null ? null : { ...shown, until, since: now };
    options.onState();
  };

  const waitedUntil = (now: number): number =>
    waitedForLimit + waitedAfterFailure + (waiting === null ? 0 : now - waiting.since);

  return {
    observer: {
      requested: () => {
        requests += 1;
        options.onChange();
      },
      failed: (error) => {
        retries += 1;
        if (error.code === 'rate-limited') rateLimited += 1;
      },
      waiting: (task, milliseconds, error) => {
        waits.set(task, { until: Math.ceil(clock.now() + milliseconds), error });
        judge();
      },
      goingOn: (task) => {
        if (waits.delete(task)) judge();
      },
    },
    windowAt: (checkpoint) => {
      if (!windows.has(checkpoint.id)) before.set(checkpoint.id, checkpoint);
      windows.set(checkpoint.id, checkpoint);
    },
    acknowledged: (checkpoint, count, { added, changed, unchanged }) => {
      windows.set(checkpoint.id, checkpoint);
      receipt.added += added;
      receipt.changed += changed;
      receipt.unchanged += unchanged;
      pages += 1;
      rows += count;
      finalCursor = checkpoint.cursor ?? finalCursor;
      samples = addSample(samples, { at: clock.monotonic(), rows });
      options.onChange();
    },
    walks: (count) => {
      walks = Math.max(1, count);
      judge();
    },
    end: (state, error) => {
      addWait(clock.monotonic());
      waiting = null;
      waits.clear();
      ended = { state, error };
    },
    windows: () => [...windows.values()].sort((one, other) => other.until - one.until),
    progress: () => {
      const now = clock.monotonic();
      range = Math.max(
        range,
        sum((one) => one.until - bottomOf(one)),
      );
      const walked = ended?.state === 'complete' ? 1 : range > 0 ? Math.min(1, 1 - sum(left) / range) : 0;
      fraction = Math.max(fraction, walked);
      fromFraction ??= windows.size > 0 ? fraction : null;
      return {
        runId,
        workspaceId,
        state: ended?.state ?? (waiting === null ? 'running' : 'waiting'),
        since: request.period.since,
        until: request.period.until,
        fraction,
        pages: sum((one) => one.pages),
        rows: sum((one) => one.rows),
        quarantined: sum((one) => one.quarantined),
        ...receipt,
        requests,
        retries,
        rateLimited,
        windows: { planned: windows.size, complete: sum(({ complete }) => Number(complete)) },
        waited: waitedUntil(now),
        startedAt,
        elapsed: Math.max(0, now - began),
        speed: speedOf(samples, now),
        remaining: estimateRemaining({
          fromFraction: fromFraction ?? 0,
          fraction,
          pages,
          elapsed: now - began,
          waited: waitedUntil(now),
          paced: options.paced,
        }),
        retryAt: waiting?.until ?? null,
        error: (ended === null ? waiting?.error : ended.error)?.serialize() ?? null,
      };
    },
    report: (state) => {
      const all = [...windows.values()].sort((one, other) => other.until - one.until);
      const unfinished = all.find((one) => !one.complete);
      const reached = all.map((one) => one.reachedAt).filter((at) => at !== null);
      const oldSum = (of: (checkpoint: WindowCheckpoint) => number): number =>
        [...before.values()].reduce((total, checkpoint) => total + of(checkpoint), 0);
      return {
        runId,
        workspaceId,
        state,
        error: ended?.error?.serialize() ?? null,
        startedAt,
        endedAt: clock.now(),
        period: request.period,
        openEnded: request.openEnded,
        floor: request.floor,
        scope: request.scope,
        windows: all,
        pages,
        rows,
        ...receipt,
        quarantined: sum((one) => one.quarantined) - oldSum((one) => one.quarantined),
        requests,
        retries,
        rateLimited,
        waitedForLimit: Math.round(waitedForLimit),
        waitedAfterFailure: Math.round(waitedAfterFailure),
        finalCursor: unfinished?.cursor ?? finalCursor,
        reachedAt: unfinished ? unfinished.reachedAt : reached.length > 0 ? Math.min(...reached) : null,
      };
    },
  };
};
