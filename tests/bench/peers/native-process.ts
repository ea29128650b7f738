/** A process of Node with the one peer that cannot run in a browser. It takes what the browser's worker takes for a peer. */
import { buildPeer } from './build.ts';
import type { CorpusSource, Engine } from './engine.ts';
import { answersOf, measure } from './measure.ts';
import { makeSqliteFts5Native } from './sqlite-fts5-native.ts';
import type { WorkerMethods } from './worker.ts';

export type NativeMethods = Pick<WorkerMethods, 'measure' | 'answers'> & {
  /** In seconds. */
  buildNative(input: { readonly corpus: CorpusSource }): Promise<number>;
};

let engine: Engine | null = null;
const built = (): Engine => {
  if (!engine) throw new Error('No engine was built.');
  return engine;
};

const methods: NativeMethods = {
  buildNative: async ({ corpus }) => {
    const { engine: peer, seconds } = await buildPeer(corpus, makeSqliteFts5Native);
    engine = peer;
    return seconds;
  },
  measure: (input) => measure(built(), input),
  answers: ({ queries }) => answersOf(built(), queries),
};

process.on('message', ({ method, input }: { method: keyof NativeMethods; input: unknown }) => {
  const work = methods[method] as (value: unknown) => Promise<unknown>;
  work(input).then(
    (value) => process.send?.({ value }),
    (error: unknown) =>
      process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
