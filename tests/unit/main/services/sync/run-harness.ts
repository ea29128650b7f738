/** What tests of runs share: ten pages of a server, a client and a store that keep what they are given, an impatient clock. */
import { WHOLE_SCOPE } from '#shared/domain/scope.ts';
import type { PageDelivery, RunReport, SyncProgress, SyncRequest, WindowCheckpoint } from '#shared/domain/sync.ts';
import { DAY } from '#shared/domain/workspace.ts';
import { type Clock, systemClock } from '../../../../../src/main/services/clock.ts';
import type { FetchedPage, FiniClient, ListQuery } from '../../../../../src/main/services/fini/client.ts';
import { createUnpaced } from '../../../../../src/main/services/sync/key-pacer.ts';
import { planWindows } from '../../../../../src/main/services/sync/plan-windows.ts';
import { type PageStore, type RunOptions, runSync } from '../../../../../src/main/services/sync/run.ts';
import { interactionAt } from '../support.ts';

export const period = { since: 0, until: 10 * DAY };
export const asking = (changes: Partial<SyncRequest> = {}): SyncRequest => ({
  period,
  openEnded: false,
  floor: null,
  scope: WHOLE_SCOPE,
  unfinished: [],
  recheck: [],
  older: [],
  unfinishedOnly: false,
  ...changes,
});
const [first] = planWindows(asking(), [], 0);
if (!first) throw new Error('There is always a window.');
/** The one window of that period. */
export const window = first;

/** What a run asks for last: whether anything moved to the top of the window. */
export const isCatchUp = ({ limit }: ListQuery): boolean => limit === 10;

/** Ten pages of three rows, one a day, newest first; the cursor is the number of the page. */
export const PAGES = 10;
export const pageAt = (cursor: string | null): FetchedPage => {
  const index = Number(cursor ?? 0);
  const at = period.until - (index + 1) * DAY;
  const last = index === PAGES - 1;
  return {
    rows: [1, 2, 3].map((n) => interactionAt(at, `${index}-${n}`)),
    quarantined: index === 4 ? 1 : 0,
    hasMore: !last,
    nextCursor: last ? null : String(index + 1),
  };
};

export type Answer = (query: ListQuery, request: number, signal: AbortSignal) => FetchedPage | Promise<FetchedPage>;

export const clientOf = (answer: Answer): FiniClient & { readonly queries: ListQuery[] } => {
  const queries: ListQuery[] = [];
  return {
    queries,
    list: async (query, signal) => {
      queries.push(query);
      return answer(query, queries.length, signal);
    },
    agents: async () => [],
    tagGroups: async () => [],
    tags: async () => [],
  };
};

/** Keeps what it is given, in order, after as long as `store` takes. */
export const recordingStore = (store: (page: PageDelivery) => Promise<void> = async () => undefined) => {
  const kept: PageDelivery[] = [];
  const told: SyncProgress[] = [];
  const reports: RunReport[] = [];
  const windows = new Map<string, WindowCheckpoint>();
  const pages: PageStore = {
    putPage: async (page) => {
      await store(page);
      kept.push(page);
      windows.set(page.checkpoint.id, page.checkpoint);
      return { added: page.rows.length, changed: 0, unchanged: 0 };
    },
    putWindows: async ({ put }) => {
      for (const one of put) windows.set(one.id, one);
    },
    putReport: async ({ report }) => {
      reports.push(report);
    },
    syncProgress: async (progress) => {
      told.push(progress);
    },
  };
  return { ...pages, kept, told, reports, windows };
};

/** Waits pass at once; they are written down. */
export const impatientClock = (): Clock & { readonly waits: number[] } => {
  const waits: number[] = [];
  return {
    ...systemClock,
    waits,
    wait: async (milliseconds, signal) => {
      if (milliseconds === 2000) return systemClock.wait(milliseconds, signal);
      waits.push(milliseconds);
      await systemClock.wait(1, signal);
    },
  };
};

export const run = (overrides: Partial<RunOptions> & Pick<RunOptions, 'client' | 'store'>): Promise<SyncProgress> =>
  runSync({
    runId: 'run-1',
    workspaceId: 'workspace-1',
    request: asking(),
    pacer: createUnpaced(),
    clock: impatientClock(),
    random: () => 0.5,
    signal: new AbortController().signal,
    ...overrides,
  });
