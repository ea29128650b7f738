/** Reports of runs. Sealed: a cursor may be an interaction's id. */
import { type RunReport, runReportSchema } from '#shared/domain/sync.ts';
import type { CacheDatabase, RunRecord } from './database.ts';
import type { Sealer } from './seal.ts';

/** Reports kept; the oldest goes when there are more. */
const KEPT_REPORTS = 200;

const recordName = (id: string): string => `run ${id}`;

export interface RunStore {
  /** Keeps a report; one of the same run is replaced. */
  put(report: RunReport): Promise<void>;
  /** Reports that can be read, newest first. */
  all(): Promise<readonly RunReport[]>;
  /** A run's report, null when there is none that can be read. */
  get(runId: string): Promise<RunReport | null>;
}

export const createRunStore = (database: CacheDatabase, sealer: Sealer): RunStore => {
  const open = async (record: RunRecord): Promise<RunReport | null> => {
    try {
      const bytes = await sealer.open(recordName(record.id), record.sealed);
      return runReportSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
    } catch {
      // What a run did is worth a line in a list, not a failure.
      return null;
    }
  };

  return {
    put: async (report) => {
      const bytes = new TextEncoder().encode(JSON.stringify(report));
      const sealed = await sealer.seal(recordName(report.runId), bytes);
      await database.transaction('rw', database.runs, async () => {
        await database.runs.put({ id: report.runId, endedAt: report.endedAt, sealed });
        const surplus = (await database.runs.count()) - KEPT_REPORTS;
        if (surplus > 0)
          await database.runs.bulkDelete(await database.runs.orderBy('endedAt').limit(surplus).primaryKeys());
      });
    },
    all: async () => {
      const records = await database.runs.orderBy('endedAt').reverse().toArray();
      const reports = await Promise.all(records.map(open));
      return reports.filter((report) => report !== null);
    },
    get: async (runId) => {
      const record = await database.runs.get(runId);
      return record ? open(record) : null;
    },
  };
};
