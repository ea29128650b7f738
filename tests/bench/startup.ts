/**
 * A restart with N interactions cached: host and browser are started anew, and the API cannot be reached.
 *
 * - `first_list_ms`: from the start of the navigation to the frame after the first row was drawn; the median of the runs
 * - `first_words_ms`: until a search for a word was answered and drawn as well, in the same runs
 */
import { reviewerIn } from '../support/reviewer.ts';
import { firstList, forgetQuery } from './support/first-list.ts';
import { percentile } from './support/numbers.ts';
import { prepareProfile } from './support/prepared-profile.ts';
import { readFlags, report, round } from './support/report.ts';

const RUNS = 5;

const flags = readFlags(process.argv.slice(2));
const n = flags.n ?? 100_000;
const profile = await prepareProfile(n);
const lists: number[] = [];
const words: number[] = [];

try {
  const asked = profile.queries.find(({ kind }) => kind === 'two words');
  // The first start is not counted: it brings the profile's files into the system's memory.
  for (let run = 0; run <= RUNS; run += 1) {
    const { host, window, stop } = await profile.start();
    try {
      const first = await firstList(window.page, host.url);
      const { searchBox: box } = reviewerIn(window.page);
      const heading = window.page.getByRole('heading', { name: /^[\d,]+ interactions?$/u });
      const before = await heading.textContent();
      if (Number(before?.replace(/\D/gu, '')) !== n) throw new Error(`The list says "${before}", not ${n}.`);
      await box.fill(asked?.text ?? 'time');
      await window.page.waitForFunction(
        (text) => document.querySelector('section[aria-label="Interactions"] h2')?.textContent !== text,
        before,
        { polling: 'raf', timeout: 120_000 },
      );
      const second = await window.page.evaluate(() => performance.now());
      if (run > 0) {
        lists.push(first);
        words.push(second);
      }
      await forgetQuery(window.page);
      console.error(`list ${round(first)} ms, words ${round(second)} ms`);
    } finally {
      await stop();
    }
  }
  report(
    {
      name: 'startup',
      n,
      ours: {
        first_list_ms: round(percentile(lists, 0.5)),
        worst_ms: round(Math.max(...lists)),
        first_words_ms: round(percentile(words, 0.5)),
        runs: RUNS,
      },
      peers: {},
      ratios: {},
      notes: ['host and browser restarted for each run; files in the system’s memory from the run before'],
    },
    flags,
  );
} finally {
  await profile.close();
}
