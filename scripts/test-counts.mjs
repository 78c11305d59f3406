import fs from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/**
 * @param {string} file
 * @returns {any} undefined when the runner left no report
 */
function readReport(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Tests that a runner left out count as failed: a suite that skips is not a suite that passes.
 * @param {string} file report of vitest's json reporter
 */
export function countVitest(file) {
  const report = readReport(file);
  if (report === undefined) return undefined;
  const { numPassedTests: passed, numTotalTests: total } = report;
  const brokenFiles = report.testResults.filter(
    (/** @type {any} */ { status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  return { passed, failed: total - passed + brokenFiles };
}

/** @param {string} file report of Playwright's json reporter */
export function countPlaywright(file) {
  const report = readReport(file);
  if (report === undefined) return undefined;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + skipped };
}

/**
 * @param {string} output of a check whose summary line says "… 45 passed, 0 failed"; the last one counts
 * @returns {{ passed: number, failed: number } | undefined}
 */
export function countSummary(output) {
  const summary = [...stripVTControlCharacters(output).matchAll(/(\d+) passed, (\d+) failed/g)].at(-1);
  return summary === undefined ? undefined : { passed: Number(summary[1]), failed: Number(summary[2]) };
}
