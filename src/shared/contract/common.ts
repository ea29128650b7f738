/** Schemas that several contracts share. */
import { z } from 'zod';
import { workspaceSchema } from '../domain/workspace.ts';

/** A method that takes nothing. */
export const nothing = z.undefined();
/** A method that answers nothing but "done". */
export const done = z.custom<void>(() => true);

export const workspaceIdSchema = z.object({ workspaceId: z.uuid() });

/** A Fini workspace key as pasted: trimmed, no white space inside, in the form Fini issues. */
export const apiKeySchema = z
  .string()
  .trim()
  .regex(/^fini_[\x21-\x7e]{4,512}$/u);

export const passphraseSchema = z.string().min(8).max(1024);

/** Which store holds the keys: the OS keychain, a file sealed with a passphrase, or memory until the application quits. */
export const vaultKindSchema = z.enum(['keychain', 'passphrase', 'memory']);
export type VaultKind = z.infer<typeof vaultKindSchema>;

export const vaultStatusSchema = z.discriminatedUnion('state', [
  /** Keys can be read and written. */
  z.object({ state: z.literal('ready'), kind: vaultKindSchema }),
  /** A passphrase file exists and waits for its passphrase. */
  z.object({ state: z.literal('locked'), kind: z.literal('passphrase') }),
  /** There is no working keychain and the reviewer has not chosen a substitute; `reason` says why, in a sentence. */
  z.object({ state: z.literal('unavailable'), reason: z.string() }),
]);
export type VaultStatus = Readonly<z.infer<typeof vaultStatusSchema>>;

export const appInfoSchema = z
  .object({
    version: z.string(),
    shell: z.enum(['electron', 'web']),
    platform: z.enum(['linux', 'darwin', 'win32', 'other']),
    /** Host name of the API requests go to, for showing where the key is used. */
    apiHost: z.string(),
    /** Whether the shell can ask where to save a file. */
    saveDialog: z.boolean(),
    /** Folder that one-click exports are written to. */
    exportFolder: z.string(),
    /** Folder that holds journals, settings and logs. */
    dataFolder: z.string(),
  })
  .readonly();
export type AppInfo = z.infer<typeof appInfoSchema>;

/** A workspace in the list, with what the UI needs to offer it. */
export const workspaceEntrySchema = z
  .object({
    workspace: workspaceSchema,
    /** False when the vault holds no API key for it (a memory vault after a restart, say); always true for a sample. */
    hasApiKey: z.boolean(),
    /** False when the key that opens its cache and journal is gone or locked: nothing of it can be read. */
    hasDataKey: z.boolean(),
  })
  .readonly();
export type WorkspaceEntry = z.infer<typeof workspaceEntrySchema>;

export const keyCheckSchema = z
  .object({
    /** Whether the workspace holds any interaction in the last seven days, as far as the one small request tells. */
    hasRecentInteractions: z.boolean(),
  })
  .readonly();

/** Commands the application menu and the keyboard both give. */
export const commandSchema = z.enum([
  'search',
  'sync',
  'export',
  'undo',
  'redo',
  'commands',
  'settings',
  'keys',
  'toggle-filters',
  'switch-workspace',
]);
export type Command = z.infer<typeof commandSchema>;
