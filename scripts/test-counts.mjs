import fs from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from './root.mjs';

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} failures names of what failed, "file > test" where there is a file
 */

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

/** @param {string} file */
const shortPath = (file) => path.relative(root, file).replaceAll('\\', '/');

/**
 * Tests that a runner left out count as failed: a suite that skips is not a suite that passes.
 * @param {string} file report of vitest's json reporter
 * @returns {Counts | undefined}
 */
export function countVitest(file) {
  const report = readReport(file);
  if (report === undefined) return undefined;
  const { numPassedTests: passed, numTotalTests: total } = report;
  const failures = [];
  let brokenFiles = 0;
  for (const { name, status, assertionResults } of report.testResults) {
    const broken = assertionResults.filter((/** @type {any} */ test) => test.status !== 'passed');
    for (const { ancestorTitles, title } of broken)
      failures.push([shortPath(name), ...ancestorTitles, title].join(' > '));
    if (status !== 'failed' || assertionResults.length > 0) continue;
    brokenFiles++;
    failures.push(`${shortPath(name)} did not load`);
  }
  return { passed, failed: total - passed + brokenFiles, failures };
}

/**
 * @param {string} file report of Playwright's json reporter
 * @returns {Counts | undefined}
 */
export function countPlaywright(file) {
  const report = readReport(file);
  if (report === undefined) return undefined;
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failures = report.suites.flatMap((/** @type {any} */ suite) => journeys(report, suite, []));
  return { passed: expected, failed: unexpected + flaky + skipped, failures };
}

/**
 * The journeys of a suite that did not go as expected at the first try.
 * @param {any} report
 * @param {any} suite
 * @param {readonly string[]} titles of the suites around it, the file's left out
 * @returns {string[]}
 */
function journeys(report, suite, titles) {
  const own = (suite.specs ?? []).flatMap((/** @type {any} */ { title, file, tests }) =>
    tests
      .filter((/** @type {any} */ { status }) => status !== 'expected')
      .map((/** @type {any} */ { status, projectName }) => {
        const where = shortPath(path.resolve(report.config.rootDir, file));
        return `${[where, ...titles, title].join(' > ')} (${projectName}, ${status})`;
      }),
  );
  const inner = (suite.suites ?? []).flatMap((/** @type {any} */ child) =>
    journeys(report, child, [...titles, child.title]),
  );
  return [...own, ...inner];
}

/**
 * @param {string} output of a check that says "FAIL what: …" for each part that failed, with forge's "[FAIL …] test"
 * lines below it, and "… 45 passed, 0 failed" in the end; the last such line counts
 * @returns {Counts | undefined}
 */
export function countSummary(output) {
  const plain = stripVTControlCharacters(output);
  const summary = [...plain.matchAll(/(\d+) passed, (\d+) failed/g)].at(-1);
  if (summary === undefined) return undefined;
  return { passed: Number(summary[1]), failed: Number(summary[2]), failures: partsThatFailed(plain) };
}

/**
 * @param {string} output
 * @returns {string[]}
 */
function partsThatFailed(output) {
  /** @type {{ name: string, tests: Set<string> }[]} */
  const parts = [];
  for (const line of output.split(/\r?\n/)) {
    const name = /^FAIL (.+): \d+ passed/.exec(line)?.[1];
    const failed = /^\s*\[FAIL.*\] (\w+\([^)]*\))/.exec(line)?.[1];
    if (name !== undefined) parts.push({ name, tests: new Set() });
    else if (failed !== undefined) parts.at(-1)?.tests.add(failed);
  }
  return parts.flatMap(({ name, tests }) =>
    tests.size === 0 ? [name] : [...tests].map((failed) => `${name} > ${failed}`),
  );
}
