/** Telling the worker how a run goes: at most about five times a second, and at once when its state changes. */
import type { SyncProgress } from '#shared/domain/sync.ts';

const TICK = 200;
/** A run that waits is told again this often, so that its elapsed time goes on, in ms. */
const HEARTBEAT = 1000;

export interface Reporter {
  /** Something changed; it will be told at the next tick. */
  touch(): void;
  /** Tells it now. Never rejects: a worker that is gone cannot be told. */
  flush(): Promise<void>;
  /** Ends the ticking. */
  stop(): void;
}

/** Starts reporting snapshots. No report is sent while an earlier one is unanswered. */
export const startReporter = (
  snapshot: () => SyncProgress,
  send: (progress: SyncProgress) => Promise<void>,
): Reporter => {
  let changed = false;
  let sentAt = performance.now();
  let sending: Promise<void> | null = null;

  const report = (): Promise<void> => {
    changed = false;
    sentAt = performance.now();
    const sent: Promise<void> = send(snapshot())
      .catch(() => undefined)
      .finally(() => {
        if (sending === sent) sending = null;
      });
    sending = sent;
    return sent;
  };

  const timer = setInterval(() => {
    if (sending === null && (changed || performance.now() - sentAt >= HEARTBEAT)) void report();
  }, TICK);

  return {
    touch: () => {
      changed = true;
    },
    flush: report,
    stop: () => clearInterval(timer),
  };
};
