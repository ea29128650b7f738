/** The state of fetching: what a window's checkpoint holds, what a page is, how a run reports. */
import { z } from 'zod';
import { serializedErrorSchema } from '../errors.ts';
import type { Interaction } from './interaction.ts';
import { scopeSchema, WHOLE_WINDOW_SCOPE, windowScopeSchema } from './scope.ts';
import { periodSchema } from './workspace.ts';

/** How far one window has been walked. Stored by the data worker in the same transaction as the page it follows. */
export const windowCheckpointSchema = z
  .object({
    /** Stable id of the window: the same period planned again gets the same id. */
    id: z.string().min(1),
    since: z.number().int(),
    until: z.number().int(),
    /** Asked for without an end: `until` is then only when the walk began, by this machine's clock. */
    openEnded: z.boolean().default(false),
    /** The walk ends once latest-message times are below this (epoch ms), although the window begins earlier. */
    floor: z.number().int().nullable().default(null),
    scope: windowScopeSchema.default(WHOLE_WINDOW_SCOPE),
    /** Epoch ms at which the walk began: the window is known as it was then. 0 when unknown. */
    startedAt: z.number().int().default(0),
    /** Newest latest-message time of the first page, epoch ms by the server's clock; null before it, or without rows. */
    newestAt: z.number().int().nullable().default(null),
    /** Where the walk began again in its midst, asking until here (epoch ms); `cursor` then belongs to that question. */
    anchor: z.number().int().nullable().default(null),
    /** Cursor of the next page to ask for; null before the first page and once complete. */
    cursor: z.string().nullable(),
    complete: z.boolean(),
    /**
     * Whether, after it was walked to its end, its top was looked at once more for records that moved up meanwhile. A run
     * does that last, for all of its windows.
     */
    caughtUp: z.boolean().default(true),
    /** Acknowledged so far. */
    pages: z.number().int().min(0),
    rows: z.number().int().min(0),
    quarantined: z.number().int().min(0),
    /** Oldest latest-message time seen, epoch ms: how far back the walk has come. */
    reachedAt: z.number().int().nullable(),
    /** Epoch ms of the last acknowledged page. */
    updatedAt: z.number().int(),
  })
  .readonly();
export type WindowCheckpoint = z.infer<typeof windowCheckpointSchema>;

/** True when there is something left to fetch before everything of the window is known. */
export const isLeftOff = ({ complete, caughtUp }: Pick<WindowCheckpoint, 'complete' | 'caughtUp'>): boolean =>
  !complete || !caughtUp;

/** What a run is asked to bring into the cache. */
export const syncRequestSchema = z
  .object({
    period: periodSchema,
    /** The period goes on to now: its newest window is asked for without an end, so that a wrong clock hides nothing. */
    openEnded: z.boolean(),
    /** See `floor` of a checkpoint. Null walks the whole period. */
    floor: z.number().int().nullable(),
    scope: scopeSchema,
    /** Windows that earlier runs left off, to go on with where they are. */
    unfinished: z.array(windowCheckpointSchema).readonly(),
    /** Windows that an earlier run walked to their end, and ended itself before it looked at their top once more. */
    recheck: z.array(windowCheckpointSchema).readonly().default([]),
    /** Complete windows that begin before the period, whose records may have got messages since. */
    older: z.array(windowCheckpointSchema).readonly().default([]),
    /** Goes on with `unfinished` and plans nothing else of the period. */
    unfinishedOnly: z.boolean().default(false),
  })
  .readonly();
export type SyncRequest = z.infer<typeof syncRequestSchema>;

/** One fetched page on its way to the cache, with the checkpoint that holds once it is stored. */
export interface PageDelivery {
  readonly runId: string;
  readonly workspaceId: string;
  /** The checkpoint to commit together with these rows. */
  readonly checkpoint: WindowCheckpoint;
  readonly rows: readonly Interaction[];
}

/** What storing a page did, in counts of interactions. */
export const pageReceiptSchema = z
  .object({ added: z.number().int(), changed: z.number().int(), unchanged: z.number().int() })
  .readonly();
export type PageReceipt = z.infer<typeof pageReceiptSchema>;

export const runStateSchema = z.enum(['running', 'waiting', 'complete', 'stopped', 'interrupted']);
export type RunState = z.infer<typeof runStateSchema>;

/** A run as the UI draws it. Never says complete unless every planned window was walked to its end. */
export const syncProgressSchema = z
  .object({
    runId: z.string(),
    workspaceId: z.string(),
    state: runStateSchema,
    since: z.number(),
    until: z.number(),
    /** Share of the period walked, 0 to 1, judged by message times (the API tells no total). */
    fraction: z.number().min(0).max(1),
    pages: z.number().int(),
    rows: z.number().int(),
    added: z.number().int(),
    changed: z.number().int(),
    quarantined: z.number().int(),
    /** Rows that were in the cache as they came. */
    unchanged: z.number().int(),
    requests: z.number().int(),
    /** Requests made again after a failure. */
    retries: z.number().int(),
    /** Answers 429. */
    rateLimited: z.number().int(),
    /** Windows of the run so far: one is split when walking its parts side by side is quicker. */
    windows: z.object({ planned: z.number().int(), complete: z.number().int() }).readonly(),
    /** Milliseconds in which nothing could be asked: the key's limit was used up, or a failure had to pass. */
    waited: z.number(),
    /** Epoch ms. */
    startedAt: z.number(),
    /** Milliseconds since the run started, waits included. */
    elapsed: z.number(),
    /** Interactions a second over the last stretch. */
    speed: z.number(),
    /** Estimated milliseconds left, null while unknown. */
    remaining: z.number().nullable(),
    /** When state is `waiting`: epoch ms at which the next attempt is made. */
    retryAt: z.number().nullable(),
    /** Why it waits or was interrupted. */
    error: serializedErrorSchema.nullable(),
  })
  .readonly();
export type SyncProgress = z.infer<typeof syncProgressSchema>;

/** True once a run will report nothing more. */
export const isFinished = (state: RunState): boolean =>
  state === 'complete' || state === 'stopped' || state === 'interrupted';

/** What a run did, for opening and saving. Holds no text of an interaction. */
export const runReportSchema = z
  .object({
    runId: z.string(),
    workspaceId: z.string(),
    state: z.enum(['complete', 'stopped', 'interrupted']),
    /** Why it was interrupted. */
    error: serializedErrorSchema.nullable(),
    /** Epoch ms. */
    startedAt: z.number().int(),
    endedAt: z.number().int(),
    period: periodSchema,
    openEnded: z.boolean(),
    floor: z.number().int().nullable(),
    scope: scopeSchema,
    /** Every window of the run as it stood at the end. */
    windows: z.array(windowCheckpointSchema).readonly(),
    pages: z.number().int(),
    rows: z.number().int(),
    added: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
    quarantined: z.number().int(),
    requests: z.number().int(),
    /** Requests made again after a failure. */
    retries: z.number().int(),
    /** Answers 429. */
    rateLimited: z.number().int(),
    /** Milliseconds waited for the key's limit, and after failures. */
    waitedForLimit: z.number().int(),
    waitedAfterFailure: z.number().int(),
    /** Cursor and latest-message time at which the walk ended. */
    finalCursor: z.string().nullable(),
    reachedAt: z.number().int().nullable(),
  })
  .readonly();
export type RunReport = z.infer<typeof runReportSchema>;
