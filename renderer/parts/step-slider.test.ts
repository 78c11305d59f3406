import { expect, test } from 'vitest';
import { nearestStep } from './step-slider.tsx';

test.each([
  [[50, 100, 0], 0, 2],
  [[50, 100, 0], 90, 1],
  [[50, 100, 0], 1, 0],
  [[0, 50, 100], 3, 1],
  [[50, 100], 5_000, 1],
])('among %j, %d stands at %d', (steps, value, at) => expect(nearestStep(steps, value)).toBe(at));
