import { expect, test } from 'vitest';
import { groupChecks } from './check-groups.ts';
import { grainsOf, layerPath, WAVE_PX } from './strata-shape.ts';

test('a layer is closed at its foot and always the same', () => {
  expect(layerPath(3, 600, 84)).toMatch(/^M0\.0 .*V84H0Z$/);
  expect(layerPath(3, 600, 84)).toBe(layerPath(3, 600, 84));
  expect(layerPath(3, 600, 84)).not.toBe(layerPath(4, 600, 84));
});

test('grains lie inside their layer, between its words', () => {
  for (const { x, y } of grainsOf(2, 200, 600, 84)) {
    expect(x).toBeGreaterThan(170);
    expect(x).toBeLessThan(410);
    expect(y).toBeGreaterThan(2 * WAVE_PX);
    expect(y).toBeLessThan(84);
  }
  expect(grainsOf(2, 3, 600, 84)).toEqual(grainsOf(2, 3, 600, 84));
});

test('checks are grouped by kind, in the order of their coming, mismatches apart', () => {
  const check = (kind: string, ok: boolean) => ({ check: kind, subject: 's', ok, expected: '', actual: '' });
  const groups = groupChecks([check('digest', true), check('reward', true), check('digest', false)]);
  expect(groups.map(({ kind, checks, mismatches }) => [kind, checks.length, mismatches.length])).toEqual([
    ['digest', 2, 1],
    ['reward', 1, 0],
  ]);
});
