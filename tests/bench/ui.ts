/**
 * What the reviewer's hand feels, in the built application.
 *
 * - `key_to_paint_p95_ms`: from a key in the search box, with N interactions cached, to the frame that shows its result;
 *   words are typed letter by letter, eight keys a second
 * - `dropped_frames`: of `frames` while the list scrolls end to end in `scroll_s` seconds. `idle_dropped_frames`: of as many
 *   frames a second while nothing moves, which the machine itself drops. `blank_frames`: frames in which a row in view was
 *   not there yet
 * - `longest_task_ms`: on the window's thread while a sync fetches `synced` interactions without pause; 0 when none took
 *   more than 50 ms, below which the browser tells none
 */
import { corpusMissing, openCorpus } from '../support/corpus.ts';
import { startFiniApi } from '../support/fini-api/index.ts';
import { makeInstallation } from '../support/installation.ts';
import { reviewerIn } from '../support/reviewer.ts';
import { firstList, forgetQuery } from './support/first-list.ts';
import { scrollThrough, takeKeys, takeLongTasks, watchKeys, watchLongTasks } from './support/key-to-paint.ts';
import { percentile } from './support/numbers.ts';
import { prepareProfile } from './support/prepared-profile.ts';
import { readFlags, report, round } from './support/report.ts';

const WORDS = 24;
const KEY_EVERY = 120;
const SCROLL_SECONDS = 20;
const MOST_SYNCED = 20_000;

const flags = readFlags(process.argv.slice(2));
const n = flags.n ?? 100_000;
const { keys, tasks: typingTasks, scroll, idle } = await desk();
const { synced, tasks } = await sync();
const times = keys.map(({ key, painted }) => painted - key);

report(
  {
    name: 'ui',
    n,
    ours: {
      key_to_paint_p95_ms: round(percentile(times, 0.95)),
      key_to_paint_p50_ms: round(percentile(times, 0.5)),
      keys: times.length,
      dropped_frames: scroll.dropped,
      frames: scroll.frames,
      dropped_percent: round((scroll.dropped / scroll.frames) * 100),
      idle_dropped_percent: round((idle.dropped / idle.frames) * 100),
      blank_frames: scroll.blank,
      scroll_s: SCROLL_SECONDS,
      longest_task_ms: round(Math.max(0, ...tasks)),
      long_tasks: tasks.length,
      longest_task_typing_ms: round(Math.max(0, ...typingTasks)),
      synced,
    },
    peers: {},
    ratios: {},
    notes: [
      'headless Chromium without a graphics card, 60 frames a second',
      `the sync: ${synced} interactions from a stand-in API without limit or latency, the application’s pacing off`,
    ],
  },
  flags,
);

async function desk() {
  const profile = await prepareProfile(n);
  try {
    const { host, window, stop } = await profile.start();
    try {
      const { page } = window;
      await watchKeys(page);
      await watchLongTasks(page);
      await firstList(page, host.url);
      await page.waitForTimeout(4000);
      const idle = await scrollThrough(page, 5, false);
      const scroll = await scrollThrough(page, SCROLL_SECONDS, true);
      console.error(`scrolled: ${JSON.stringify(scroll)}, idle: ${JSON.stringify(idle)}`);
      await takeLongTasks(page);
      const keys = await typeWords(page, profile.queries);
      const tasks = await takeLongTasks(page);
      await forgetQuery(page);
      return { keys, tasks, scroll, idle };
    } finally {
      await stop();
    }
  } finally {
    await profile.close();
  }
}

async function typeWords(
  page: Parameters<typeof watchKeys>[0],
  queries: readonly { readonly text: string; readonly kind: string }[],
) {
  const { searchBox: box } = reviewerIn(page);
  const typed = queries.filter(({ text }) => text.length <= 24);
  const step = Math.max(1, Math.floor(typed.length / WORDS));
  const all: { readonly key: number; readonly painted: number }[] = [];
  for (let index = 0; index < typed.length; index += step) {
    await box.fill('');
    await page.waitForTimeout(300);
    await takeKeys(page);
    await box.pressSequentially(typed[index]!.text, { delay: KEY_EVERY });
    await page.waitForTimeout(800);
    const { times, waiting } = await takeKeys(page);
    if (waiting > 0) throw new Error(`The results of ${waiting} keys of "${typed[index]!.text}" were never shown.`);
    all.push(...times);
  }
  return all;
}

async function sync(): Promise<{ readonly synced: number; readonly tasks: readonly number[] }> {
  const corpus = await openCorpus(Math.min(n, MOST_SYNCED));
  if (corpus === null) {
    console.error(corpusMissing());
    process.exit(2);
  }
  const synced = Math.min(n, MOST_SYNCED, corpus.size);
  const api = await startFiniApi({ interactions: corpus.lines({ now: Date.now(), count: synced, spanDays: 89 }) });
  const machine = await makeInstallation({ apiUrl: api.url, environment: { FINI_API_REQUEST_LIMIT: 'none' } });
  try {
    await machine.startHost();
    const { page, reviewer } = await machine.openWindow({ url: 'about:blank' });
    await watchLongTasks(page);
    await page.goto(machine.host().url);
    await reviewer.connect({ apiKey: api.key, workspace: 'Bench', reviewer: 'Robin' });
    await page.getByRole('radio', { name: '90 days' }).click();
    await takeLongTasks(page);
    await page.getByRole('button', { name: 'Start fetching' }).click();
    await reviewer.untilComplete(600_000);
    await reviewer.expectCount(synced, 30_000);
    return { synced, tasks: await takeLongTasks(page) };
  } finally {
    await machine.remove();
    await api.stop();
  }
}
