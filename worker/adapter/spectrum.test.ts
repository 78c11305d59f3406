import { expect, test } from 'vitest';
import type { Adapter } from './adapter.ts';
import { type LayerNorms, spectrum } from './spectrum.ts';
import { denseChange, randomAdapter, tinyConfig } from './test-adapters.ts';

const noise = randomAdapter(4, { rank: 4, alpha: 8 });
const norms: LayerNorms = new Map([...noise.pairs.keys()].map((key) => [key, 2]));
const model = { config: tinyConfig, norms };

test('the strength is the largest relative change of a layer', () => {
  const expected = Math.max(
    ...[...noise.pairs.keys()].map((key) => Math.hypot(...denseChange(noise, key).data) / 2),
  );
  expect(spectrum(noise, model).strength).toBeCloseTo(expected, 4);
  const tenfold: Adapter = { ...noise, alpha: 80 };
  expect(spectrum(tenfold, model).strength).toBeCloseTo(10 * expected, 3);
});

test('one direction stands out, noise is even', () => {
  const single: Adapter = {
    ...noise,
    pairs: new Map(
      [...noise.pairs].map(([key, { rank, a, b }]) => [
        key,
        { rank, a, b: b.map((value, i) => (i % rank === 0 ? value : value * 1e-4)) },
      ]),
    ),
  };
  const pointed = spectrum(single, model);
  expect(pointed.concentration).toBeGreaterThan(0.99);
  expect(pointed.evenness).toBeCloseTo(1 / 4, 1);
  const even = spectrum(noise, model);
  expect(even.concentration).toBeLessThan(0.7);
  expect(even.evenness).toBeGreaterThan(0.5);
});

test('an update without effect has no spectrum', () => {
  const nothing = new Map(
    [...noise.pairs].map(([key, pair]) => [key, { ...pair, b: new Float32Array(pair.b.length) }] as const),
  );
  expect(spectrum({ ...noise, pairs: nothing }, model)).toEqual({
    strength: 0,
    concentration: 0,
    evenness: 0,
  });
});
