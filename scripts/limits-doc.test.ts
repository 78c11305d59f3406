import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LIMITS_DOC, limitFiles, limitsDoc, readLimits } from './limits-doc.ts';

test('every module with limits is found', () => {
  expect(limitFiles()).toContain('protocol/limits.ts');
  expect(limitFiles()).toContain('cli/serve/limits.ts');
  expect(limitFiles().length).toBeGreaterThan(15);
});

test('every limit says what it bounds', async () => {
  const limits = (await Promise.all(limitFiles().map(readLimits))).flat();
  expect(limits.filter(({ what }) => what.length < 10)).toEqual([]);
  expect(limits.length).toBeGreaterThan(150);
});

test('docs/limits.md is what the code says; run `node scripts/limits-doc.ts` after a change', async () => {
  expect(readFileSync(LIMITS_DOC, 'utf8')).toBe(await limitsDoc());
});
