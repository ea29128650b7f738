/** One run: what was asked for, walked window by window, reported all the way, ending in an honest state. */
import { setMaxListeners } from 'node:events';
import type {
  PageDelivery,
  PageReceipt,
  RunReport,
  SyncProgress,
  SyncRequest,
  WindowCheckpoint,
} from '#shared/domain/sync.ts';
import { DisconnectedError, type ReviewerError, toReviewerError } from '#shared/errors.ts';
import type { Clock } from '../clock.ts';
import { fetchAgents } from '../fini/catalogue.ts';
import type { FiniClient } from '../fini/client.ts';
import {
  catchUp,
  type Seen,
  strayRowsOf,
  strongerTest,
  type WindowTest,
  windowsToCatchUp,
  windowTestOf,
} from './catch-up.ts';
import { createPageFetcher } from './fetch-page.ts';
import { createFigures, type EndState } from './figures.ts';
import type { KeyPacer } from './key-pacer.ts';
import { createNewerRows } from './newer-rows.ts';
import { isAnotherWorthwhile, maySplit } from './parallelism.ts';
import { createPlaces } from './places.ts';
import { newestFirst, planWindows, scopeKey } from './plan-windows.ts';
import { startReporter } from './reporter.ts';
import { createRequester } from './requester.ts';
import { DEFAULT_RETRY_POLICY, type RetryPolicy } from './retry.ts';
import type { WalkEffects } from './walk-window.ts';
import { walkWindows } from './walk-windows.ts';

/** What a run needs of the data worker. */
export interface PageStore {
  putPage(page: PageDelivery): Promise<PageReceipt>;
  putWindows(change: {
    readonly runId: string;
    readonly workspaceId: string;
    readonly put: WindowCheckpoint[];
    readonly remove: string[];
  }): Promise<void>;
  putReport(input: { readonly report: RunReport }): Promise<void>;
  syncProgress(progress: SyncProgress): Promise<void>;
}

export interface RunOptions {
  readonly runId: string;
  readonly workspaceId: string;
  readonly request: SyncRequest;
  readonly client: FiniClient;
  readonly pacer: KeyPacer;
  readonly store: PageStore;
  readonly clock: Clock;
  readonly random: () => number;
  readonly policy?: Partial<RetryPolicy>;
  /** Aborted with nothing to stop the run, or with a DisconnectedError when the worker is gone. */
  readonly signal: AbortSignal;
  /** Handed what ends the run's waits after failures, before the run begins. */
  readonly onRetryNow?: (retryNow: () => void) => void;
}

/** After a stop, how long the pages under way may take to be acknowledged, and the report to be kept, in ms. */
const STOP_GRACE = 2000;
/** Pages held in memory, fetched or being fetched, whatever the number of walks. */
const PAGES_AT_ONCE = 8;
/** How much the last measure of a time weighs in its average. */
const LAST_WEIGHS = 0.3;

/** Runs to the end and answers with the last progress. Never rejects: a failure is the state `interrupted`. */
export const runSync = async (options: RunOptions): Promise<SyncProgress> => {
  const { client, clock, pacer, request, runId, store, workspaceId } = options;
  const ending = new AbortController();
  const signal = AbortSignal.any([options.signal, ending.signal]);
  // Every walk listens with what it fetches, what it stores and what it waits for.
  setMaxListeners(0, signal);

  const figures = createFigures({
    ...options,
    paced: pacer.costOfRequest > 0,
    onChange: () => reporter.touch(),
    onState: () => void reporter.flush(),
  });
  const reporter = startReporter(
    () => figures.progress(),
    (progress) => store.syncProgress(progress),
  );
  const requester = createRequester({
    ...options,
    policy: { ...DEFAULT_RETRY_POLICY, ...options.policy },
    observer: figures.observer,
    signal,
  });
  options.onRetryNow?.(requester.retryNow);

  let fetching: number | null = null;
  let storing = 0;
  let test: WindowTest = 'unknown';
  const come = { pages: 0, rows: 0, strayRows: 0 };
  const pages = createPageFetcher({
    client,
    requester,
    clock,
    onPage: (took, page, query) => {
      fetching = fetching === null ? took : fetching + (took - fetching) * LAST_WEIGHS;
      test = strongerTest(test, windowTestOf(page.rows, query));
      come.pages += 1;
      if (query.until === null) return;
      come.rows += page.rows.length;
      come.strayRows += strayRowsOf(page.rows, query.until);
    },
  });

  const newer = createNewerRows();
  const deliver = async (checkpoint: WindowCheckpoint, all: PageDelivery['rows'], askedAt: number): Promise<void> => {
    const began = clock.monotonic();
    const rows = newer.withoutSuperseded(all, askedAt);
    const stored = store.putPage({ runId, workspaceId, checkpoint, rows });
    const receipt = await unlessStopped(stored, signal, clock);
    const now = clock.monotonic();
    newer.stored(rows, now);
    storing += (now - began - storing) * LAST_WEIGHS;
    figures.acknowledged(checkpoint, rows.length, receipt);
  };
  const putWindows = (put: readonly WindowCheckpoint[]): Promise<void> =>
    unlessStopped(store.putWindows({ runId, workspaceId, put: [...put], remove: [] }), signal, clock);

  const effects: WalkEffects = {
    fetchPage: pages.next,
    deliver: (checkpoint, page) => deliver(checkpoint, page.rows, page.askedAt),
    putWindows,
    places: createPlaces(PAGES_AT_ONCE),
    now: clock.now,
    signal,
  };

  const walk = async (): Promise<void> => {
    const { scope } = request;
    const attributes = scope.attributeAgents && scope.agentIds.length === 0 && !request.unfinishedOnly;
    if (attributes) void reporter.flush();
    const agents = attributes ? await requester.request((stop) => fetchAgents(client, stop)) : [];
    const planned = planWindows(
      request,
      agents.map(({ id }) => id),
      clock.now(),
    );
    const ids = new Set(planned.map(({ id }) => id));
    const recheck = request.recheck.filter(({ id }) => !ids.has(id));
    const older = request.older.filter(({ id }) => !ids.has(id));
    for (const window of [...planned, ...recheck]) figures.windowAt(window);
    void reporter.flush();
    // Were the run to end before it came to a window, that would be known as unfinished all the same.
    if (planned.length > 0) await putWindows(planned);

    const seen = new Map<string, Seen>();
    await walkWindows({
      windows: planned,
      effects,
      worthwhile: (walks, pagesLeft) =>
        isAnotherWorthwhile({
          walks,
          fetching,
          storing,
          free: pacer.free(),
          costOfRequest: pacer.costOfRequest,
          pagesLeft,
        }),
      maySplit: (splits) => maySplit({ ...come, splits }),
      onWalks: figures.walks,
      onSplit: figures.windowAt,
      onWalked: (walked) => seen.set(walked.checkpoint.id, walked.firstSeen),
      onFailure: () => ending.abort(),
    });

    const look = (window: WindowCheckpoint, stored: WindowCheckpoint): Promise<number | null> => {
      let checkpoint = stored;
      return catchUp(window, seen.get(window.id) ?? new Map(), {
        ask: pages.ask,
        deliver: (rows) => {
          const { pages: count, rows: known } = checkpoint;
          checkpoint = { ...checkpoint, pages: count + 1, rows: known + rows.length, updatedAt: clock.now() };
          return deliver(checkpoint, rows, clock.monotonic());
        },
        now: clock.now,
      });
    };
    const lookedAt: WindowCheckpoint[] = [];
    for (const window of windowsToCatchUp([...planned, ...recheck, ...older].sort(newestFirst), test)) {
      const own = figures.windows().find(({ id }) => id === window.id);
      if (own) {
        await look(own, own);
        continue;
      }
      // Its rows go with a window of this run: of what was fetched long ago only the newest time changes.
      const carrier = figures.windows().find((one) => scopeKey(one.scope) === scopeKey(window.scope));
      if (carrier) lookedAt.push({ ...window, newestAt: await look(window, carrier) });
    }
    // Only now is nothing missing. A run that ends before leaves its windows to be looked at by the next.
    const caughtUp = figures.windows().map((window) => ({ ...window, caughtUp: true }));
    if (caughtUp.length > 0) await putWindows([...caughtUp, ...lookedAt]);
    for (const window of caughtUp) figures.windowAt(window);
  };

  const finish = async (state: EndState, error: ReviewerError | null): Promise<SyncProgress> => {
    figures.end(state, error);
    ending.abort();
    reporter.stop();
    await unlessStopped(store.putReport({ report: figures.report(state) }), signal, clock).catch(() => undefined);
    // Not waited for: whoever hears of the end may start the next run at once.
    void reporter.flush();
    return figures.progress();
  };

  try {
    await walk();
    return await finish('complete', null);
  } catch (error) {
    const disconnected = options.signal.reason instanceof DisconnectedError;
    if (options.signal.aborted && !disconnected) return finish('stopped', null);
    return finish('interrupted', disconnected ? new DisconnectedError() : toReviewerError(error, 'sync'));
  }
};

/** Waits for an answer of the worker; once the run is stopped, only a moment longer. */
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
