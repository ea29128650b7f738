/** Writing a run's report into a file of the host's. */
import type { HostApi } from '#shared/contract/host.ts';
import type { RunReport } from '#shared/domain/sync.ts';
import { localDay, plainName } from '../export/export-csv.ts';

/** @returns null when the dialog was dismissed */
export const saveReport = async (
  host: Pick<HostApi, 'fileBegin' | 'fileWrite' | 'fileCommit' | 'fileAbort'>,
  workspaceName: string,
  report: RunReport,
  ask: boolean,
): Promise<{ path: string; bytes: number } | null> => {
  const day = localDay(new Date(report.startedAt));
  const file = await host.fileBegin({ suggestedName: `${plainName(workspaceName, 'run')} run ${day}.json`, ask });
  if (!file) return null;
  try {
    await host.fileWrite({ fileId: file.fileId, text: `${JSON.stringify(report, null, 2)}\n` });
    return await host.fileCommit({ fileId: file.fileId });
  } catch (error) {
    await host.fileAbort({ fileId: file.fileId }).catch(() => undefined);
    throw error;
  }
};
