/** One run: a period's windows walked one after the other, reported all the way, ending in an honest state. */
import type { PageDelivery, PageReceipt, RunState, SyncProgress, WindowCheckpoint } from '#shared/domain/sync.ts';
import type { Period } from '#shared/domain/workspace.ts';
import { DisconnectedError, type ReviewerError, toReviewerError } from '#shared/errors.ts';
import type { Clock } from '../clock.ts';
import type { FiniClient } from '../fini/client.ts';
import { createPageFetcher } from './fetch-page.ts';
import type { KeyPacer } from './key-pacer.ts';
import { planWindows, type SyncWindow } from './plan-windows.ts';
import { addSample, estimateRemaining, fractionWalked, type SpeedSample, speedOf } from './progress.ts';
import { startReporter } from './reporter.ts';
import { DEFAULT_RETRY_POLICY, type RetryPolicy } from './retry.ts';
import { freshCheckpoint, walkWindow } from './walk-window.ts';

/** What a run needs of the data worker. */
export interface PageStore {
  putPage(page: PageDelivery): Promise<PageReceipt>;
  syncProgress(progress: SyncProgress): Promise<void>;
}

export interface RunOptions {
  readonly runId: string;
  readonly workspaceId: string;
  readonly period: Period;
  /** Where an earlier run came to; used when it belongs to one of the period's windows and is not complete. */
  readonly resume: WindowCheckpoint | null;
  readonly client: FiniClient;
  readonly pacer: KeyPacer;
  /** Whether the pacer holds to a limit; only for the estimate of the time left. */
  readonly paced: boolean;
  readonly store: PageStore;
  readonly clock: Clock;
  readonly random: () => number;
  readonly policy?: RetryPolicy;
  /** Aborted with nothing to stop the run, or with a DisconnectedError when the worker is gone. */
  readonly signal: AbortSignal;
}

/** After a stop, how long the page under way may take to be acknowledged, in ms. */
const STOP_GRACE = 2000;

/** Runs to the end and answers with the last progress. Never rejects: a failure is the state `interrupted`. */
export const runSync = async (options: RunOptions): Promise<SyncProgress> => {
  const { clock, period, store } = options;
  const ending = new AbortController();
  const signal = AbortSignal.any([options.signal, ending.signal]);
  const windows = planWindows(period);
  const startedAt = clock.now();
  const began = clock.monotonic();

  let state: RunState = 'running';
  let failure: ReviewerError | null = null;
  let retryAt: number | null = null;
  let waitingSince: number | null = null;
  let waited = 0;
  let requests = 0;
  let pagesOfRun = 0;
  let added = 0;
  let changed = 0;
  let fraction = 0;
  let fromFraction = 0;
  let earlier = { pages: 0, rows: 0, quarantined: 0 };
  let current: WindowCheckpoint | null = null;
  let samples: readonly SpeedSample[] = [{ at: began, rows: 0 }];
  let rowsOfRun = 0;

  const snapshot = (): SyncProgress => {
    const now = clock.monotonic();
    const waiting = waited + (waitingSince === null ? 0 : now - waitingSince);
    return {
      runId: options.runId,
      workspaceId: options.workspaceId,
      state,
      since: period.since,
      until: period.until,
      fraction,
      pages: earlier.pages + (current?.pages ?? 0),
      rows: earlier.rows + (current?.rows ?? 0),
      added,
      changed,
      quarantined: earlier.quarantined + (current?.quarantined ?? 0),
      unchanged: 0,
      requests,
      retries: 0,
      rateLimited: 0,
      windows: { planned: windows.length, complete: 0 },
      waited: waiting,
      startedAt,
      elapsed: Math.max(0, now - began),
      speed: speedOf(samples, now),
      remaining: estimateRemaining({
        fromFraction,
        fraction,
        pages: pagesOfRun,
        elapsed: now - began,
        waited: waiting,
        paced: options.paced,
      }),
      retryAt,
      error: failure?.serialize() ?? null,
    };
  };
  const reporter = startReporter(snapshot, (progress) => store.syncProgress(progress));

  const enter = (next: RunState, error: ReviewerError | null, until: number | null): void => {
    const told = state !== next || failure !== error;
    if (waitingSince !== null && next !== 'waiting') {
      waited += clock.monotonic() - waitingSince;
      waitingSince = null;
    } else if (next === 'waiting') waitingSince ??= clock.monotonic();
    state = next;
    failure = error;
    retryAt = until;
    if (told) void reporter.flush();
  };

  const fetchPage = createPageFetcher({
    ...options,
    policy: options.policy ?? DEFAULT_RETRY_POLICY,
    signal,
    observer: {
      requested: () => {
        requests += 1;
        reporter.touch();
      },
      waiting: (milliseconds, error) => enter('waiting', error, Math.ceil(clock.now() + milliseconds)),
      goingOn: () => enter('running', null, null),
    },
  });

  const deliver = async (checkpoint: WindowCheckpoint, rows: PageDelivery['rows']): Promise<void> => {
    const page = { runId: options.runId, workspaceId: options.workspaceId, checkpoint, rows };
    const receipt = await unlessStopped(store.putPage(page), signal, clock);
    added += receipt.added;
    changed += receipt.changed;
    pagesOfRun += 1;
    rowsOfRun += rows.length;
    current = checkpoint;
    samples = addSample(samples, { at: clock.monotonic(), rows: rowsOfRun });
    const reached = checkpoint.complete ? checkpoint.since : (checkpoint.reachedAt ?? checkpoint.until);
    fraction = Math.max(fraction, fractionWalked(period, reached));
    reporter.touch();
  };

  const walk = async (window: SyncWindow, resume: WindowCheckpoint | null): Promise<void> => {
    const from = resume ?? freshCheckpoint(window, clock.now());
    current = from;
    const before = pagesOfRun;
    const effects = { fetchPage: (cursor: string | null) => fetchPage(window, cursor), deliver, now: clock.now };
    try {
      await walkWindow(from, effects);
    } catch (error) {
      const refused = error instanceof Error && 'code' in error && error.code === 'bad-request';
      // A place that Fini no longer knows: the window is walked again, and rows that are there already stay one each.
      if (!refused || from.cursor === null || pagesOfRun > before) throw error;
      await walk(window, null);
    }
  };

  try {
    const resumeIndex = windows.findIndex((window) => window.id === options.resume?.id);
    const resume = resumeIndex >= 0 && options.resume?.complete === false ? options.resume : null;
    if (resume) {
      fraction = fractionWalked(period, resume.reachedAt ?? resume.until);
      fromFraction = fraction;
      current = resume;
    }
    void reporter.flush();
    // Windows are walked newest first, so those before the one that was left off were walked to their end.
    for (const window of resume ? windows.slice(resumeIndex) : windows) {
      await walk(window, resume?.id === window.id ? resume : null);
      const walked: WindowCheckpoint | null = current;
      if (walked) earlier = add(earlier, walked);
      current = null;
    }
    fraction = 1;
    enter('complete', null, null);
  } catch (error) {
    const disconnected = options.signal.reason instanceof DisconnectedError;
    if (options.signal.aborted && !disconnected) enter('stopped', null, null);
    else enter('interrupted', disconnected ? new DisconnectedError() : toReviewerError(error, 'sync'), null);
  } finally {
    ending.abort();
    reporter.stop();
  }
  return snapshot();
};

type Counts = Pick<WindowCheckpoint, 'pages' | 'rows' | 'quarantined'>;
const add = (a: Counts, b: Counts): Counts => ({
  pages: a.pages + b.pages,
  rows: a.rows + b.rows,
  quarantined: a.quarantined + b.quarantined,
});

/** Waits for an acknowledgement; once the run is stopped, only a moment longer. */
const unlessStopped = async <Answer>(pending: Promise<Answer>, signal: AbortSignal, clock: Clock): Promise<Answer> => {
  const over = new AbortController();
  const stopped = new Promise<never>((_resolve, reject) => {
    const give = (): void => {
      clock.wait(STOP_GRACE, over.signal).then(
        () => reject(new DisconnectedError()),
        () => undefined,
      );
    };
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true, signal: over.signal });
  });
  try {
    return await Promise.race([pending, stopped]);
  } finally {
    over.abort();
  }
};
