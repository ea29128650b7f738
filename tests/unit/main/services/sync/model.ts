/** A Fini of a few hundred records in virtual time: records move, answers fail, and the window may test either time. */
import { type Interaction, lastMessageAt } from '#shared/domain/interaction.ts';
import type { PageDelivery, RunReport, SyncProgress, WindowCheckpoint } from '#shared/domain/sync.ts';
import { CancelledError } from '#shared/errors.ts';
import type { Clock } from '../../../../../src/main/services/clock.ts';
import type { FetchedPage, FiniClient, ListQuery } from '../../../../../src/main/services/fini/client.ts';
import {
  BadRequestError,
  NetworkError,
  RateLimitedError,
  ServerError,
} from '../../../../../src/main/services/fini/errors.ts';
import type { PageStore } from '../../../../../src/main/services/sync/run.ts';
import { interactionAt } from '../support.ts';

/** Time that passes when everybody waits, and then at once. */
export const virtualClock = (start: number, wrongBy = 0): Clock & { readonly serverNow: () => number } => {
  let at = 0;
  let pumping = false;
  const timers: { readonly at: number; readonly fire: () => void }[] = [];
  const pump = (): void => {
    pumping = timers.length > 0;
    const [next] = timers.sort((one, other) => one.at - other.at);
    if (!next) return;
    timers.shift();
    at = Math.max(at, next.at);
    next.fire();
    setImmediate(pump);
  };
  return {
    now: () => Math.round(start + at + wrongBy),
    serverNow: () => Math.round(start + at),
    monotonic: () => at,
    wait: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(new CancelledError('The wait'));
          return;
        }
        const cancel = (): void => {
          const place = timers.indexOf(timer);
          if (place >= 0) timers.splice(place, 1);
          reject(new CancelledError('The wait'));
        };
        const fire = (): void => {
          signal.removeEventListener('abort', cancel);
          resolve();
        };
        const timer = { at: at + milliseconds, fire };
        timers.push(timer);
        signal.addEventListener('abort', cancel);
        if (!pumping) {
          pumping = true;
          setImmediate(pump);
        }
      }),
  };
};

export type WindowTests = 'creation' | 'last-message';
export type Misdeed = 'network' | '500' | '429' | 'repeated' | 'empty' | 'no-cursor';

export interface ModelOptions {
  readonly clock: ReturnType<typeof virtualClock>;
  readonly rows: readonly Interaction[];
  readonly windowTests: WindowTests;
  /** Rows a page, at most. */
  readonly pageSize: number;
  /** What a cursor names: a place in the list, or a record, whose place may change. */
  readonly cursorNames: 'place' | 'record';
  /** Ids of events that count in the list's order and are not answered: messages that were deleted. */
  readonly deleted?: ReadonlySet<string>;
  /** Milliseconds an answer takes. */
  readonly latency: () => number;
  /** Called before each answer. */
  readonly onRequest?: (query: ListQuery, index: number, model: Model) => Misdeed | null | undefined;
}

export interface Model extends FiniClient {
  readonly queries: readonly (ListQuery & { readonly at: number })[];
  readonly rows: ReadonlyMap<string, Interaction>;
  /** When a record changed last, by the server's clock. */
  readonly changedAt: ReadonlyMap<string, number>;
  /** Most requests that were open at once. */
  readonly mostAtOnce: number;
  /** Gives a record a new message now, or adds it. */
  touch(id: string): void;
}

interface Listed {
  readonly at: number;
  readonly row: Interaction;
}

const newestFirst = (one: Listed, other: Listed): number => other.at - one.at || (one.row.id < other.row.id ? 1 : -1);

/** A record as it is answered. */
export const withoutDeleted = (row: Interaction, deleted: ModelOptions['deleted']): Interaction =>
  deleted && row.events.some(({ id }) => deleted.has(id))
    ? { ...row, events: row.events.filter(({ id }) => !deleted.has(id)) }
    : row;

export const createModel = (options: ModelOptions): Model => {
  const { clock } = options;
  const rows = new Map(options.rows.map((row) => [row.id, row]));
  const changedAt = new Map<string, number>();
  const queries: (ListQuery & { readonly at: number })[] = [];
  let list: readonly Listed[] | null = null;
  let open = 0;
  let mostAtOnce = 0;

  const page = ({ since, until, limit, cursor }: ListQuery): FetchedPage => {
    const end = until ?? clock.serverNow() + 1;
    if (since >= end) throw new BadRequestError(400, 'since must be less than until');
    if (end - since > 90 * 86_400_000) throw new BadRequestError(400, 'The window must not exceed 90 days');
    list ??= [...rows.values()].map((row) => ({ at: lastMessageAt(row), row })).sort(newestFirst);
    const inWindow = list.filter(({ at, row }) => {
      const tested = options.windowTests === 'creation' ? row.createdAt : at;
      return tested >= since && tested < end;
    });
    let start = 0;
    if (cursor !== null) {
      const [id = '', time = ''] = cursor.split('@');
      const record = rows.get(id);
      if (!record) throw new BadRequestError(400, 'Unknown cursor');
      const at = options.cursorNames === 'place' ? Number(time) : lastMessageAt(record);
      start = inWindow.findIndex((one) => one.at < at || (one.at === at && one.row.id < id));
      if (start === -1) start = inWindow.length;
    }
    const answered = inWindow.slice(start, start + Math.min(limit, options.pageSize));
    const last = answered.at(-1);
    const hasMore = start + answered.length < inWindow.length;
    return {
      rows: answered.map(({ row }) => withoutDeleted(row, options.deleted)),
      quarantined: 0,
      hasMore,
      nextCursor: hasMore && last ? `${last.row.id}@${last.at}` : null,
    };
  };

  const model: Model = {
    queries,
    rows,
    changedAt,
    get mostAtOnce() {
      return mostAtOnce;
    },
    touch: (id) => {
      const now = clock.serverNow();
      const known = rows.get(id);
      changedAt.set(id, now);
      list = null;
      const event = interactionAt(now, `${id}-${now}`).events[0];
      if (!known || !event) rows.set(id, interactionAt(now, id));
      else rows.set(id, { ...known, events: [...known.events, event] });
    },
    list: async (query, signal) => {
      const index = queries.push({ ...query, at: clock.serverNow() }) - 1;
      open += 1;
      mostAtOnce = Math.max(mostAtOnce, open);
      try {
        const took = options.latency();
        await clock.wait(took / 2, signal);
        const misdeed = options.onRequest?.(query, index, model);
        if (misdeed === 'network') throw new NetworkError('fini.example', 'ECONNRESET');
        if (misdeed === '500') throw new ServerError(500, null);
        if (misdeed === '429') throw new RateLimitedError(500);
        const answer = page(query);
        await clock.wait(took / 2, signal);
        if (misdeed === 'repeated') return { ...answer, hasMore: true, nextCursor: query.cursor };
        if (misdeed === 'empty') return { rows: [], quarantined: 0, hasMore: true, nextCursor: query.cursor };
        if (misdeed === 'no-cursor') return { ...answer, hasMore: true, nextCursor: null };
        return answer;
      } finally {
        open -= 1;
      }
    },
    agents: async () => [],
    tagGroups: async () => [],
    tags: async () => [],
  };
  return model;
};

export interface ModelStore extends PageStore {
  readonly rows: ReadonlyMap<string, Interaction>;
  readonly windows: ReadonlyMap<string, WindowCheckpoint>;
  readonly pages: readonly PageDelivery[];
  readonly reports: readonly RunReport[];
  readonly told: readonly SyncProgress[];
  unfinished(): WindowCheckpoint[];
  /** Windows walked to their end that were not looked at once more. */
  recheck(): WindowCheckpoint[];
}

/** Keeps what it is given once `storing` milliseconds have passed: rows and checkpoint together. */
export const createStore = (clock: Clock, storing: () => number): ModelStore => {
  const rows = new Map<string, Interaction>();
  const windows = new Map<string, WindowCheckpoint>();
  const pages: PageDelivery[] = [];
  const reports: RunReport[] = [];
  const told: SyncProgress[] = [];
  const never = new AbortController().signal;
  let last: Promise<void> = Promise.resolve();
  const inTurn = <Answer>(work: () => Answer): Promise<Answer> => {
    const turn = last.then(() => clock.wait(storing(), never)).then(work);
    last = turn.then(() => undefined);
    return turn;
  };
  return {
    rows,
    windows,
    pages,
    reports,
    told,
    unfinished: () => [...windows.values()].filter(({ complete }) => !complete),
    recheck: () => [...windows.values()].filter(({ complete, caughtUp }) => complete && !caughtUp),
    putPage: (page) =>
      inTurn(() => {
        const receipt = { added: 0, changed: 0, unchanged: 0 };
        for (const row of page.rows) {
          const known = rows.get(row.id);
          receipt[!known ? 'added' : known.events.length === row.events.length ? 'unchanged' : 'changed'] += 1;
          rows.set(row.id, row);
        }
        windows.set(page.checkpoint.id, page.checkpoint);
        pages.push(page);
        return receipt;
      }),
    putWindows: ({ put, remove }) =>
      inTurn(() => {
        for (const one of put) windows.set(one.id, one);
        for (const id of remove) windows.delete(id);
      }),
    putReport: async ({ report }) => {
      reports.push(report);
    },
    syncProgress: async (progress) => {
      told.push(progress);
    },
  };
};
