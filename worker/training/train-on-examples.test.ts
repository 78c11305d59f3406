import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashedWeights, TINY_CONFIG } from '../llama/tiny-model.ts';
import { batchExamples } from './batching.ts';
import type { TrainingExample } from './examples.ts';
import { constantRate } from './learning-rate.ts';
import { LoraTrainer } from './lora-trainer.ts';
import { type TrainingProgress, type TrainOnExamplesOptions, trainOnExamples } from './train-on-examples.ts';

// every answer repeats the prompt's token, so that what is learned helps with prompts never seen
const echo = (token: number): TrainingExample => ({
  promptIds: [60, token],
  answerIds: Array.from({ length: (token % 5) + 2 }, () => token),
});
const examples = Array.from({ length: 40 }, (_, i) => echo(i));
const options: TrainOnExamplesOptions = {
  train: examples.slice(0, 32),
  heldOut: examples.slice(32),
  steps: 14,
  batching: { maxLength: 48, tokensPerBatch: 256 },
  evaluateEvery: 2,
  patience: 3,
  seed: 3,
  now: () => 0,
};

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loam-train-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('held-out loss falls, progress is told, and a cancelled run resumes to the same bytes', async () => {
  const straight = trainer();
  const progress: TrainingProgress[] = [];
  let clock = 0;
  const result = await trainOnExamples(straight, {
    ...options,
    now: () => (clock += 10),
    onProgress: (now) => progress.push(now),
  });
  expect(result.finish).toBe('finished');
  expect(result.heldOutLoss as number).toBeLessThan((result.firstHeldOutLoss as number) - 0.05);
  expect(progress.map(({ step }) => step)).toEqual(Array.from({ length: 14 }, (_, i) => i + 1));
  expect(progress[0]).toMatchObject({ steps: 14, etaMs: 10 * 13 });
  expect(progress.at(-1)?.etaMs).toBe(0);

  const path = join(folder, 'checkpoint');
  const checkpoint = { path, everySteps: 100 };
  const abort = new AbortController();
  const first = trainer();
  const stopped = await trainOnExamples(first, {
    ...options,
    checkpoint,
    signal: abort.signal,
    onProgress: ({ step }) => step === 5 && abort.abort(),
  });
  expect(stopped).toMatchObject({ finish: 'cancelled', step: 5 });
  const second = trainer();
  await second.restore(path);
  expect(await trainOnExamples(second, options)).toEqual(result);
  expect(second.values).toEqual(straight.values);
  await Promise.all([straight, first, second].map((one) => one.release()));
});

test('ends early when held-out loss rises, with the best values', async () => {
  const one = trainer(1);
  const result = await trainOnExamples(one, { ...options, steps: 200 });
  expect(result.finish).toBe('early');
  expect(result.step).toBeLessThan(100);
  const best = one.best as { step: number; loss: number };
  expect(result.step - best.step).toBe(options.patience * options.evaluateEvery);
  expect(result.heldOutLoss).toBe(best.loss);
  expect(await one.evaluate(batchExamples(options.heldOut, options.batching, null))).toBe(best.loss);
  await one.release();
});

test('works without held-out examples and refuses to learn from nothing', async () => {
  const one = trainer();
  expect(await trainOnExamples(one, { ...options, heldOut: [], steps: 3 })).toEqual({
    finish: 'finished',
    step: 3,
    firstHeldOutLoss: null,
    heldOutLoss: null,
  });
  await expect(trainOnExamples(one, { ...options, train: [] })).rejects.toMatchObject({
    code: 'TRAINING_OPTIONS_INVALID',
  });
  await one.release();
});

function trainer(rate = 0.02): LoraTrainer {
  const lora = { targets: ['q', 'v', 'o', 'down'], rank: 4, alpha: 8 } as const;
  return new LoraTrainer(
    { config: TINY_CONFIG, weights: hashedWeights(TINY_CONFIG), base: 'tiny', lora },
    { schedule: constantRate(rate), threads: 1, seed: 2 },
  );
}
