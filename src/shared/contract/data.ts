/** DataApi: what the data worker serves to the UI, and UiApi: what the worker tells the UI unasked. */
import { z } from 'zod';
import { catalogueSchema } from '../domain/catalogue.ts';
import type { Interaction } from '../domain/interaction.ts';
import { judgementSchema, tagJudgementSchema, targetSchema, verdictSchema } from '../domain/journal.ts';
import { scopeSchema, WHOLE_SCOPE, windowScopeSchema } from '../domain/scope.ts';
import { runReportSchema, syncProgressSchema, windowCheckpointSchema } from '../domain/sync.ts';
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
  /** Names of the agents it was fetched under. */
  readonly agents: readonly string[];
  /** When a change of it was last seen, epoch ms; null when it is as it was fetched first. */
  readonly changedAt: number | null;
  /** True when it has changed since the verdict was given. */
  readonly stale: boolean;
  readonly verdict: z.infer<typeof verdictSchema> | null;
  readonly labels: readonly string[];
  readonly hasNote: boolean;
}

export const facetFieldSchema = z.enum([
  'source',
  'channel',
  'status',
  'tag',
  'folder',
  'article',
  'csat',
  'agent',
  'review',
]);
export type FacetField = z.infer<typeof facetFieldSchema>;

export interface FacetValue {
  /** As it stands in a clause, unquoted. */
  readonly value: string;
  /** Interactions under the current query that have it. */
  readonly count: number;
  /** What is shown, where that differs from the value. */
  readonly label?: string;
}
/** Most frequent first (ratings lowest first), at most 200 a field. A field that was not asked for is empty. */
export type Facets = Readonly<Record<FacetField, readonly FacetValue[]>>;

/** A stretch of time with how many last messages fall into it; epoch ms, `end` not included. */
export interface HistogramBucket {
  readonly start: number;
  readonly end: number;
  readonly count: number;
}

/** Offered when a word has no hit and a near one has. */
export interface Suggestion {
  /** The whole query with the nearer words in it. */
  readonly text: string;
  readonly changes: readonly { readonly typed: string; readonly meant: string }[];
}

/** A line of a conversation around the first hit of a query. */
export interface Snippet {
  readonly id: string;
  readonly text: string;
}

/** What can be written at the caret. */
export interface Completion {
  /** Goes in the place of `from` to `to`. */
  readonly insert: string;
  readonly label: string;
  readonly kind: 'clause' | 'value' | 'word';
  /** Interactions that have it; null where that says nothing. */
  readonly count: number | null;
  readonly detail: string;
}
export interface Completions {
  /** UTF-16 offsets into the text. */
  readonly from: number;
  readonly to: number;
  readonly items: readonly Completion[];
}

/** Something in the query that could not be used; the rest was searched for all the same. */
export interface QueryProblem {
  /** UTF-16 offsets into the query text. */
  readonly start: number;
  readonly end: number;
  readonly message: string;
  /** A change of the text that would mend it. */
  readonly offer?: { readonly start: number; readonly end: number; readonly text: string } | null;
}

/** `relevance` is best match first; `csat` lowest first, unrated last; `turns` most first. Equals stand newest first. */
export const sortSchema = z.enum(['newest', 'oldest', 'relevance', 'csat', 'turns']);
export type Sort = z.infer<typeof sortSchema>;

export interface SearchResult {
  /** Names this result for `rows` and `positionOf`. */
  readonly resultId: number;
  /** Exact. */
  readonly total: number;
  /** The first rows. */
  readonly rows: readonly InteractionSummary[];
  readonly facets: Facets;
  /**
   * Local days, weeks or months one behind the other, at most 120, over what the query finds without its `after:`,
   * `before:` and `on:` clauses, so that the period can be chosen in it.
   */
  readonly histogram: readonly HistogramBucket[];
  readonly problems: readonly QueryProblem[];
  /** Words and phrases to highlight, folded. */
  readonly terms: readonly string[];
  /** Where the interaction stands that was to be located; null when it is not in the result, or none was. */
  readonly position: number | null;
  /** Milliseconds spent in the worker. */
  readonly took: number;
}

export interface InteractionView {
  readonly interaction: Interaction;
  readonly review: Review;
  /** Agents it was fetched under; the name is the id where the catalogue does not know it. */
  readonly agents: readonly { readonly id: string; readonly name: string }[];
}

/** An interaction as it was once. */
export interface InteractionVersion {
  readonly contentHash: string;
  /** When the cache got it, epoch ms; null when that is not known. */
  readonly seenAt: number | null;
  /** True for the version that the reviewer's verdict was given on. */
  readonly judged: boolean;
  readonly interaction: Interaction;
}

/** A stretch of time and how well the cache knows it. */
export const coverageSpanSchema = z
  .object({
    /** Epoch ms. */
    since: z.number(),
    until: z.number(),
    /**
     * `complete`: all of it; `part`: all of it, though only for some sources, channels or agents; `unfinished`: a walk
     * through it has not come to its end.
     */
    state: z.enum(['complete', 'part', 'unfinished']),
    /** It is known as it was then, epoch ms; 0 when that is not known. */
    asOf: z.number(),
    /** What was asked for; where several scopes meet, the one of the newest. */
    scope: windowScopeSchema,
  })
  .readonly();
export type CoverageSpan = z.infer<typeof coverageSpanSchema>;

export const coverageSchema = z
  .object({
    /** Oldest first, none overlapping another. What lies between them was never asked for. */
    spans: z.array(coverageSpanSchema),
    /** True when rows were lost to damage and have not been fetched again. */
    damaged: z.boolean(),
  })
  .readonly();
export type Coverage = z.infer<typeof coverageSchema>;

/** What a sync is asked for. */
export const syncAskSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('period'),
    period: periodSchema,
    /** Whether the period goes on to now. */
    openEnded: z.boolean(),
    scope: scopeSchema,
  }),
  /** What is new or changed since the last complete walk, and what earlier runs left off. */
  z.object({ kind: z.literal('latest') }),
  /** Only what earlier runs left off. */
  z.object({ kind: z.literal('resume') }),
]);
export type SyncAsk = z.infer<typeof syncAskSchema>;

/** Days of refreshing when nothing else was chosen: long enough for most conversations to have come to their end. */
export const DEFAULT_REFRESH_DAYS = 7;

export const savedSearchSchema = z
  .object({
    id: z.uuid(),
    name: z.string().trim().min(1).max(80),
    text: z.string().max(2000),
    sort: sortSchema,
    pinned: z.boolean().default(false),
  })
  .readonly();
export type SavedSearch = z.infer<typeof savedSearchSchema>;

/** What the UI remembers of a workspace between starts. */
export const preferencesSchema = z
  .object({
    savedSearches: z.array(savedSearchSchema).readonly(),
    lastQuery: z.string().max(2000),
    lastSort: sortSchema,
    lastInteractionId: z.string().nullable(),
    /** Days before the last complete walk that a sync asks for again, for conversations that went on. */
    refreshDays: z.number().int().min(1).max(90).default(DEFAULT_REFRESH_DAYS),
    /** What is fetched when nothing else is said. */
    scope: scopeSchema.default(WHOLE_SCOPE),
    /** Queries used before, newest first. */
    history: z.array(z.string().max(2000)).max(50).readonly().default([]),
  })
  .readonly();
export type Preferences = z.infer<typeof preferencesSchema>;

const anyOf = <T>() => z.custom<T>(() => true);

/** Methods whose answers are drawn with the letter that was typed, if they come in time; see `urgent-port.ts`. */
export const URGENT: readonly string[] = ['search'];

export const dataContract = {
  ...relayedHostContract,

  /** Opens a workspace: loads its index and folds its journal. */
  workspaceOpen: method(workspaceIdSchema, cacheSummarySchema),
  /** Removes a workspace's keys and cache; its journal too when asked. */
  workspaceRemove: method(z.object({ workspaceId: z.uuid(), withJournal: z.boolean() }), done),
  cacheSummary: method(nothing, cacheSummarySchema),

  /** Fetches for the open workspace. */
  syncStart: method(z.object({ request: syncAskSchema }), z.object({ runId: z.uuid() })),
  /** What runs did, newest first. */
  runReports: method(nothing, z.array(runReportSchema)),
  /** Writes a run's report as a JSON file. Null when the save dialog was dismissed. */
  runReportSave: method(
    z.object({ runId: z.string(), ask: z.boolean() }),
    z.object({ path: z.string(), bytes: z.number().int() }).nullable(),
  ),
  /** Which days the cache holds. */
  coverage: method(nothing, coverageSchema),
  /** The workspace's agents and tags as they were fetched last; null when they never were. */
  catalogue: method(nothing, catalogueSchema.nullable()),
  /** Fetches the agents and tags. */
  catalogueRefresh: method(nothing, catalogueSchema),

  search: method(
    z.object({
      text: z.string().max(2000),
      sort: sortSchema,
      limit: z.number().int().min(0).max(500),
      /** Fields whose values are counted; all of them when left out. */
      facets: z.array(facetFieldSchema).readonly().optional(),
      /** An interaction whose place in the result is wanted. */
      locate: z.string().nullable().optional(),
    }),
    anyOf<SearchResult>(),
  ),
  /** Rows `from` (inclusive) to `from + count` of a result. A result stays valid until the next search with a limit above 0. */
  rows: method(
    z.object({ resultId: z.number().int(), from: z.number().int().min(0), count: z.number().int().min(1).max(500) }),
    anyOf<readonly InteractionSummary[]>(),
  ),
  positionOf: method(z.object({ resultId: z.number().int(), interactionId: z.string() }), z.number().int().nullable()),
  /** Lines around the first hit, to be asked for once the rows are drawn: they are read from the pages. */
  snippets: method(
    z.object({ resultId: z.number().int(), ids: z.array(z.string()).max(100).readonly() }),
    anyOf<readonly Snippet[]>(),
  ),
  /**
   * The query of a result with nearer words in the place of those that no document holds, null when there is nothing to
   * offer. To be asked for once the typing rests: it takes longer than the search.
   */
  nearMiss: method(z.object({ resultId: z.number().int() }), anyOf<Suggestion | null>()),
  /** Clauses, values and words that go on from what stands before the caret. */
  suggest: method(z.object({ text: z.string().max(2000), caret: z.number().int().min(0) }), anyOf<Completions>()),
  interaction: method(z.object({ interactionId: z.string() }), anyOf<InteractionView | null>()),
  /** The versions of an interaction that the cache still has, newest first: index 0 is the current one. */
  versions: method(z.object({ interactionId: z.string() }), anyOf<readonly InteractionVersion[]>()),

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
