/** The host's one run at a time. */
import { randomUUID } from 'node:crypto';
import { DisconnectedError } from '#shared/errors.ts';
import { AlreadyRunningError } from './errors.ts';
import { type RunOptions, runSync } from './run.ts';

export interface SyncService {
  /**
   * Starts a run and answers with its id before the first progress is told.
   *
   * @throws AlreadyRunningError
   */
  start(options: Omit<RunOptions, 'runId' | 'signal' | 'onRetryNow'>): string;
  /** Stops a run and waits until it has ended. A run that is not there has ended already. */
  stop(runId: string): Promise<void>;
  /** Ends the waits of a run after failures. A run that is not there waits for nothing. */
  retryNow(runId: string): void;
  /** Stops whatever runs for a workspace, or anything when null. */
  stopWorkspace(workspaceId: string | null): Promise<void>;
  /** Ends the run because its worker is gone. */
  disconnect(): Promise<void>;
}

interface Running {
  readonly runId: string;
  readonly workspaceId: string;
  readonly controller: AbortController;
  ended: Promise<unknown>;
  retryNow: () => void;
}

export const createSyncService = (): SyncService => {
  let running: Running | null = null;

  const end = async (run: Running | null, reason?: DisconnectedError): Promise<void> => {
    if (!run) return;
    run.controller.abort(reason);
    await run.ended;
  };

  return {
    start: (options) => {
      if (running) throw new AlreadyRunningError();
      const runId = randomUUID();
      const controller = new AbortController();
      const run: Running = {
        runId,
        workspaceId: options.workspaceId,
        controller,
        ended: Promise.resolve(),
        retryNow: () => undefined,
      };
      const begin = async (): Promise<void> => {
        // The answer with the id goes out first.
        await new Promise((resolve) => setImmediate(resolve));
        try {
          await runSync({
            ...options,
            runId,
            signal: controller.signal,
            onRetryNow: (retryNow) => {
              run.retryNow = retryNow;
            },
          });
        } finally {
          running = null;
        }
      };
      running = run;
      run.ended = begin();
      return runId;
    },
    stop: (runId) => end(running?.runId === runId ? running : null),
    retryNow: (runId) => {
      if (running?.runId === runId) running.retryNow();
    },
    stopWorkspace: (workspaceId) => end(workspaceId === null || running?.workspaceId === workspaceId ? running : null),
    disconnect: () => end(running, new DisconnectedError()),
  };
};
