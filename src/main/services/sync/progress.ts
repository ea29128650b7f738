/** The figures of a run: how far, how fast, how long yet. Pure. */
import { KEY_LIMIT } from './pacer.ts';

/** The stretch over which speed is told, in ms. */
export const SPEED_STRETCH = 10_000;
/** Below this share of the period nothing can be foretold. */
const SMALLEST_BASIS = 0.005;

/** How many rows there were at a moment of a monotonic clock. */
export interface SpeedSample {
  readonly at: number;
  readonly rows: number;
}

/** Keeps the samples of the last stretch, and the one before it as the point to count from. */
export const addSample = (samples: readonly SpeedSample[], sample: SpeedSample): readonly SpeedSample[] => {
  const firstInside = samples.findIndex(({ at }) => at > sample.at - SPEED_STRETCH);
  const kept = firstInside === -1 ? samples.slice(-1) : samples.slice(Math.max(0, firstInside - 1));
  return [...kept, sample];
};

/** Rows a second from the oldest sample until now; 0 when nothing was counted. */
export const speedOf = (samples: readonly SpeedSample[], now: number): number => {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || now <= first.at) return 0;
  return ((last.rows - first.rows) * 1000) / (now - first.at);
};

/**
 * Milliseconds left, or null while that cannot be told: judged by the pages it took to come this far, at the pace of
 * those pages; where requests are held to the key's limit, they come in bursts of a hundred a minute.
 */
export const estimateRemaining = (run: {
  /** Share of the period walked when the run began. */
  readonly fromFraction: number;
  readonly fraction: number;
  /** Pages acknowledged in this run. */
  readonly pages: number;
  /** Milliseconds since the run began. */
  readonly elapsed: number;
  /** Milliseconds of these that were spent waiting. */
  readonly waited: number;
  /** Whether requests are held to the key's limit. */
  readonly paced: boolean;
}): number | null => {
  const walked = run.fraction - run.fromFraction;
  if (run.fraction >= 1) return 0;
  if (run.pages < 2 || walked < SMALLEST_BASIS) return null;
  const pagesLeft = (run.pages * (1 - run.fraction)) / walked;
  const pace = Math.max(0, run.elapsed - run.waited) / run.pages;
  const lastPage = Math.max(0, Math.ceil(run.pages + pagesLeft) - 1);
  const burst = Math.floor(lastPage / KEY_LIMIT.requests);
  const atTheLimit = burst * KEY_LIMIT.window + (lastPage % KEY_LIMIT.requests) * pace - run.elapsed;
  return Math.max(0, Math.round(Math.max(pagesLeft * pace, run.paced ? atTheLimit : 0)));
};
