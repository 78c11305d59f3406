import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arcPath, arcSpan, beadAngles, clamp01, pointAt } from './ring-geometry.ts';

test('seven arcs go once around without touching', () => {
  const spans = Array.from({ length: 7 }, (_, i) => arcSpan(i, 7));
  for (const [i, { from, to }] of spans.entries()) {
    expect(to).toBeGreaterThan(from);
    expect(spans[i + 1]?.from ?? 2 * Math.PI).toBeGreaterThan(to);
  }
  expect(spans[0]?.from).toBeGreaterThan(0);
});

test('angles begin at the top and go clockwise', () => {
  expect(pointAt(10, 0)).toEqual({ x: 0, y: -10 });
  expect(pointAt(10, Math.PI / 2)).toEqual({ x: 10, y: 0 });
  expect(arcPath(10, 0, Math.PI / 2)).toBe('M0 -10A10 10 0 0 1 10 0');
});

test('beads stay on their arc, the first at the front', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1, max: 2, noNaN: true }),
      fc.integer({ min: 1, max: 40 }),
      (fraction, beads) => {
        const span = arcSpan(3, 7);
        const angles = beadAngles(span, fraction, beads, 0.19);
        expect(angles).toHaveLength(beads);
        for (const angle of angles) {
          expect(angle).toBeGreaterThanOrEqual(span.from - 1e-9);
          expect(angle).toBeLessThanOrEqual(span.to + 1e-9);
        }
        expect(angles).toEqual(angles.toSorted((a, b) => b - a));
      },
    ),
  );
});

test('a share is held between 0 and 1', () => {
  expect([-1, 0.25, 7, Number.NaN].map(clamp01)).toEqual([0, 0.25, 1, 0]);
});
