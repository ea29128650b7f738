/**
 * The sync, from the API's socket to the acknowledgement of a page that is sealed, indexed and committed in Chromium: the
 * real host in a process of its own, the real data worker, no user interface.
 *
 * - `limit_use`: requests made in the 180 s from a key's first request on ÷ the 300 that 100 in 60 s allow, at 300 ms
 *   latency; `rate_limited`: how many of them were answered 429. The server counts a request when it arrives.
 * - `ratios.parallel`: without a limit and at 300 ms latency, our speed ÷ that of one cursor walked alone. The peer is a bare
 *   loop that fetches and parses page after page and stores nothing: it is quicker than this application with one walk.
 * - `interactions_per_s`: without limit and latency, from the start of the run until it calls itself complete
 * - `ratios.vs_bulkput`: that ÷ Dexie's `bulkPut` of the same objects, which are in its memory already, unsealed and without
 *   index; one half is put before our run and one after it, so that whatever else the machine does meets both
 */
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { WHOLE_SCOPE } from '#shared/domain/scope.ts';
import { type BareApp, buildBareApp } from '../support/bare-app/build.ts';
import { type Desk, deskIn, openWorkspace } from '../support/bare-app/desk.ts';
import { type FiniApi, type FiniApiOptions, startFiniApi } from '../support/fini-api/index.ts';
import { makeInstallation } from '../support/installation.ts';
import { openBrowserBench } from './support/browser-bench.ts';
import { corpusFile, prepareCorpus } from './support/corpus-files.ts';
import { readFlags, report, round } from './support/report.ts';

const unpack = promisify(gunzip);
const LATENCY = 300;
const LIMIT = { requests: 100, windowMs: 60_000 };
const STRETCH = 180_000;
/** More pages than the limit allows in the stretch, so that the run does not end before. */
const LEAST = 34_000;
/** Interactions of the comparison at a latency: the lone cursor needs 300 ms for a hundred. */
const WALKED = 20_000;

const flags = readFlags(process.argv.slice(2));
const n = flags.n ?? 40_000;
if (n < LEAST) console.error(`Below ${LEAST} interactions the run ends before three minutes; limit_use is left out.`);
const corpus = await prepareCorpus(n);
const period = { since: corpus.oldest, until: corpus.newest + 1 };
const app = await buildBareApp(true);

try {
  const limit = n < LEAST ? null : await underTheLimit(app);
  const latency = await atALatency(app);
  const alone = await unhindered(app);
  report(
    {
      name: 'sync',
      n,
      ours: {
        ...(limit === null ? {} : { limit_use: limit.use, rate_limited: limit.refused }),
        interactions_per_s: round(alone.ours),
        interactions_per_s_at_300_ms: round(latency.ours),
      },
      peers: {
        one_cursor_at_300_ms: { interactions_per_s: round(latency.loop) },
        bulkput: { interactions_per_s: round(alone.bulkPut) },
      },
      ratios: { parallel: round(latency.ours / latency.loop), vs_bulkput: round(alone.ours / alone.bulkPut) },
      notes: [
        `JSON of the interactions: ${round(corpus.jsonBytes / 1e6)} MB`,
        ...(limit === null ? [] : [`${limit.requests} requests in ${STRETCH / 1000} s, where 300 are allowed`]),
        `the comparison at ${LATENCY} ms is over the newest ${Math.min(n, WALKED)} interactions`,
        'API, host and browser share the machine’s cores',
        ...(n > corpus.real ? [`${corpus.real} real interactions, grown to ${n}`] : []),
      ],
    },
    flags,
  );
} finally {
  await app.remove();
}

async function underTheLimit(app: BareApp): Promise<{ use: number; refused: number; requests: number }> {
  return withApplication(app, { rateLimit: LIMIT, latencyMs: LATENCY }, true, n, async (api, desk) => {
    const ended = start(desk);
    const from = api.requests[0]?.at ?? 0;
    const finished = await Promise.race([ended, sleep(from + STRETCH - Date.now(), null)]);
    if (finished !== null) throw new Error(`The run ended before the three minutes were over: ${finished.state}.`);
    const within = api.requests.filter(({ at }) => at < from + STRETCH);
    const allowed = (STRETCH / LIMIT.windowMs) * LIMIT.requests;
    const refused = within.filter(({ status }) => status === 429).length;
    console.error(`Under the limit: ${within.length} of ${allowed} requests, ${refused} refused.`);
    return { use: within.length / allowed, refused, requests: within.length };
  });
}

async function atALatency(app: BareApp): Promise<{ ours: number; loop: number }> {
  const count = Math.min(n, WALKED);
  return withApplication(app, { latencyMs: LATENCY }, false, count, async (api, desk) => {
    const loop = await loneCursor(api, count);
    const ours = await timed(desk, count);
    console.error(`At ${LATENCY} ms: ours ${round(ours)}/s, one cursor alone ${round(loop)}/s.`);
    return { ours, loop };
  });
}

async function unhindered(app: BareApp): Promise<{ ours: number; bulkPut: number }> {
  const browser = await openBrowserBench(corpus);
  try {
    const table = await browser.start('bulkput');
    const half = Math.ceil(corpus.files / 2);
    const put = (from: number, to: number): Promise<number> =>
      table.call('bulkPut', { corpus: browser.corpus, from, to });
    const before = await put(0, half);
    const ours = await withApplication(app, {}, false, n, (_, desk) => timed(desk, n));
    const bulkPut = (n / (before + (await put(half, corpus.files)))) * 1000;
    console.error(`Unhindered: ours ${round(ours)}/s, bulkPut ${round(bulkPut)}/s.`);
    return { ours, bulkPut };
  } finally {
    await browser.close();
  }
}

/** Interactions a second, from the start of a run until it calls itself complete and the cache holds them all. */
async function timed(desk: Desk, count: number): Promise<number> {
  const began = performance.now();
  const progress = await start(desk);
  const seconds = (performance.now() - began) / 1000;
  if (progress.state !== 'complete') throw new Error(`The run ended ${progress.state}: ${progress.error?.message}`);
  const { interactions } = await desk.call('cacheSummary', undefined);
  if (interactions !== count) throw new Error(`The cache holds ${interactions} of ${count} interactions.`);
  return count / seconds;
}

function start(desk: Desk) {
  return desk.run({ kind: 'period', period, openEnded: false, scope: WHOLE_SCOPE });
}

/** The peer: one page after another, parsed and thrown away. */
async function loneCursor(api: FiniApi, count: number): Promise<number> {
  const began = performance.now();
  let rows = 0;
  for (let until = period.until, cursor: string | null = null; rows < count; ) {
    const url = new URL('/v2/hc-interactions/public', api.url);
    const since = Math.max(period.since, until - 89 * 86_400_000);
    url.search = new URLSearchParams({
      since: String(since),
      until: String(until),
      limit: '100',
      ...(cursor === null ? {} : { cursor }),
    }).toString();
    const answer = await fetch(url, { headers: { authorization: `Bearer ${api.key}` } });
    const page = (await answer.json()) as { interactions: unknown[]; nextCursor: string | null };
    rows += page.interactions.length;
    cursor = page.nextCursor;
    if (cursor === null) until = since;
  }
  return (rows / (performance.now() - began)) * 1000;
}

async function withApplication<Result>(
  app: BareApp,
  options: Omit<FiniApiOptions, 'interactions'>,
  paced: boolean,
  count: number,
  measure: (api: FiniApi, desk: Desk) => Promise<Result>,
): Promise<Result> {
  const api = await startFiniApi({ ...options, interactions: await newest(count) });
  const machine = await makeInstallation({
    apiUrl: api.url,
    entry: app.entry,
    keychain: false,
    environment: paced ? {} : { FINI_API_REQUEST_LIMIT: 'none' },
  });
  try {
    await machine.startHost();
    const { page } = await machine.openWindow();
    const desk = await deskIn(page);
    await openWorkspace(desk, api.key);
    return await measure(api, desk);
  } finally {
    await machine.remove();
    await api.stop();
  }
}

/** The newest interactions of the corpus, as text: the files are sorted so. */
async function newest(count: number): Promise<readonly string[]> {
  const lines: string[] = [];
  for (let file = 0; lines.length < count; file += 1) {
    const rows = JSON.parse((await unpack(await readFile(corpusFile(corpus.folder, file)))).toString()) as object[];
    for (const row of rows) lines.push(JSON.stringify(row));
  }
  return lines.slice(0, count);
}
