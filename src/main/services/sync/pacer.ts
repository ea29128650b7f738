/**
 * Keeping to a key's limit. Fini counts a request when it arrives, which is some time between its start and its answer;
 * so a place in the window is held from the start and is free again 60 s after the answer, when it has surely passed.
 */

/** Requests a key may make in one window. */
export const REQUESTS_PER_WINDOW = 100;
/** Length of the limit's window, in ms. */
export const PACING_WINDOW = 60_000;
/** Added to the window because clocks are read in whole milliseconds on both sides. */
export const PACING_MARGIN = 10;

/** What is known of recent requests. */
export interface PaceState {
  /** Requests that have not been answered yet. */
  readonly open: number;
  /** When the others ended, ms on a monotonic clock, oldest first; only those of the last window. */
  readonly ended: readonly number[];
}

export const NO_REQUESTS: PaceState = { open: 0, ended: [] };

const recent = (ended: readonly number[], now: number): readonly number[] =>
  ended.filter((end) => end + PACING_WINDOW + PACING_MARGIN > now);

/**
 * How long the next request has to wait, in ms.
 *
 * @returns null when the limit is taken up by open requests alone: ask again once one has ended
 */
export const waitForSlot = (state: PaceState, now: number): number | null => {
  const ended = recent(state.ended, now);
  const excess = state.open + ended.length + 1 - REQUESTS_PER_WINDOW;
  if (excess <= 0) return 0;
  const frees = ended[excess - 1];
  return frees === undefined ? null : frees + PACING_WINDOW + PACING_MARGIN - now;
};

/** A request begins. */
export const requestBegan = (state: PaceState, now: number): PaceState => ({
  open: state.open + 1,
  ended: recent(state.ended, now),
});

/** A request was answered or failed. */
export const requestEnded = (state: PaceState, now: number): PaceState => ({
  open: state.open - 1,
  ended: [...recent(state.ended, now), now],
});
