import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { countPlaywright, countSummary, countVitest } from './test-counts.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'loam-counts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function report(content: unknown): string {
  const file = path.join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

test('a skipped test counts as failed, and so does a file that did not load', () => {
  const testResults = [
    { status: 'passed', assertionResults: [{}] },
    { status: 'failed', assertionResults: [] },
  ];
  expect(countVitest(report({ numPassedTests: 4, numTotalTests: 6, testResults }))).toEqual({
    passed: 4,
    failed: 3,
  });
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 };
  expect(countPlaywright(report({ stats }))).toEqual({ passed: 3, failed: 4 });
});

test('a runner without a report has no counts', () => {
  expect(countVitest(path.join(folder, 'missing.json'))).toBeUndefined();
  expect(countPlaywright(path.join(folder, 'missing.json'))).toBeUndefined();
  expect(countSummary('Compiler run failed')).toBeUndefined();
});

test('reads the last summary line of a check through its colours', () => {
  const green = (text: string) => `\u001b[32m${text}\u001b[0m`;
  const output = `sizes: 1 passed, 0 failed\ncontracts: ${green('45')} passed, ${green('2')} failed\n`;
  expect(countSummary(output)).toEqual({ passed: 45, failed: 2 });
});
