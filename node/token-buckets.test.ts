import { expect, test } from 'vitest';
import { createTokenBuckets } from './token-buckets.ts';

test('a burst passes, then the rate holds, for each key on its own', () => {
  let time = 0;
  const buckets = createTokenBuckets({ perSecond: 10, burst: 5, maxKeys: 2, now: () => time });
  const taken = (key: string, tries: number): number =>
    Array.from({ length: tries }, () => buckets.take(key)).filter(Boolean).length;
  expect(taken('a', 20)).toBe(5);
  expect(taken('b', 3)).toBe(3);
  time = 1_000;
  expect(taken('a', 20)).toBe(5);
  time = 1_200;
  expect(taken('a', 20)).toBe(2);
  expect(buckets.take('b', 6)).toBe(false);
  expect(buckets.take('b', 5)).toBe(true);
});

test('only so many keys are remembered', () => {
  const buckets = createTokenBuckets({ perSecond: 0, burst: 1, maxKeys: 2, now: () => 0 });
  for (const key of ['a', 'b', 'c']) expect(buckets.take(key)).toBe(true);
  expect(buckets.take('c')).toBe(false);
  expect(buckets.take('a')).toBe(true);
});
