import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../random/random.ts';
import { batchExamples } from './batching.ts';
import { mixReplay, splitHeldOut, type TrainingExample } from './examples.ts';
import type { TrainingBatch } from './training-batch.ts';

const tokens = (min: number): fc.Arbitrary<number[]> =>
  fc.array(fc.integer({ min: 1, max: 999 }), { minLength: min, maxLength: 90 });
const example = fc.record({ promptIds: tokens(1), answerIds: tokens(1) });

test('every answer token is learned exactly once, after the tokens that came before it', () => {
  fc.assert(
    fc.property(fc.array(example, { minLength: 1, maxLength: 12 }), fc.integer(), (examples, seed) => {
      const batches = batchExamples(examples, { maxLength: 256, tokensPerBatch: 300 }, Random.fromSeed(seed));
      const learned = batches.flatMap(readRows).map(({ before, answer }) => JSON.stringify([before, answer]));
      const wanted = examples.map(({ promptIds, answerIds }) => JSON.stringify([promptIds, answerIds]));
      expect(learned.sort()).toEqual(wanted.sort());
    }),
  );
});

test('a long prompt loses its beginning, a long answer its end', () => {
  const promptIds = Array.from({ length: 50 }, (_, i) => 100 + i);
  const answerIds = Array.from({ length: 10 }, (_, i) => 500 + i);
  const [row] = batchExamples(
    [{ promptIds, answerIds }],
    { maxLength: 20, tokensPerBatch: 20 },
    null,
  ).flatMap(readRows);
  expect(row).toEqual({ before: promptIds.slice(39), answer: answerIds });
  const [cut] = batchExamples([{ promptIds, answerIds }], { maxLength: 8, tokensPerBatch: 8 }, null).flatMap(
    readRows,
  );
  expect(cut).toEqual({ before: [149], answer: answerIds.slice(0, 8) });
});

test('an example without an answer, or of one token alone, is refused', () => {
  const batching = { maxLength: 8, tokensPerBatch: 8 };
  expect(() => batchExamples([{ promptIds: [1], answerIds: [] }], batching, null)).toThrow(/empty answer/);
  expect(() => batchExamples([{ promptIds: [], answerIds: [4] }], batching, null)).toThrow(/two tokens/);
  expect(batchExamples([{ promptIds: [], answerIds: [4, 5] }], batching, null).flatMap(readRows)).toEqual([
    { before: [4], answer: [5] },
  ]);
});

test('the order depends on the seed alone', () => {
  const examples = Array.from({ length: 30 }, (_, i) => ({
    promptIds: [i + 1],
    answerIds: Array.from({ length: (i % 7) * 9 + 1 }, () => i),
  }));
  const order = (seed: number): TrainingBatch[] =>
    batchExamples(examples, { maxLength: 64, tokensPerBatch: 128 }, Random.fromSeed(seed));
  expect(order(1)).toEqual(order(1));
  expect(order(1)).not.toEqual(order(2));
});

test('held-out examples are set apart and none is lost', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 60 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      fc.integer(),
      (count, fraction, seed) => {
        const all = numbered(count);
        const { train, heldOut } = splitHeldOut(all, fraction, Random.fromSeed(seed));
        expect(train.length).toBeGreaterThan(0);
        expect(heldOut.length).toBeGreaterThan(0);
        expect(new Set([...train, ...heldOut])).toEqual(new Set(all));
        expect(train.length + heldOut.length).toBe(count);
      },
    ),
  );
  expect(splitHeldOut(numbered(1), 0.5, Random.fromSeed(1))).toMatchObject({ train: [{}], heldOut: [] });
  expect(() => splitHeldOut(numbered(4), 1, Random.fromSeed(1))).toThrow(/fraction/);
});

test('replay makes up the share that was asked for', () => {
  const mixed = mixReplay(numbered(30), numbered(100), 0.25, Random.fromSeed(1));
  expect(mixed.length).toBe(40);
  expect(mixReplay(numbered(30), numbered(3), 0.5, Random.fromSeed(1)).length).toBe(33);
});

function numbered(count: number): TrainingExample[] {
  return Array.from({ length: count }, (_, i) => ({ promptIds: [i], answerIds: [i] }));
}

/** The rows of a batch that learn something, as what is given and what is learned. */
function readRows({
  batch,
  length,
  ids,
  labels,
  weights,
}: TrainingBatch): { before: number[]; answer: number[] }[] {
  return Array.from({ length: batch }, (_, row) => {
    const places = Array.from({ length }, (_unused, i) => row * length + i);
    const learned = places.filter((place) => weights[place] === 1);
    const first = learned[0] ?? 0;
    for (const place of learned.slice(1)) expect(ids[place]).toBe(labels[place - 1]);
    return {
      before: [...ids.slice(row * length, first + 1)],
      answer: learned.map((place) => labels[place] as number),
    };
  }).filter(({ answer }) => answer.length > 0);
}
