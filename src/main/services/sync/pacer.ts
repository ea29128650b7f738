/**
 * Keeping to a key's limit. Fini counts a request when it arrives, which is some time between its start and its answer;
 * so a place in the window is held from the start and is free again 60 s after the answer, when it has surely passed.
 */

/** How many requests a key may make in how long a stretch. */
export interface RequestLimit {
  readonly requests: number;
  /** Milliseconds. */
  readonly window: number;
}

/** Fini's. */
export const KEY_LIMIT: RequestLimit = { requests: 100, window: 60_000 };
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

const recent = (ended: readonly number[], now: number, { window }: RequestLimit): readonly number[] => {
  const first = ended.findIndex((end) => end + window + PACING_MARGIN > now);
  return first === -1 ? [] : first === 0 ? ended : ended.slice(first);
};

/** How many requests may begin now. */
export const freePlaces = (state: PaceState, now: number, limit: RequestLimit = KEY_LIMIT): number =>
  Math.max(0, limit.requests - state.open - recent(state.ended, now, limit).length);

/**
 * How long the next request has to wait, in ms.
 *
 * @returns null when the limit is taken up by open requests alone: ask again once one has ended
 */
export const waitForSlot = (state: PaceState, now: number, limit: RequestLimit = KEY_LIMIT): number | null => {
  const ended = recent(state.ended, now, limit);
  const excess = state.open + ended.length + 1 - limit.requests;
  if (excess <= 0) return 0;
  const frees = ended[excess - 1];
  return frees === undefined ? null : frees + limit.window + PACING_MARGIN - now;
};

/** A request begins. */
export const requestBegan = (state: PaceState, now: number, limit: RequestLimit = KEY_LIMIT): PaceState => ({
  open: state.open + 1,
  ended: recent(state.ended, now, limit),
});

/** A request was answered or failed. */
export const requestEnded = (state: PaceState, now: number, limit: RequestLimit = KEY_LIMIT): PaceState => ({
  open: state.open - 1,
  ended: [...recent(state.ended, now, limit), now],
});
