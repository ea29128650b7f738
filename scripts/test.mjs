// @ts-check
/** `npm test`: installs what the checks need, runs them all, and ends with `N passed, N failed, N skipped`. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from './lib/fresh.mjs';
import { endWithNpm, root, run, runPackageScript } from './lib/run.mjs';
import { ensureSystemPackages } from './lib/system-packages.mjs';
import { readPlaywrightReport, readVitestReport } from './lib/test-reports.mjs';

const PROJECTS = ['src/shared', 'src/main', 'src/preload', 'src/renderer/data', 'src/renderer', '.'];
const reports = join(root, 'test-results');
const vitestReport = join(reports, 'vitest.json');
const playwrightReport = join(reports, 'playwright.json');

const total = { passed: 0, failed: 0 };
/** @type {string[]} */
const skipped = [];

/**
 * Runs one step under a header, with its time.
 *
 * @param {string} title
 * @param {() => Promise<number>} action answers an exit code
 */
const step = async (title, action) => {
  console.log(`\n━━ ${title}`);
  const startedAt = performance.now();
  const code = await action();
  console.log(`── ${title}: ${code === 0 ? 'passed' : 'FAILED'} in ${seconds(startedAt)}`);
  return code;
};

/** @param {number} startedAt */
const seconds = (startedAt) => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;

/** A step that is one check. @param {number} code */
const countOne = (code) => {
  if (code === 0) total.passed += 1;
  else total.failed += 1;
};

/**
 * A step whose runner tells how many checks it made.
 *
 * @param {number} code
 * @param {import('./lib/test-reports.mjs').Tally | null} tally
 */
const countReport = (code, tally) => {
  total.passed += tally?.passed ?? 0;
  total.failed += tally?.failed ?? 0;
  skipped.push(...(tally?.skipped ?? []));
  // A runner that fails without a failed test (an error outside any of them, say) still fails the whole.
  if (code !== 0 && (tally?.failed ?? 0) === 0) total.failed += 1;
};

const typeCheck = async () => {
  let worst = 0;
  for (const project of PROJECTS) {
    worst = Math.max(worst, await runPackageScript('typescript/bin/tsc', ['-p', project]));
  }
  return worst;
};

endWithNpm();
const startedAt = performance.now();
rmSync(reports, { recursive: true, force: true });

await step('Install', async () => {
  await ensureInstalled();
  await ensureSystemPackages();
  return 0;
});
countOne(await step('Type-check', typeCheck));
countOne(await step('Lint', () => runPackageScript('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.'])));
const built = await step('Build', () => run(process.execPath, [join(root, 'scripts', 'build.mjs')]));
if (built !== 0) total.failed += 1;
const vitest = await step('Unit, contract and integration tests', () =>
  runPackageScript('vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${vitestReport}`,
  ]),
);
countReport(vitest, readVitestReport(vitestReport));
if (built === 0) {
  const endToEnd = await step('End-to-end tests', () => runPackageScript('playwright/cli.js', ['test']));
  countReport(endToEnd, readPlaywrightReport(playwrightReport));
} else {
  skipped.push('End-to-end tests: the build failed');
}

if (skipped.length > 0) {
  console.log('\n!! SKIPPED');
  for (const name of skipped) console.log(`!! ${name}`);
}
console.log(`\nAll of it took ${seconds(startedAt)}.`);
process.exitCode = total.failed === 0 ? 0 : 1;
console.log(`${total.passed} passed, ${total.failed} failed, ${skipped.length} skipped`);
