/**
 * From a page in the data worker to its acknowledgement (sealed, indexed, committed with its checkpoint), against Dexie's
 * `bulkPut` of the same objects, unsealed and without any index. Both take turns of ten thousand interactions, so that
 * whatever else the machine does meets both alike.
 *
 * - `interactions_per_s`: until acknowledged. `settled_per_s`: until merging and storing the index is done as well
 * - `disk_ratio`: bytes of the IndexedDB folder after closing ÷ bytes of the same interactions as JSON without white space
 * - `ratios.throughput`: ours ÷ theirs, acknowledged
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openBrowserBench } from './support/browser-bench.ts';
import { prepareCorpus, ROWS_PER_FILE } from './support/corpus-files.ts';
import { bytesBelow } from './support/numbers.ts';
import { readFlags, report, round } from './support/report.ts';

const TURN = 10;

const flags = readFlags(process.argv.slice(2));
const n = flags.n ?? 100_000;
const corpus = await prepareCorpus(n);
// Two origins: a browser keeps what is in IndexedDB by origin, and so the two can be told apart on the disk.
const [ours, theirs] = [await openBrowserBench(corpus), await openBrowserBench(corpus)];

try {
  const cache = await ours.start('ours');
  const table = await theirs.start('bulkput');
  await cache.call('ingestOpen', { sideWorkerUrl: ours.sideWorkerUrl });
  const times = { acknowledged: 0, settling: 0, bulkPut: 0 };
  for (let from = 0; from < corpus.files; from += TURN) {
    const span = { from, to: Math.min(corpus.files, from + TURN) };
    const own = await cache.call('ingestFeed', {
      corpus: ours.corpus,
      sideWorkerUrl: ours.sideWorkerUrl,
      since: corpus.oldest,
      until: corpus.newest + 1,
      ...span,
    });
    times.acknowledged += own.acknowledged;
    times.settling += own.settling;
    times.bulkPut += await table.call('bulkPut', { corpus: theirs.corpus, ...span });
    console.error(
      `${Math.min(n, span.to * ROWS_PER_FILE)}: ours ${round(own.acknowledged)} ms and ${round(own.settling)} ms settling`,
    );
  }
  await cache.call('ingestClose', undefined);
  await table.call('bulkPutClose', undefined);
  await Promise.all([ours.closeBrowser(), theirs.closeBrowser()]);
  const [own, other] = await Promise.all([ours, theirs].map(({ profile }) => diskBytes(profile)));

  report(
    {
      name: 'ingest',
      n,
      ours: {
        interactions_per_s: round((n / times.acknowledged) * 1000),
        settled_per_s: round((n / (times.acknowledged + times.settling)) * 1000),
        disk_ratio: round(own! / corpus.jsonBytes),
        disk_mb: round(own! / 1e6),
      },
      peers: {
        bulkput: {
          interactions_per_s: round((n / times.bulkPut) * 1000),
          disk_ratio: round(other! / corpus.jsonBytes),
          disk_mb: round(other! / 1e6),
        },
      },
      ratios: {
        throughput: round(times.bulkPut / times.acknowledged),
        throughput_settled: round(times.bulkPut / (times.acknowledged + times.settling)),
      },
      notes: [
        `JSON of the interactions: ${round(corpus.jsonBytes / 1e6)} MB`,
        ...(n > corpus.real ? [`${corpus.real} real interactions, grown to ${n}`] : []),
      ],
    },
    flags,
  );
} finally {
  await Promise.all([ours.close(), theirs.close()]);
}

async function diskBytes(profile: string): Promise<number> {
  const folder = join(profile, 'Default', 'IndexedDB');
  const names = await readdir(folder);
  if (names.length === 0) throw new Error('There is nothing in IndexedDB.');
  return bytesBelow(folder);
}
