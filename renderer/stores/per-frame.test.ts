import { expect, test } from 'vitest';
import { perFrame } from './per-frame.ts';

test('what comes within a frame is handed over once, in order; a late frame finds nothing left', () => {
  const frames: (() => void)[] = [];
  const seen: (readonly number[])[] = [];
  const frame = perFrame<number>(
    (values) => seen.push(values),
    (run) => frames.push(run),
  );
  frame.add(1);
  frame.add(2);
  expect([frames.length, seen]).toEqual([1, []]);
  frames.shift()?.();
  expect(seen).toEqual([[1, 2]]);
  frame.add(3);
  frame.flush();
  frames.shift()?.();
  expect(seen).toEqual([[1, 2], [3]]);
});
