import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { root } from './root.mjs';
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

test('a skipped test counts as failed, and so does a file that did not load; both are named', () => {
  const passed = { status: 'passed', ancestorTitles: [], title: 'fine' };
  const testResults = [
    {
      name: path.join(root, 'node', 'a.test.ts'),
      status: 'passed',
      assertionResults: [passed, { status: 'skipped', ancestorTitles: ['outer'], title: 'left out' }],
    },
    {
      name: path.join(root, 'node', 'b.test.ts'),
      status: 'failed',
      assertionResults: [passed, { status: 'failed', ancestorTitles: [], title: 'wrong' }],
    },
    { name: path.join(root, 'c.test.ts'), status: 'failed', assertionResults: [] },
  ];
  expect(countVitest(report({ numPassedTests: 2, numTotalTests: 4, testResults }))).toEqual({
    passed: 2,
    failed: 3,
    failures: ['node/a.test.ts > outer > left out', 'node/b.test.ts > wrong', 'c.test.ts did not load'],
  });
});

test('a journey that is flaky or left out counts as failed and is named with its host', () => {
  const spec = (title: string, ...statuses: string[]) => ({
    title,
    file: 'chat.spec.ts',
    tests: statuses.map((status, i) => ({ status, projectName: ['electron', 'browser'][i] })),
  });
  const suites = [
    {
      title: 'chat.spec.ts',
      specs: [spec('a question', 'expected', 'unexpected')],
      suites: [
        { title: 'offline', specs: [spec('an answer', 'flaky', 'expected'), spec('left', 'skipped')] },
      ],
    },
  ];
  const config = { rootDir: path.join(root, 'e2e') };
  const stats = { expected: 2, unexpected: 1, flaky: 1, skipped: 1 };
  expect(countPlaywright(report({ config, stats, suites }))).toEqual({
    passed: 2,
    failed: 3,
    failures: [
      'e2e/chat.spec.ts > a question (browser, unexpected)',
      'e2e/chat.spec.ts > offline > an answer (electron, flaky)',
      'e2e/chat.spec.ts > offline > left (electron, skipped)',
    ],
  });
});

test('a runner without a report has no counts', () => {
  expect(countVitest(path.join(folder, 'missing.json'))).toBeUndefined();
  expect(countPlaywright(path.join(folder, 'missing.json'))).toBeUndefined();
  expect(countSummary('Compiler run failed')).toBeUndefined();
});

test('reads the last summary line of a check through its colours, and what failed above it', () => {
  const green = (text: string) => `\u001b[32m${text}\u001b[0m`;
  const output = [
    'sizes: 1 passed, 0 failed',
    'ok   contracts compile: 1 passed (9.1 s)',
    'FAIL contract tests and gas: 43 passed (2.0 s)',
    `${green('[FAIL: panic: [0x11]; counterexample: args=[1]]')} testFuzz_Draw(uint256) (runs: 3)`,
    '[FAIL: Denied()] test_Claim() (gas: 8123)',
    'Failing tests:',
    '[FAIL: Denied()] test_Claim() (gas: 8123)',
    'FAIL code sizes: 0 passed (0.1 s)',
    'sizes changed',
    `contracts: ${green('45')} passed, ${green('3')} failed`,
  ].join('\n');
  expect(countSummary(output)).toEqual({
    passed: 45,
    failed: 3,
    failures: [
      'contract tests and gas > testFuzz_Draw(uint256)',
      'contract tests and gas > test_Claim()',
      'code sizes',
    ],
  });
});
