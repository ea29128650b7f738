// @ts-check
/** Reads what the test runners wrote. */
import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} skipped names, with the reason where the runner tells it
 */

/** @param {string} path @returns {any} null when the runner wrote nothing */
const readReport = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null);

/** @param {string} path @returns {Tally | null} */
export const readVitestReport = (path) => {
  const report = readReport(path);
  if (report === null) return null;
  /** @type {Tally} */
  const tally = { passed: 0, failed: 0, skipped: [] };
  for (const file of report.testResults) {
    // A file that could not even be loaded has no tests to count.
    if (file.status === 'failed' && file.assertionResults.length === 0) tally.failed += 1;
    for (const test of file.assertionResults) {
      if (test.status === 'passed') tally.passed += 1;
      else if (test.status === 'failed') tally.failed += 1;
      else tally.skipped.push(test.fullName);
    }
  }
  return tally;
};

/** @param {string} path @returns {Tally | null} */
export const readPlaywrightReport = (path) => {
  const report = readReport(path);
  if (report === null) return null;
  /** @type {Tally} */
  const tally = { passed: 0, failed: report.errors?.length ?? 0, skipped: [] };
  /** @param {any} suite @param {string} prefix */
  const visit = (suite, prefix) => {
    const title = suite.title ? `${prefix}${suite.title} › ` : prefix;
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        if (test.status === 'skipped') {
          const reason = test.annotations.find((/** @type {any} */ note) => note.type === 'skip')?.description;
          tally.skipped.push(`${title}${spec.title}${reason ? `: ${reason}` : ''}`);
        } else if (test.status === 'unexpected') tally.failed += 1;
        else tally.passed += 1;
      }
    }
    for (const inner of suite.suites ?? []) visit(inner, title);
  };
  for (const suite of report.suites ?? []) visit(suite, '');
  return tally;
};
