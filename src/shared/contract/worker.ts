/** WorkerApi: what the data worker serves to the host. */
import { z } from 'zod';
import {
  type PageDelivery,
  pageReceiptSchema,
  runReportSchema,
  syncProgressSchema,
  windowCheckpointSchema,
} from '../domain/sync.ts';
import { method, type Remote } from '../rpc/contract.ts';
import { commandSchema, done } from './common.ts';

export const workerContract = {
  /**
   * Stores a page and its checkpoint in one transaction, then answers. The answer is the acknowledgement: only after
   * it may the host count the page as kept. The rows were validated by the host, where they entered.
   */
  putPage: method(
    z.custom<PageDelivery>(
      (value) => typeof value === 'object' && value !== null && 'rows' in value && Array.isArray(value.rows),
    ),
    pageReceiptSchema,
  ),
  /**
   * Changes checkpoints without rows, in one transaction and in turn with the pages: a window that is split, say, is
   * removed and its parts are put at once.
   */
  putWindows: method(
    z.object({
      runId: z.string(),
      workspaceId: z.string(),
      put: z.array(windowCheckpointSchema),
      remove: z.array(z.string()),
    }),
    done,
  ),
  /** Keeps what a run did; a report of the same run is replaced. */
  putReport: method(z.object({ report: runReportSchema }), done),
  syncProgress: method(syncProgressSchema, done),
  /** A command given in the application menu. */
  menuCommand: method(z.object({ command: commandSchema }), done),
} as const;

export type WorkerContract = typeof workerContract;
export type WorkerApi = Remote<WorkerContract>;
