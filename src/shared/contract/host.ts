/** HostApi: what the host serves to the data worker. Nothing here ever answers with an API key. */
import { z } from 'zod';
import { catalogueSchema } from '../domain/catalogue.ts';
import { journalEventSchema } from '../domain/journal.ts';
import { syncRequestSchema } from '../domain/sync.ts';
import { workspaceSchema } from '../domain/workspace.ts';
import { method, type Remote } from '../rpc/contract.ts';
import {
  apiKeySchema,
  appInfoSchema,
  done,
  keyCheckSchema,
  nothing,
  passphraseSchema,
  vaultStatusSchema,
  workspaceEntrySchema,
  workspaceIdSchema,
} from './common.ts';

const workspaceName = z.string().trim().min(1).max(80);
const fileId = z.object({ fileId: z.uuid() });

/** Methods the data worker passes on for the UI unchanged. */
export const relayedHostContract = {
  appInfo: method(nothing, appInfoSchema),

  vaultStatus: method(nothing, vaultStatusSchema),
  /** Chooses a substitute for the keychain. With `passphrase`, makes a new sealed file. */
  vaultChoose: method(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('passphrase'), passphrase: passphraseSchema }),
      z.object({ kind: z.literal('memory') }),
    ]),
    vaultStatusSchema,
  ),
  vaultUnlock: method(z.object({ passphrase: z.string().min(1).max(1024) }), vaultStatusSchema),

  workspaceList: method(nothing, z.array(workspaceEntrySchema)),
  /** Asks Fini one small question with the key, keeping it nowhere. Rejects with why the key does not work. */
  workspaceCheckKey: method(z.object({ apiKey: apiKeySchema }), keyCheckSchema),
  workspaceCreate: method(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('fini'), name: workspaceName, reviewerName: workspaceName, apiKey: apiKeySchema }),
      z.object({ kind: z.literal('sample'), reviewerName: workspaceName }),
    ]),
    workspaceSchema,
  ),
  workspaceRename: method(z.object({ workspaceId: z.uuid(), name: workspaceName }), workspaceSchema),
  workspaceReplaceKey: method(z.object({ workspaceId: z.uuid(), apiKey: apiKeySchema }), done),

  syncStop: method(z.object({ runId: z.uuid() }), done),
  /** Ends a run's wait after a failure: it asks again at once. */
  syncRetryNow: method(z.object({ runId: z.uuid() }), done),

  /** Opens the folder that holds a file this run of the application wrote. */
  fileReveal: method(z.object({ path: z.string().min(1).max(4096) }), done),
  /** Opens an https link in the reviewer's browser. */
  openExternal: method(z.object({ url: z.url({ protocol: /^https$/u }).max(4096) }), done),
} as const;

export const hostContract = {
  ...relayedHostContract,

  /** The key that unseals a workspace's cache: 32 bytes, base64. For the data worker alone. */
  workspaceOpen: method(workspaceIdSchema, z.object({ workspace: workspaceSchema, dataKey: z.base64() })),
  /** Deletes the keys and settings; the journal too when asked. */
  workspaceRemove: method(z.object({ workspaceId: z.uuid(), withJournal: z.boolean() }), done),

  /** Starts fetching, for any period. Rejects while another run goes on. */
  syncStart: method(z.object({ workspaceId: z.uuid(), request: syncRequestSchema }), z.object({ runId: z.uuid() })),
  /** Reads the workspace's agents, tag groups and tags, within the key's limit. */
  catalogueFetch: method(workspaceIdSchema, catalogueSchema),

  /** Answers once the events are sealed, written and fsynced. An event whose id is already there is not written twice. */
  journalAppend: method(
    z.object({ workspaceId: z.uuid(), events: z.array(journalEventSchema).min(1).max(1000) }),
    z.object({ saved: z.number().int() }),
  ),
  /** Reads from an offset (0 first, then `next` until it is null). */
  journalRead: method(
    z.object({ workspaceId: z.uuid(), offset: z.number().int().min(0), limit: z.number().int().min(1).max(5000) }),
    z.object({
      events: z.array(journalEventSchema),
      next: z.number().int().nullable(),
      /** Lines in this stretch that could not be read; they stay in the file untouched. */
      damaged: z.number().int(),
    }),
  ),

  /** Per-workspace settings that may hold customers' words (saved searches): sealed like the journal. */
  preferencesRead: method(workspaceIdSchema, z.object({ json: z.string().nullable() })),
  preferencesWrite: method(z.object({ workspaceId: z.uuid(), json: z.string().max(4_000_000) }), done),

  /** Begins a file in the export folder, or where the reviewer says when `ask`. Null when the dialog was dismissed. */
  fileBegin: method(
    z.object({ suggestedName: z.string().min(1).max(200), ask: z.boolean() }),
    z.object({ fileId: z.uuid() }).nullable(),
  ),
  fileWrite: method(z.object({ fileId: z.uuid(), text: z.string() }), done),
  /** fsync and rename into place: only now does the file exist under its name. */
  fileCommit: method(fileId, z.object({ path: z.string(), bytes: z.number().int() })),
  fileAbort: method(fileId, done),
} as const;

export type HostContract = typeof hostContract;
export type HostApi = Remote<HostContract>;
