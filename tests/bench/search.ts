/**
 * Search against what a reviewer's tool would otherwise use, on the same documents, in workers of the same Chromium.
 *
 * Sixty-five queries of ten kinds are chosen from the corpus by how frequent their words are. For each, every engine gives
 * the newest fifty rows, the exact count and the counts of seven facets; ours counts reviews, agents and a histogram
 * besides. Each engine is alone in a worker that is ended before the next begins. Peers are given our terms, so that all
 * can find the same; how each is configured is written in its file in `peers/`. SQLite is there twice:
 * built for WebAssembly, and for the machine itself, in a process of Node, where that build runs.
 *
 * - `p50_ms`, `p95_ms`: over all queries and rounds. `first_p95_ms`: over the first time that each query was asked, after
 *   others of the same kinds: nothing kept from an earlier round can help
 * - `best_p95_ms`: over each query's quickest round, which a busy machine disturbs least
 * - `mismatches`: queries whose count, newest fifty or facets differ from those of an oracle that looks at every document
 * - `ratios.p95`, `ratios.best_p95`: ours ÷ the fastest peer without mismatches
 *
 * Above 200,000 interactions the peers are left out: they do not fit into a browser's memory.
 */

import type { Timings } from './peers/measure.ts';
import { PEERS } from './peers/names.ts';
import { difference, QUERY_KINDS } from './peers/query.ts';
import { openBrowserBench } from './support/browser-bench.ts';
import { prepareCorpus } from './support/corpus-files.ts';
import { type Rival, startNativeProcess } from './support/native-process.ts';
import { percentile } from './support/numbers.ts';
import { readFlags, report, round } from './support/report.ts';

const MOST_FOR_PEERS = 200_000;
/** Files that are counted for choosing the queries; more would not change what is chosen much. */
const SAMPLED_FILES = 40;

const flags = readFlags(process.argv.slice(2));
const n = flags.n ?? 100_000;
const corpus = await prepareCorpus(n);
const bench = await openBrowserBench(corpus);
const say = (text: string): void => console.error(text);

try {
  const source = { corpus: bench.corpus };
  const chooser = await bench.start('chooser');
  const { queries, warmUp } = await chooser.call('choose', {
    ...source,
    step: Math.max(1, Math.floor(corpus.files / SAMPLED_FILES)),
    oldest: corpus.oldest,
    newest: corpus.newest,
  });
  const truth = await chooser.call('oracle', { ...source, queries });
  await chooser.end();
  say(`${queries.length} queries chosen, ${truth.reduce((sum, { total }) => sum + total, 0)} hits in all`);

  const worker = await bench.start('ours');
  const built = await worker.call('buildOurs', {
    ...source,
    sideWorkerUrl: bench.sideWorkerUrl,
    since: corpus.oldest,
    until: corpus.newest + 1,
  });
  const timings = await worker.call('measure', { queries, warmUp, rounds: 30, milliseconds: 60_000 });
  const answers = await worker.call('answers', { queries });
  await worker.end();
  const wrong = answers.map((answer, index) => difference(answer, truth[index]!));
  const ours = { ...figures(timings), mismatches: wrong.filter((what) => what !== null).length };
  wrong.forEach((what, index) => {
    if (what !== null) say(`ours differs in ${what}: ${queries[index]!.text}`);
  });
  tellByKind('ours', timings);

  const peers: Record<string, ReturnType<typeof figures> & { mismatches: number; build_s: number }> = {};
  if (n <= MOST_FOR_PEERS) {
    for (const peer of PEERS) {
      const worker = await bench.start(peer);
      peers[peer] = await against(peer, worker, await worker.call('buildPeer', { ...source, peer }));
    }
    const native = startNativeProcess();
    const seconds = await native.build(bench.corpus).catch(async (error: unknown) => {
      say(`SQLite built for this machine is left out: ${error instanceof Error ? error.message : String(error)}`);
      await native.end();
    });
    if (seconds !== undefined) peers['sqlite_fts5_native'] = await against('sqlite_fts5_native', native, seconds);
  }

  const right = Object.values(peers).filter(({ mismatches }) => mismatches === 0);
  const ratio = (name: 'p95_ms' | 'best_p95_ms'): number =>
    round(ours[name] / Math.min(...right.map((peer) => peer[name])));
  report(
    {
      name: 'search',
      n,
      ours: { ...ours, queries: queries.length, feed_s: round(built.feed_s), open_s: round(built.open_s) },
      peers,
      ratios: right.length === 0 ? {} : { p95: ratio('p95_ms'), best_p95: ratio('best_p95_ms') },
      notes: [
        `${corpus.real} real interactions${n > corpus.real ? `, grown to ${n}: new ids, shifted times, varied words` : ''}; one in fifty replaced by a generated one in Arabic, Hebrew, Chinese, Japanese, Korean or Thai`,
        'newest fifty rows, exact count and facet counts for all; peers count seven facets, ours more',
        ...(peers['table_filter']
          ? ['table_filter: one query of each kind']
          : ['no peers: too many interactions for them']),
      ],
    },
    flags,
  );

  /** Measures a peer that was built in this many seconds, and ends its worker. */
  async function against(peer: string, rival: Rival, seconds: number) {
    const slow = peer === 'table_filter';
    // A filter takes seconds a query: one query of each kind, once.
    const asked = queries.map((_, index) => index).filter((index) => !slow || isFirstOfKind(index));
    const theirs = asked.map((index) => queries[index]!);
    const timed = await rival.call('measure', {
      queries: theirs,
      warmUp: slow ? [] : warmUp,
      rounds: 30,
      milliseconds: slow ? 1 : 60_000,
    });
    const given = await rival.call('answers', { queries: theirs });
    await rival.end();
    const differences = given.map((answer, place) => difference(answer, truth[asked[place]!]!));
    differences.forEach((what, place) => {
      if (what !== null) say(`${peer} differs in ${what}: ${theirs[place]!.text}`);
    });
    if (!slow) tellByKind(peer, timed);
    return {
      ...figures(timed),
      mismatches: differences.filter((what) => what !== null).length,
      build_s: round(seconds),
    };
  }

  function isFirstOfKind(index: number): boolean {
    return queries.findIndex(({ kind }) => kind === queries[index]!.kind) === index;
  }

  function tellByKind(name: string, { rounds }: Timings): void {
    const byKind = QUERY_KINDS.map((kind) => {
      const times = rounds.flatMap((times) => times.filter((_, index) => queries[index]?.kind === kind));
      return `${kind} ${round(percentile(times, 0.5))}/${round(percentile(times, 0.95))}`;
    });
    say(`${name}, p50/p95 ms by kind: ${byKind.join(', ')}`);
  }
} finally {
  await bench.close();
}

function figures({ rounds }: Timings) {
  const all = rounds.flat();
  const best = (rounds[0] ?? []).map((_, index) => Math.min(...rounds.map((times) => times[index]!)));
  return {
    p50_ms: round(percentile(all, 0.5)),
    p95_ms: round(percentile(all, 0.95)),
    worst_ms: round(Math.max(...all)),
    best_p95_ms: round(percentile(best, 0.95)),
    first_p95_ms: round(percentile(rounds[0] ?? [], 0.95)),
    rounds: rounds.length,
  };
}
