import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../random/random.ts';
import { REPETITION_WINDOW } from './limits.ts';
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

test('no token is taken that is not among the k likeliest or beyond the probability that is asked for', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -12, max: 12 }), { minLength: 1, maxLength: 30 }),
      fc.array(fc.nat(29), { maxLength: 12 }),
      fc.record({
        temperature: fc.constantFrom(0, 0.3, 1, 2),
        topK: fc.integer({ min: 0, max: 8 }),
        topP: fc.double({ min: 0.05, max: 1, noNaN: true }),
        repetitionPenalty: fc.constantFrom(1, 1.2, 2),
      }),
      fc.integer(),
      (logits, history, options, seed) => {
        const token = sampleToken(Float32Array.from(logits), history, options, Random.fromSeed(seed));
        const scores = logits.map((score, i) =>
          !history.includes(i) || options.repetitionPenalty === 1
            ? score
            : score > 0
              ? score / options.repetitionPenalty
              : score * options.repetitionPenalty,
        );
        const mine = scores[token] as number;
        const better = scores.filter((score) => Math.fround(score) > Math.fround(mine));
        if (options.topK > 0) expect(better.length).toBeLessThan(options.topK);
        if (options.temperature === 0) {
          expect(better).toEqual([]);
          return;
        }
        const weight = (score: number) => Math.exp(score / options.temperature);
        const candidates = scores
          .toSorted((a, b) => b - a)
          .slice(0, options.topK === 0 ? scores.length : options.topK);
        const total = candidates.reduce((sum, score) => sum + weight(score), 0);
        const before = better.reduce((sum, score) => sum + weight(score), 0);
        if (better.length > 0) expect(before / total).toBeLessThan(options.topP + 1e-4);
      },
    ),
    { numRuns: 500 },
  );
});

test('what was said longer ago than the window is not held against a token', () => {
  const options = { ...plain, temperature: 0, repetitionPenalty: 2 };
  const filler = Array.from({ length: REPETITION_WINDOW - 1 }, () => 2);
  const choose = (history: number[]) =>
    sampleToken(Float32Array.of(3, 2, -9), history, options, Random.fromSeed(1));
  expect(choose([0, ...filler])).toBe(1);
  expect(choose([0, 2, ...filler])).toBe(0);
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
