import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../random/random.ts';
import { type SamplingOptions, sampleToken } from './sampler.ts';

const plain: SamplingOptions = { temperature: 1, topK: 0, topP: 1, repetitionPenalty: 1 };

test('samples follow the softmax of the logits', () => {
  const probabilities = [0.5, 0.3, 0.15, 0.05];
  const counts = frequencies(probabilities, plain);
  for (const [token, probability] of probabilities.entries())
    expect(counts[token]).toBeCloseTo(probability, 1.7);
});

test('temperature sharpens and flattens', () => {
  const probabilities = [0.8, 0.2];
  expect(frequencies(probabilities, { ...plain, temperature: 0.5 })[1]).toBeCloseTo(0.04 / 0.68, 1.7);
  expect(frequencies(probabilities, { ...plain, temperature: 2 })[1]).toBeCloseTo(1 / 3, 1.7);
});

test('only the k likeliest, or those that reach p, are taken', () => {
  const probabilities = [0.1, 0.4, 0.2, 0.3];
  expect(seen(probabilities, { ...plain, topK: 2 })).toEqual([1, 3]);
  expect(seen(probabilities, { ...plain, topP: 0.65 })).toEqual([1, 3]);
  expect(seen(probabilities, { ...plain, topP: 0.75 })).toEqual([1, 2, 3]);
  expect(seen(probabilities, { ...plain, topP: 0.01 })).toEqual([1]);
});

test('the repetition penalty makes what was said less likely, whatever the sign of its score', () => {
  const choose = (logits: number[], history: number[]): number =>
    sampleToken(
      Float32Array.from(logits),
      history,
      { ...plain, temperature: 0, repetitionPenalty: 2 },
      Random.fromSeed(1),
    );
  expect(choose([3, 2], [])).toBe(0);
  expect(choose([3, 2], [0])).toBe(1);
  expect(choose([-2, -3], [0])).toBe(1);
});

test('temperature 0 takes the best, the first of equals, and no random number', () => {
  const random = Random.fromSeed(4);
  expect(sampleToken(Float32Array.of(1, 7, 7, 2), [], { ...plain, temperature: 0 }, random)).toBe(1);
  expect(random.state()).toEqual(Random.fromSeed(4).state());
});

test('the logits stay as they are and the token is one of them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.float({ min: -50, max: 50, noNaN: true }), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 0, max: 50 }),
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      fc.integer(),
      (values, topK, topP, seed) => {
        const logits = Float32Array.from(values);
        const token = sampleToken(
          logits,
          [0],
          { temperature: 0.7, topK, topP, repetitionPenalty: 1.3 },
          Random.fromSeed(seed),
        );
        expect(token).toBeGreaterThanOrEqual(0);
        expect(token).toBeLessThan(values.length);
        expect(logits).toEqual(Float32Array.from(values));
      },
    ),
  );
});

function draws(probabilities: readonly number[], options: SamplingOptions): number[] {
  const logits = Float32Array.from(probabilities, Math.log);
  const random = Random.fromSeed(11);
  return Array.from({ length: 20_000 }, () => sampleToken(logits, [], options, random));
}

function frequencies(probabilities: readonly number[], options: SamplingOptions): number[] {
  const all = draws(probabilities, options);
  return probabilities.map((_, token) => all.filter((drawn) => drawn === token).length / all.length);
}

function seen(probabilities: readonly number[], options: SamplingOptions): number[] {
  return [...new Set(draws(probabilities, options))].sort();
}
