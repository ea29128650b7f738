/** Whether walking one more window at the same time brings something. Pure. */

/** Windows walked at the same time, at most. */
export const MOST_WALKS = 6;
/** Requests quicker than this leave nothing unused that a split's extra requests would be worth, in ms. */
const SHORTEST_LATENCY = 60;
/** Once storing a page takes this share of fetching one, the cache is what the walks wait for. */
const STORE_SHARE = 0.8;

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
