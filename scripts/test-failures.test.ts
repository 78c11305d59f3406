import { expect, test } from 'vitest';
import { failureLines } from './test-failures.mjs';

const many = (count: number): string[] => Array.from({ length: count }, (_, i) => `a.test.ts > number ${i}`);

test('every failed test is named with its stage, each on one line', () => {
  const results = [
    { name: 'lint', failures: [] },
    { name: 'units', failures: ['a.test.ts > one\n  and a half', 'b.test.ts > two'] },
    { name: 'contracts', failures: ['code sizes'] },
  ];
  expect(failureLines(results)).toEqual([
    'FAILED units: a.test.ts > one and a half',
    'FAILED units: b.test.ts > two',
    'FAILED contracts: code sizes',
  ]);
  expect(failureLines([])).toEqual([]);
});

test('there are at most 20 lines, every stage has its share, and what is left out is counted', () => {
  const one = failureLines([{ name: 'units', failures: many(31) }]);
  expect(one).toHaveLength(20);
  expect(one.at(-1)).toBe('FAILED units: and 12 more');
  const three = failureLines(['a', 'b', 'c'].map((name) => ({ name, failures: many(9) })));
  expect(three).toHaveLength(18);
  expect(three.filter((line) => line.startsWith('FAILED c: '))).toHaveLength(6);
  expect(failureLines([{ name: 'units', failures: ['x'.repeat(5_000)] }])[0]?.length).toBeLessThan(250);
});
