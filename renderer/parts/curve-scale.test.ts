import fc from 'fast-check';
import { expect, test } from 'vitest';
import { curveScale, linePath, smooth, thin } from './curve-scale.ts';

const box = { left: 30, top: 10, width: 600, height: 100 };

test('the whole run is the width, zero the foot, and the grid has round numbers', () => {
  const scale = curveScale([{ step: 0, loss: 4.6, heldOutLoss: 4.2 }], 240, box);
  expect(scale.ticks).toEqual([0, 1, 2, 3, 4, 5]);
  expect(scale.x(0)).toBe(30);
  expect(scale.x(240)).toBe(630);
  expect(scale.y(0)).toBe(110);
  expect(scale.y(5)).toBe(10);
});

test('every point lies in the plot, whatever the losses', () => {
  const point = fc.record({
    step: fc.integer({ min: 0, max: 2_000 }),
    loss: fc.double({ min: 0, max: 1e4, noNaN: true }),
    heldOutLoss: fc.option(fc.double({ min: 0, max: 1e4, noNaN: true })),
  });
  fc.assert(
    fc.property(fc.array(point, { minLength: 1 }), fc.integer({ min: 0, max: 500 }), (points, steps) => {
      const scale = curveScale(points, steps, box);
      expect(scale.ticks.length).toBeGreaterThanOrEqual(2);
      expect(scale.ticks.length).toBeLessThanOrEqual(7);
      for (const { step, loss, heldOutLoss } of points) {
        expect(scale.x(step)).toBeLessThanOrEqual(630 + 1e-6);
        for (const y of [scale.y(loss), scale.y(heldOutLoss ?? 0)]) {
          expect(y).toBeGreaterThanOrEqual(10 - 1e-6);
          expect(y).toBeLessThanOrEqual(110 + 1e-6);
        }
      }
    }),
  );
});

test('numbers that are none do not break the chart', () => {
  const scale = curveScale([{ step: 1, loss: Number.NaN, heldOutLoss: null }], 0, box);
  expect(scale.ticks.every(Number.isFinite)).toBe(true);
});

test('a path goes through its points; nothing gives nothing', () => {
  expect(linePath([])).toBe('');
  expect(
    linePath([
      { x: 1, y: 2 },
      { x: 3.25, y: 4 },
    ]),
  ).toBe('M1.0 2.0L3.3 4.0');
});

test('smoothing begins at the first value, keeps a constant and stays within what it saw', () => {
  expect(smooth([], 0.9)).toEqual([]);
  expect(smooth([4, 2], 0.5)).toEqual([4, 8 / 3]);
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 9, noNaN: true }), { minLength: 1 }), (values) => {
      const [least, most] = [Math.min(...values), Math.max(...values)];
      for (const value of smooth(values, 0.9)) {
        expect(value).toBeGreaterThanOrEqual(least - 1e-9);
        expect(value).toBeLessThanOrEqual(most + 1e-9);
      }
    }),
  );
});

test('thinning keeps both ends and the order', () => {
  const points = Array.from({ length: 1_000 }, (_, i) => i);
  const few = thin(points, 50);
  expect(few).toHaveLength(50);
  expect([few[0], few.at(-1)]).toEqual([0, 999]);
  expect(few).toEqual(few.toSorted((a, b) => a - b));
  expect(thin([1, 2], 50)).toEqual([1, 2]);
});
