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
 * @param {string} output of forge, whose last summary line says "… 45 tests passed, 0 failed, 0 skipped …"
 * @returns {{ passed: number, failed: number } | undefined}
 */
export function countForge(output) {
  const plain = stripVTControlCharacters(output);
  const summaries = [...plain.matchAll(/(\d+) tests passed, (\d+) failed, (\d+) skipped/g)];
  if (summaries.length === 0) return undefined;
  const sum = (/** @type {number} */ at) => summaries.reduce((total, match) => total + Number(match[at]), 0);
  return { passed: sum(1), failed: sum(2) + sum(3) };
}
