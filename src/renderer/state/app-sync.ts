/** Fetching as the reviewer asks for it, and what is known around it: coverage and the catalogue. */
import type { SyncAsk } from '#shared/contract/data.ts';
import type { Catalogue } from '#shared/domain/catalogue.ts';
import type { Scope } from '#shared/domain/scope.ts';
import { isFinished, isLeftOff, type SyncProgress } from '#shared/domain/sync.ts';
import { DAY, type Period } from '#shared/domain/workspace.ts';
import { toReviewerError } from '#shared/errors.ts';
import { formatNumber } from '../ui/format.ts';
import { toast } from '../ui/toast.ts';
import { type AppState, appStore, openDialog } from './app-store.ts';
import { getData } from './connect.ts';
import { preferencesStore } from './review-desk.ts';

const { getState: get, setState: set } = appStore;

/** A catalogue older than this is fetched again beside a sync, in milliseconds. */
const CATALOGUE_AGE = DAY;

/** True while a run is fetching or waiting to. */
export const isSyncing = (sync: SyncProgress | null): boolean => sync !== null && !isFinished(sync.state);

/** Whether runs left anything to fetch, or to look at once more. */
export const hasLeftOff = ({ summary }: Pick<AppState, 'summary'>): boolean =>
  summary?.windows.some(isLeftOff) ?? false;

/** The run that was asked for last, and how: so that a run that ended before its first page can be asked for again. */
const ask = async (request: SyncAsk): Promise<void> => {
  // How far back a sync looks is read from the preferences, which may have been changed a moment ago.
  await preferencesStore.flush();
  const { runId } = await getData().syncStart({ request });
  // Going on with a run is the same question as before.
  set(({ asked }) => ({ asked: { runId, request: request.kind === 'resume' && asked ? asked.request : request } }));
};

const begun = (): void => set(({ phase }) => ({ phase: phase === 'period' ? 'ready' : phase }));

/** Starts fetching a period. Rejects with a ReviewerError. */
export const startPeriod = async (asked: {
  readonly period: Period;
  readonly openEnded: boolean;
  readonly scope: Scope;
}): Promise<void> => {
  await ask({ kind: 'period', ...asked });
  begun();
};

/** Fetches what is new or changed since the last time, and what earlier runs left off. Rejects with a ReviewerError. */
export const syncLatest = async (): Promise<void> => {
  await ask({ kind: 'latest' });
};

/** Goes on with what earlier runs left off, from their checkpoints. Rejects with a ReviewerError. */
export const resumeSync = async (): Promise<void> => {
  const { summary, asked } = get();
  const unfinished = summary?.windows.some(isLeftOff) ?? true;
  await ask(unfinished || asked === null ? { kind: 'resume' } : asked.request);
};

/** True when something was asked for before, so that one press knows what to fetch. */
export const canSyncLatest = (): boolean => (get().summary?.windows.length ?? 0) > 0;

/** The one press: fetches the latest, or opens what there is to choose or to say. */
export const sync = (): void => {
  if (isSyncing(get().sync) || !canSyncLatest() || get().connection.state === 'lost') {
    openDialog('sync');
    return;
  }
  syncLatest().catch((error: unknown) => {
    toast.error(toReviewerError(error, 'sync').serialize(), {
      id: 'sync',
      action: { label: 'Show', perform: () => openDialog('sync') },
    });
  });
};

/** Says in passing how a run ended that was begun by one press; who has the panel open reads it there. */
export const tellEnd = (run: SyncProgress): void => {
  const { asked, dialog } = get();
  if (dialog === 'sync' || asked?.runId !== run.runId || asked.request.kind !== 'latest') return;
  const action = { label: 'Show', perform: () => openDialog('sync') };
  if (run.state === 'complete') {
    const brought = [
      ...(run.added > 0 ? [`${formatNumber(run.added)} new`] : []),
      ...(run.changed > 0 ? [`${formatNumber(run.changed)} changed`] : []),
    ];
    toast.done(brought.length === 0 ? 'Nothing is new' : `Synced: ${brought.join(', ')}`, {
      id: 'sync',
      duration: 4_000,
    });
  } else if (run.state === 'interrupted' && run.error) toast.error(run.error, { id: 'sync', action });
};

/** Stops the run. What was fetched stays. */
export const stopSync = async (): Promise<void> => {
  const { sync: run } = get();
  if (!run || isFinished(run.state)) return;
  try {
    await getData().syncStop({ runId: run.runId });
  } catch (error) {
    toast.error(toReviewerError(error, 'sync').serialize());
  }
};

/** Cuts a wait short that a failure caused. A wait for the key's limit stays: Fini would only refuse. */
export const retryNow = async (): Promise<void> => {
  const { sync: run } = get();
  if (run?.state !== 'waiting' || run.error === null) return;
  try {
    await getData().syncRetryNow({ runId: run.runId });
  } catch {
    // The run goes on by itself, or has ended meanwhile.
  }
};

/** Goes on as soon as the machine is on a network again. Call the answer to stop. */
export const retryWhenOnline = (target: Window = window): (() => void) => {
  const back = (): void => void retryNow();
  target.addEventListener('online', back);
  return () => target.removeEventListener('online', back);
};

/** Fetches the agents and tags. Rejects with a ReviewerError. */
export const refreshCatalogue = async (): Promise<void> => {
  const workspaceId = get().workspace?.id;
  const catalogue = await getData().catalogueRefresh();
  if (get().workspace?.id === workspaceId) set({ catalogue });
};

const isOld = (catalogue: Catalogue | null): boolean =>
  catalogue === null || Date.now() - catalogue.fetchedAt > CATALOGUE_AGE;

/** Beside a sync: names may have changed since. Without them tags stand ungrouped, which needs no words. */
export const catalogueBesideSync = (): void => {
  if (isOld(get().catalogue)) refreshCatalogue().catch(() => undefined);
};
