/** A worker under measure. It holds one engine, or chooses the queries, or is the oracle; and is then ended. */

import { buildPeer } from './build.ts';
import { Census, chooseQueries } from './choose.ts';
import { eachInteraction, toPeerDocument } from './document.ts';
import type { CorpusSource, Engine, FileSpan, MakePeer } from './engine.ts';
import { answersOf, type MeasureOptions, measure, type Timings } from './measure.ts';
import type { PeerName } from './names.ts';
import { Oracle } from './oracle.ts';
import type { HostAddress, IngestTimes, OwnCorpus } from './own-cache.ts';
import type { Answer, BenchQuery } from './query.ts';

const makers: Readonly<Record<PeerName, () => Promise<MakePeer>>> = {
  sqlite_fts5: async () => (await import('./sqlite-fts5-wasm.ts')).makeSqliteFts5,
  minisearch: async () => (await import('./mini-search.ts')).makeMiniSearch,
  flexsearch: async () => (await import('./flex-search.ts')).makeFlexSearch,
  table_filter: async () => (await import('./table-filter.ts')).makeTableFilter,
};

let engine: Engine | null = null;
const built = (): Engine => {
  if (!engine) throw new Error('No engine was built.');
  return engine;
};

/** What the page may ask of a worker. */
const methods = {
  choose: async (input: {
    readonly corpus: CorpusSource;
    readonly step: number;
    readonly oldest: number;
    readonly newest: number;
  }): Promise<{ readonly queries: readonly BenchQuery[]; readonly warmUp: readonly BenchQuery[] }> => {
    const census = new Census();
    await eachInteraction(input.corpus.url, input.corpus.files, (interaction) => census.add(interaction), input.step);
    return { queries: chooseQueries(census, input), warmUp: chooseQueries(census, input, 1) };
  },

  oracle: async (input: {
    readonly corpus: CorpusSource;
    readonly queries: readonly BenchQuery[];
  }): Promise<readonly Answer[]> => {
    const oracle = new Oracle(input.queries);
    await eachInteraction(input.corpus.url, input.corpus.files, (interaction) =>
      oracle.add(toPeerDocument(interaction)),
    );
    return oracle.answers();
  },

  /** In seconds. */
  buildPeer: async (input: { readonly peer: PeerName; readonly corpus: CorpusSource }): Promise<number> => {
    const { engine: peer, seconds } = await buildPeer(input.corpus, await makers[input.peer]());
    engine = peer;
    return seconds;
  },

  /** Our cache's own questions are in another file, and loaded only where they are asked. */
  buildOurs: async (input: OwnCorpus): Promise<{ readonly feed_s: number; readonly open_s: number }> => {
    const { engine: ours, ...seconds } = await (await import('./own-cache.ts')).fillAndReopen(input);
    engine = ours;
    return seconds;
  },
  ingestOpen: async (input: { readonly sideWorkerUrl: string }): Promise<void> =>
    (await import('./own-cache.ts')).ingestOpen(input),
  ingestFeed: async (input: OwnCorpus & FileSpan): Promise<IngestTimes> =>
    (await import('./own-cache.ts')).ingestFeed(input),
  ingestClose: async (): Promise<void> => (await import('./own-cache.ts')).ingestClose(),
  fillWorkspace: async (input: OwnCorpus & HostAddress): Promise<number> =>
    (await import('./own-cache.ts')).fillWorkspace(input),
  bulkPut: async (input: { readonly corpus: CorpusSource } & FileSpan): Promise<number> =>
    (await import('./bulk-put.ts')).bulkPut(input),
  bulkPutClose: async (): Promise<void> => (await import('./bulk-put.ts')).bulkPutClose(),

  measure: (input: MeasureOptions): Promise<Timings> => measure(built(), input),
  answers: (input: { readonly queries: readonly BenchQuery[] }): Promise<readonly Answer[]> =>
    answersOf(built(), input.queries),
};
export type WorkerMethods = typeof methods;

addEventListener('message', (event: MessageEvent<{ id: number; method: keyof WorkerMethods; input: unknown }>) => {
  const { id, method, input } = event.data;
  const work = methods[method] as (value: unknown) => Promise<unknown>;
  work(input).then(
    (value) => postMessage({ id, value }),
    (error: unknown) =>
      postMessage({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
