/** DataApi: what the data worker serves to the UI, and UiApi: what the worker tells the UI unasked. */
import { z } from 'zod';
import type { Interaction } from '../domain/interaction.ts';
import { judgementSchema, tagJudgementSchema, targetSchema, verdictSchema } from '../domain/journal.ts';
import { syncProgressSchema, windowCheckpointSchema } from '../domain/sync.ts';
import { periodSchema, workspaceSchema } from '../domain/workspace.ts';
import { serializedErrorSchema } from '../errors.ts';
import { method, type Remote } from '../rpc/contract.ts';
import { commandSchema, done, nothing, workspaceIdSchema } from './common.ts';
import { relayedHostContract } from './host.ts';

/** What the cache of the open workspace holds. */
export const cacheSummarySchema = z
  .object({
    workspace: workspaceSchema,
    /** Interactions, each id once. */
    interactions: z.number().int(),
    /** Latest-message times, epoch ms; null when empty. */
    oldest: z.number().nullable(),
    newest: z.number().nullable(),
    windows: z.array(windowCheckpointSchema),
    /** Sealed pages that could not be read when the cache was opened; fetching the period again brings them back. */
    damagedPages: z.number().int(),
    /** Journal lines that could not be read. */
    damagedJournalLines: z.number().int(),
    /** Judgements (journal events) read. */
    journalEvents: z.number().int(),
  })
  .readonly();
export type CacheSummary = z.infer<typeof cacheSummarySchema>;

/** What one reviewer holds of one interaction now, folded from the journal. */
export const reviewSchema = z
  .object({
    verdict: verdictSchema.nullable(),
    labels: z.array(z.string()),
    note: z.string(),
    /** By tag id. */
    tags: z.record(z.string(), tagJudgementSchema),
    /** Epoch ms of the last judgement; null when there is none. */
    updatedAt: z.number().nullable(),
    /** True when the interaction has changed since the verdict was given. */
    stale: z.boolean(),
  })
  .readonly();
export type Review = z.infer<typeof reviewSchema>;

/** One row of the list. */
export interface InteractionSummary {
  readonly id: string;
  readonly createdAt: number;
  readonly lastMessageAt: number;
  readonly subject: string;
  /** A line of the conversation: around the first hit, or its beginning. */
  readonly snippet: string;
  readonly source: string;
  readonly channel: string;
  readonly status: string;
  readonly resolved: boolean | null;
  /** Last rating; null is "not rated", 0 is a rating. */
  readonly csat: number | null;
  readonly hasFeedback: boolean;
  /** Customer-visible messages. */
  readonly turns: number;
  readonly tags: readonly string[];
  readonly verdict: z.infer<typeof verdictSchema> | null;
  readonly labels: readonly string[];
  readonly hasNote: boolean;
}

export const facetFieldSchema = z.enum(['source', 'channel', 'status', 'tag', 'review']);
export type FacetField = z.infer<typeof facetFieldSchema>;

export interface FacetValue {
  /** As it stands in a clause, unquoted. */
  readonly value: string;
  /** Interactions under the current query that have it. */
  readonly count: number;
}
export type Facets = Readonly<Record<FacetField, readonly FacetValue[]>>;

/** Something in the query that could not be used; the rest was searched for all the same. */
export interface QueryProblem {
  /** UTF-16 offsets into the query text. */
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

export const sortSchema = z.enum(['newest', 'oldest']);
export type Sort = z.infer<typeof sortSchema>;

export interface SearchResult {
  /** Names this result for `rows` and `positionOf`. */
  readonly resultId: number;
  /** Exact. */
  readonly total: number;
  /** The first rows. */
  readonly rows: readonly InteractionSummary[];
  readonly facets: Facets;
  readonly problems: readonly QueryProblem[];
  /** Words and phrases to highlight, folded. */
  readonly terms: readonly string[];
  /** Milliseconds spent in the worker. */
  readonly took: number;
}

export interface InteractionView {
  readonly interaction: Interaction;
  readonly review: Review;
}

export const savedSearchSchema = z
  .object({ id: z.uuid(), name: z.string().trim().min(1).max(80), text: z.string().max(2000), sort: sortSchema })
  .readonly();
export type SavedSearch = z.infer<typeof savedSearchSchema>;

/** What the UI remembers of a workspace between starts. */
export const preferencesSchema = z
  .object({
    savedSearches: z.array(savedSearchSchema).readonly(),
    lastQuery: z.string().max(2000),
    lastSort: sortSchema,
    lastInteractionId: z.string().nullable(),
  })
  .readonly();
export type Preferences = z.infer<typeof preferencesSchema>;

const anyOf = <T>() => z.custom<T>(() => true);

export const dataContract = {
  ...relayedHostContract,

  /** Opens a workspace: loads its index and folds its journal. */
  workspaceOpen: method(workspaceIdSchema, cacheSummarySchema),
  /** Removes a workspace's keys and cache; its journal too when asked. */
  workspaceRemove: method(z.object({ workspaceId: z.uuid(), withJournal: z.boolean() }), done),
  cacheSummary: method(nothing, cacheSummarySchema),

  /** Fetches a period for the open workspace, going on where the same window stopped. */
  syncStart: method(z.object({ period: periodSchema }), z.object({ runId: z.uuid() })),

  search: method(
    z.object({ text: z.string().max(2000), sort: sortSchema, limit: z.number().int().min(0).max(500) }),
    anyOf<SearchResult>(),
  ),
  /** Rows `from` (inclusive) to `from + count` of a result. A result stays valid until the next search. */
  rows: method(
    z.object({ resultId: z.number().int(), from: z.number().int().min(0), count: z.number().int().min(1).max(500) }),
    anyOf<readonly InteractionSummary[]>(),
  ),
  positionOf: method(z.object({ resultId: z.number().int(), interactionId: z.string() }), z.number().int().nullable()),
  interaction: method(z.object({ interactionId: z.string() }), anyOf<InteractionView | null>()),

  /** Journals a judgement by the workspace's reviewer. Answers only once it is on disk, with the state it led to. */
  judge: method(z.object({ target: targetSchema, judgement: judgementSchema }), reviewSchema),
  /** Takes this reviewer's last judgement back; null when there is none left. */
  undo: method(nothing, z.object({ interactionId: z.string(), review: reviewSchema }).nullable()),
  redo: method(nothing, z.object({ interactionId: z.string(), review: reviewSchema }).nullable()),
  /** Labels in use, most used first. */
  labels: method(nothing, z.array(z.object({ label: z.string(), count: z.number().int() }))),

  /** Writes a CSV of everything the query lists. Null when the save dialog was dismissed. */
  exportCsv: method(
    z.object({ text: z.string().max(2000), sort: sortSchema, ask: z.boolean() }),
    z.object({ path: z.string(), rows: z.number().int(), bytes: z.number().int() }).nullable(),
  ),
  exportCancel: method(nothing, done),

  preferencesRead: method(nothing, preferencesSchema),
  preferencesWrite: method(z.object({ preferences: preferencesSchema }), done),
} as const;

export type DataContract = typeof dataContract;
export type DataApi = Remote<DataContract>;

export const uiContract = {
  /** Rows came or changed: queries should run again. */
  cacheChanged: method(
    z.object({ added: z.number().int(), changed: z.number().int(), interactions: z.number().int() }),
    done,
  ),
  /** Opening a workspace takes longer than a moment. */
  openProgress: method(z.object({ done: z.number().int(), total: z.number().int() }), done),
  syncProgress: method(syncProgressSchema, done),
  exportProgress: method(z.object({ rows: z.number().int(), total: z.number().int() }), done),
  command: method(z.object({ command: commandSchema }), done),
  /** The host went away; nothing new can be fetched, saved or exported until it is back. */
  hostLost: method(z.object({ error: serializedErrorSchema }), done),
} as const;

export type UiContract = typeof uiContract;
export type UiApi = Remote<UiContract>;
