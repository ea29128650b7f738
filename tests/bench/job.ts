/**
 * The main job with real dialogues, in a real browser: connect, sync, and the first list after a restart.
 *
 * - `sync_s`: from the click on "Start fetching" until the window says the period is complete
 * - `disk_ratio`: bytes of the browser profile's IndexedDB after closing ÷ bytes of the interactions' JSON
 * - `first_list_ms`: from the start of the navigation to the first drawn row, restarted host and browser, API stopped
 *
 * The stand-in server answers without a limit and without latency, and the application's pacing is off: what is
 * measured is the application, not the 100 requests a minute that Fini allows (172 pages then take over a minute).
 */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { corpusMissing, openCorpus } from '../support/corpus.ts';
import { startFiniApi } from '../support/fini-api/index.ts';
import { makeInstallation } from '../support/installation.ts';
import { keychainUnavailable } from '../support/keychain.ts';
import { readFlags, report, round } from './support/report.ts';

const flags = readFlags(process.argv.slice(2));
const corpus = await openCorpus();
if (corpus === null) {
  console.error(corpusMissing());
  process.exit(2);
}
const missing = keychainUnavailable();
if (missing !== null) {
  console.error(`No keychain: ${missing}.`);
  process.exit(2);
}

const n = flags.n ?? corpus.size;
const api = await startFiniApi({ interactions: corpus.lines({ now: Date.now(), count: n, spanDays: 89 }) });
let jsonBytes = 0;
for (const line of api.lines()) jsonBytes += Buffer.byteLength(line);
const machine = await makeInstallation({ apiUrl: api.url, environment: { FINI_API_REQUEST_LIMIT: 'none' } });

try {
  await machine.startHost();
  const first = await machine.openWindow();
  await first.reviewer.connect({ apiKey: api.key, workspace: 'Bench', reviewer: 'Robin' });
  await first.page.getByRole('radio', { name: '90 days' }).click();
  const started = performance.now();
  await first.page.getByRole('button', { name: 'Start fetching' }).click();
  await untilComplete(first.page);
  const syncSeconds = (performance.now() - started) / 1000;
  await first.reviewer.expectCount(n);
  await first.close();
  await machine.host().stop();
  await api.stop();

  const diskBytes = await bytesBelow(join(machine.folders.profile, 'Default', 'IndexedDB'));
  await machine.startHost();
  const again = await machine.openWindow({ url: 'about:blank' });
  // As text: the loader that runs this file would put a helper of its own into a function.
  await again.page.addInitScript(`(function look() {
    if (document.querySelector('[role="option"]:not([aria-busy])')) {
      requestAnimationFrame(() => { globalThis.firstList = performance.now(); });
    } else requestAnimationFrame(look);
  })();`);
  await again.page.goto(machine.host().url);
  const firstList = await untilDrawn(again.page);
  await again.reviewer.expectCount(n);

  report(
    {
      name: 'job',
      n,
      ours: {
        sync_s: round(syncSeconds),
        interactions_per_s: round(n / syncSeconds),
        disk_ratio: round(diskBytes / jsonBytes),
        first_list_ms: round(firstList),
        json_mb: round(jsonBytes / 1e6),
        disk_mb: round(diskBytes / 1e6),
      },
      peers: {},
      ratios: {},
      notes: [
        'stand-in API without limit or latency; the application’s pacing off',
        ...(n > corpus.size ? [`corpus of ${corpus.size} grown to ${n}: new ids, shifted times, varied words`] : []),
      ],
    },
    flags,
  );
} finally {
  await machine.remove();
  await api.stop();
}

async function untilComplete(page: Page): Promise<void> {
  const deadline = Date.now() + 900_000;
  for (;;) {
    const status = (await page.getByRole('contentinfo').allTextContents()).join(' ');
    if (/days? complete/u.test(status) && !/Fetching|Waiting|unfinished/u.test(status)) return;
    if (Date.now() > deadline) throw new Error(`The period was never complete. The status bar said: ${status}`);
    await page.waitForTimeout(50);
  }
}

async function untilDrawn(page: Page): Promise<number> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const at = await page.evaluate(() => Reflect.get(globalThis, 'firstList') as number | undefined);
    if (at !== undefined) return at;
    if (Date.now() > deadline) throw new Error('No list was ever drawn.');
    await page.waitForTimeout(100);
  }
}

async function bytesBelow(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  }
  return bytes;
}
