/** The data worker's service: DataApi for the UI, WorkerApi for the host, between two ports. */
import { type CacheSummary, type DataContract, dataContract, uiContract } from '#shared/contract/data.ts';
import { type HostApi, hostContract } from '#shared/contract/host.ts';
import { type WorkerContract, workerContract } from '#shared/contract/worker.ts';
import { DisconnectedError } from '#shared/errors.ts';
import { openChannel } from '#shared/rpc/channel.ts';
import type { Handlers } from '#shared/rpc/contract.ts';
import type { Port } from '#shared/rpc/port.ts';
import { deleteDatabase } from './cache/database.ts';
import { type SideWork, workHere } from './cache/side-work.ts';
import { createChangeTeller } from './change-teller.ts';
import { ExportRunningError, WorkspaceNotOpenError } from './errors.ts';
import { writePreferences } from './preferences.ts';
import { relayHost } from './relay.ts';
import { createMender, type Mender } from './sync/mender.ts';
import { WorkspaceDesk } from './workspace-desk.ts';

/**
 * Serves until a port closes.
 *
 * @param sideWork work for another thread; on this thread when left out
 * @param expected the workspace that will be asked for most likely: opened at once, for as long as no other one is
 */
export const serveData = (
  ports: { readonly ui: Port; readonly host: Port },
  sideWork: SideWork = workHere,
  expected: string | null = null,
): void => {
  let desk: WorkspaceDesk | null = null;
  let opening: Promise<unknown> = Promise.resolve();
  let exporting: AbortController | null = null;
  let mender: Mender | null = null;

  const opened = (): WorkspaceDesk => {
    if (!desk) throw new WorkspaceNotOpenError();
    return desk;
  };

  /** What the host sends is about the workspace it says, or about none that is open. */
  const openedAs = (workspaceId: string): WorkspaceDesk => {
    const target = opened();
    if (target.workspace.id !== workspaceId) throw new WorkspaceNotOpenError();
    return target;
  };

  /** Opening and closing go one after the other: two cannot be open at once. */
  const inTurn = <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    const turn = opening.then(work, work);
    opening = turn.catch(() => undefined);
    return turn;
  };

  /** What is asked for beside the opening of a workspace waits for it. */
  const openedSoon = async (): Promise<WorkspaceDesk> => {
    await opening;
    return opened();
  };

  const leave = async (): Promise<void> => {
    exporting?.abort();
    const leaving = desk;
    desk = null;
    mender = null;
    changes.forget();
    await leaving?.close();
  };

  const workerHandlers: Handlers<WorkerContract> = {
    putPage: async (delivery) => {
      const receipt = await openedAs(delivery.workspaceId).cache.putPage(delivery);
      changes.tell(receipt);
      return receipt;
    },
    putWindows: async ({ workspaceId, put, remove }) => {
      await openedAs(workspaceId).cache.putWindows(put, remove);
    },
    putReport: async ({ report }) => {
      await openedAs(report.workspaceId).sync.ended(report);
    },
    syncProgress: (progress) => {
      // The last word on a run comes after the last of what it brought.
      changes.flush();
      tellUi(() => ui.remote.syncProgress(progress));
      if (progress.workspaceId === desk?.workspace.id) mender?.progress(progress);
    },
    menuCommand: ({ command }) => tellUi(() => ui.remote.command({ command })),
  };
  const host = openChannel(ports.host, { contract: workerContract, handlers: workerHandlers }, hostContract);
  const hostApi: HostApi = host.remote;

  const open = async (workspaceId: string): Promise<CacheSummary> => {
    if (desk?.workspace.id === workspaceId) return desk.summary();
    await leave();
    desk = await WorkspaceDesk.open({
      host: hostApi,
      workspaceId,
      sideWork,
      onOpenProgress: (done, total) => tellUi(() => ui.remote.openProgress({ done, total })),
      onRepaired: () => {
        changes.tell({ added: 0, changed: 0 });
        if (desk) mender?.lost(desk.cache.damagedPages);
      },
    });
    mender = createMender(desk.sync);
    mender.lost(desk.cache.damagedPages);
    return desk.summary();
  };

  const dataHandlers: Handlers<DataContract> = {
    ...relayHost(hostApi),
    workspaceOpen: ({ workspaceId }) => inTurn(() => open(workspaceId)),
    workspaceRemove: ({ workspaceId, withJournal }) =>
      inTurn(async () => {
        if (desk?.workspace.id === workspaceId) await leave();
        await hostApi.workspaceRemove({ workspaceId, withJournal });
        // Without its key the cache is unreadable already; should deleting fail, nothing is disclosed.
        await deleteDatabase(workspaceId);
      }),
    cacheSummary: () => opened().summary(),
    syncStart: async ({ request }) => (await openedSoon()).sync.start(request),
    runReports: () => opened().sync.reports(),
    runReportSave: ({ runId, ask }) => opened().sync.saveReport(runId, ask),
    coverage: async () => (await openedSoon()).sync.coverage(),
    catalogue: async () => (await openedSoon()).sync.catalogue(),
    catalogueRefresh: () => opened().sync.refreshCatalogue(),
    search: ({ text, sort, limit, facets, locate }) => opened().search(text, sort, limit, facets, locate),
    rows: ({ resultId, from, count }) => opened().rows(resultId, from, count),
    positionOf: ({ resultId, interactionId }) => opened().positionOf(resultId, interactionId),
    snippets: ({ resultId, ids }) => opened().snippets(resultId, ids),
    nearMiss: ({ resultId }) => opened().nearMiss(resultId),
    suggest: ({ text, caret }) => opened().suggest(text, caret),
    interaction: ({ interactionId }) => opened().interaction(interactionId),
    versions: ({ interactionId }) => opened().versions(interactionId),
    judge: ({ target, judgement }) => opened().judge(target, judgement),
    undo: () => opened().undo(),
    redo: () => opened().redo(),
    labels: () => opened().labels(),
    exportCsv: async (query) => {
      if (exporting) throw new ExportRunningError();
      const controller = new AbortController();
      exporting = controller;
      try {
        const onProgress = (rows: number, total: number): void =>
          tellUi(() => ui.remote.exportProgress({ rows, total }));
        return await opened().exportCsv(query, onProgress, controller.signal);
      } finally {
        exporting = null;
      }
    },
    exportCancel: () => exporting?.abort(),
    preferencesRead: async () => (await openedSoon()).preferences(),
    preferencesWrite: ({ preferences }) => writePreferences(hostApi, opened().workspace.id, preferences),
  };
  const ui = openChannel(ports.ui, { contract: dataContract, handlers: dataHandlers }, uiContract);

  const changes = createChangeTeller((change) => {
    const interactions = desk?.cache.index.count ?? 0;
    tellUi(() => ui.remote.cacheChanged({ ...change, interactions }));
  });

  ports.host.onClose((reason = new DisconnectedError()) =>
    tellUi(() => ui.remote.hostLost({ error: reason.serialize() })),
  );
  ports.ui.onClose(() => {
    void inTurn(leave);
    host.close();
  });

  // Why it cannot be opened is told to whoever asks for it.
  if (expected !== null) inTurn(() => open(expected)).catch(() => undefined);
};

/** The UI may be gone; what it is told is never worth failing for. */
const tellUi = (tell: () => Promise<unknown>): void => {
  tell().catch(() => undefined);
};
