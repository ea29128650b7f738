/** Time-outs for the parts of one request, all ending in one AbortSignal. */

type Part = 'response' | 'body' | 'idle';

export interface Deadline {
  /** Aborted by the caller's signal or by the first part that takes too long. */
  readonly signal: AbortSignal;
  /** Which part took too long, or null. */
  readonly expired: { readonly phase: 'response' | 'body'; readonly milliseconds: number } | null;
  /** Begins a part (again). `body` ends the wait for the response and runs beside `idle`. */
  set(part: Part, milliseconds: number): void;
  clear(): void;
}

/** Starts watching over a request that `outer` may cancel. */
export const startDeadline = (outer: AbortSignal): Deadline => {
  const controller = new AbortController();
  const timers = new Map<Part, NodeJS.Timeout>();
  let expired: Deadline['expired'] = null;

  const stop = (part: Part): void => {
    clearTimeout(timers.get(part));
    timers.delete(part);
  };

  return {
    signal: AbortSignal.any([outer, controller.signal]),
    get expired() {
      return expired;
    },
    set: (part, milliseconds) => {
      stop(part);
      if (part === 'body') stop('response');
      const expire = (): void => {
        expired ??= { phase: part === 'response' ? 'response' : 'body', milliseconds };
        controller.abort();
      };
      timers.set(part, setTimeout(expire, milliseconds));
    },
    clear: () => {
      for (const part of [...timers.keys()]) stop(part);
    },
  };
};
