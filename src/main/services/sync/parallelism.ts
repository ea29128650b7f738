/** Whether walking one more window at the same time brings something. Pure. */

/** Windows walked at the same time, at most. */
export const MOST_WALKS = 6;
/** Requests quicker than this leave nothing unused that a split's extra requests would be worth, in ms. */
const SHORTEST_LATENCY = 60;
/**
 * Once storing a page takes so many times as long as fetching one, the cache is what the walks wait for. More than once,
 * since pages are stored side by side.
 */
const STORE_SHARE = 2;

export interface Flow {
  /** Walks under way. */
  readonly walks: number;
  /** Milliseconds from a request to its page, of late; null before the first. */
  readonly fetching: number | null;
  /** Milliseconds from a page to its acknowledgement, of late. */
  readonly storing: number;
  /** Requests the key's limit lets go now; infinite when there is no limit. */
  readonly free: number;
  /** Milliseconds a request costs of the limit on the long run; 0 when there is no limit. */
  readonly costOfRequest: number;
  /** Pages that are left of the run, about; null while unknown. */
  readonly pagesLeft: number | null;
}

/**
 * One cursor asks for a page after another, so it makes one request a latency. More of them bring something while the
 * cache keeps up and the limit leaves room: for all that is left, or on the long run. Otherwise one cursor uses the
 * whole limit by itself, latest work first, and a split would only cost requests.
 */
export const isAnotherWorthwhile = (flow: Flow): boolean => {
  if (flow.walks === 0) return true;
  if (flow.walks >= MOST_WALKS || flow.fetching === null || flow.fetching < SHORTEST_LATENCY) return false;
  if (flow.storing > flow.fetching * STORE_SHARE) return false;
  if (flow.costOfRequest === 0) return true;
  if (flow.free <= flow.walks) return false;
  if (flow.pagesLeft !== null && flow.pagesLeft + MOST_WALKS <= flow.free) return true;
  return flow.walks * flow.costOfRequest < flow.fetching;
};

/** Splits of a run that are never too many. */
const FEW_SPLITS = MOST_WALKS - 1;
/** Pages for each further split. */
const PAGES_A_SPLIT = 8;
/** Share of rows beyond the end of their window above which splitting costs more than it brings. */
const STRAY_SHARE = 0.05;

/**
 * Whether windows may be split (again). Where the API's window tests the creation, the older half answers every record
 * that was created in it and went on later, first: with many of them, its walk repeats what the other walk does.
 *
 * @param splits splits so far
 * @param pages pages so far
 * @param rows rows of windows with an end so far
 * @param strayRows those of them whose latest message is beyond that end
 */
export const maySplit = (run: {
  readonly splits: number;
  readonly pages: number;
  readonly rows: number;
  readonly strayRows: number;
}): boolean =>
  run.splits < FEW_SPLITS + run.pages / PAGES_A_SPLIT && run.strayRows <= Math.max(1, run.rows * STRAY_SHARE);
