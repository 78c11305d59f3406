import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const lines = readFileSync(join(ROOT, 'docs', 'ux-checklist.md'), 'utf8').split('\n');
const rows = lines
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, number]) => /^\d+$/.test(number ?? ''));

test('all 59 rows are there, in order', () =>
  expect(rows.map(([, number]) => Number(number))).toEqual(Array.from({ length: 59 }, (_, i) => i + 1)));

test.each(rows)('%s row %s', (_, __, ___, tick, heldBy, note) => {
  const tests = [...(heldBy ?? '').matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, path]) => path ?? '');
  for (const path of tests) {
    expect(path).toMatch(/\.(?:test|spec)\.tsx?$/);
    expect(existsSync(join(ROOT, path)), path).toBe(true);
  }
  if (tick === '[x]') expect(tests.length).toBeGreaterThan(0);
  // What is not ticked says what is missing.
  else expect(note?.length).toBeGreaterThan(20);
});
