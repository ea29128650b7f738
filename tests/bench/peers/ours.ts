/**
 * Fini Reviewer's own cache and search, as the data worker puts them together: pages are sealed, indexed and committed by
 * the same code. Only the host is missing, which would fetch and keep the keys.
 */

import type { SearchResult } from '#shared/contract/data.ts';
import type { HostApi } from '#shared/contract/host.ts';
import { hostContract } from '#shared/contract/host.ts';
import type { Interaction } from '#shared/domain/interaction.ts';
import { type WindowCheckpoint, windowCheckpointSchema } from '#shared/domain/sync.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import { deleteDatabase } from '../../../src/renderer/data/cache/database.ts';
import { createSideWorker } from '../../../src/renderer/data/cache/side-work.ts';
import { WorkspaceDesk } from '../../../src/renderer/data/workspace-desk.ts';
import { readFile } from './document.ts';
import type { CorpusSource, Engine, FileSpan } from './engine.ts';
import { type BenchQuery, FACETS, ROWS_SHOWN } from './query.ts';

/** Rows on a page, as Fini's API sends them. */
const PAGE = 100;
/** Pages in flight at a time, as the host has them. */
const IN_FLIGHT = 2;
const DATA_KEY = btoa('0123456789abcdef0123456789abcdef');

const workspace: Workspace = {
  id: '00000000-0000-4000-8000-0000000000be',
  name: 'Bench',
  kind: 'fini',
  reviewer: { id: '00000000-0000-4000-8000-0000000000bf', name: 'Robin' },
  createdAt: 0,
};

/** A host that has a key, an empty journal, and nothing else. */
const lonelyHost = (): HostApi => {
  const methods: Record<string, unknown> = {};
  for (const name of Object.keys(hostContract)) methods[name] = () => Promise.reject(new Error(`No ${name} here.`));
  return {
    ...methods,
    workspaceOpen: async () => ({ workspace, dataKey: DATA_KEY }),
    journalRead: async () => ({ events: [], next: null, damaged: 0 }),
    preferencesRead: async () => ({ json: null }),
    preferencesWrite: async () => undefined,
  } as unknown as HostApi;
};

/** Opens the desk of a workspace. `host` and `workspaceId` are given where a real host is there. */
export const openDesk = (
  sideWorkerUrl: string,
  { host = lonelyHost(), workspaceId = workspace.id }: { host?: HostApi; workspaceId?: string } = {},
): Promise<WorkspaceDesk> =>
  WorkspaceDesk.open({
    host,
    workspaceId,
    sideWork: createSideWorker(() => workerFrom(sideWorkerUrl)),
    onOpenProgress: () => undefined,
    onRepaired: () => undefined,
  });

/** A worker may only be started from its own origin; a page that imports the script may be of another. */
export const workerFrom = (url: string): Worker =>
  new Worker(URL.createObjectURL(new Blob([`import ${JSON.stringify(url)};`], { type: 'text/javascript' })), {
    type: 'module',
  });

export const removeOwnDatabase = (): Promise<void> => deleteDatabase(workspace.id);

const checkpointAfter = (period: { since: number; until: number }, pages: number, rows: number): WindowCheckpoint =>
  windowCheckpointSchema.parse({
    id: 'bench',
    ...period,
    startedAt: period.until,
    cursor: null,
    complete: true,
    pages,
    rows,
    quarantined: 0,
    reachedAt: period.since,
    updatedAt: period.until,
  });

/** Feeds pages of some files, two in flight. Answers with the milliseconds until the last was acknowledged. */
export const feed = async (
  desk: WorkspaceDesk,
  { url }: CorpusSource,
  period: { readonly since: number; readonly until: number },
  span: FileSpan,
): Promise<number> => {
  let milliseconds = 0;
  let next = readFile(url, span.from);
  for (let file = span.from; file < span.to; file += 1) {
    const interactions: readonly Interaction[] = await next;
    // The next file is unpacked and parsed beforehand, so that the clock measures the cache alone.
    next = file + 1 < span.to ? readFile(url, file + 1) : Promise.resolve([]);
    await next;
    const started = performance.now();
    const flying = new Set<Promise<unknown>>();
    for (let from = 0; from < interactions.length; from += PAGE) {
      const rows = interactions.slice(from, from + PAGE);
      const checkpoint = checkpointAfter(period, file * 10 + from / PAGE + 1, file * 1000 + from + rows.length);
      const put: Promise<unknown> = desk.cache
        .putPage({ runId: 'bench', workspaceId: desk.workspace.id, checkpoint, rows })
        .finally(() => flying.delete(put));
      flying.add(put);
      if (flying.size >= IN_FLIGHT) await Promise.race(flying);
    }
    await Promise.all(flying);
    milliseconds += performance.now() - started;
  }
  return milliseconds;
};

/** Our search as an engine under measure, over the desk directly: peers are not asked through a port either. */
export const ourEngine = (desk: WorkspaceDesk): Engine<SearchResult> => ({
  search: (query: BenchQuery) => desk.search(query.text, 'newest', ROWS_SHOWN),
  answer: ({ total, rows, facets }) => ({
    total,
    ids: rows.map((row) => row.id),
    facets: Object.fromEntries(
      FACETS.map((facet) => [
        facet,
        Object.fromEntries(
          ((Reflect.get(facets, facet) as { value: string; count: number }[] | undefined) ?? [])
            .filter(({ value, count }) => count > 0 && value !== 'none')
            .map(({ value, count }) => [value, count]),
        ),
      ]),
    ),
  }),
});
