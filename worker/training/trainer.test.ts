import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashedWeights, TINY_CONFIG } from '../llama/tiny-model.ts';
import { Random } from '../random/random.ts';
import { FullTrainer } from './full-trainer.ts';
import { LoraTrainer } from './lora-trainer.ts';
import { sampleTextWindows } from './text-windows.ts';
import type { Trainer, TrainerOptions } from './trainer.ts';
import type { TrainingBatch } from './training-batch.ts';

const text = Uint16Array.from({ length: 400 }, (_, i) => (i * i + 3 * i) % TINY_CONFIG.vocabularySize);
const options: TrainerOptions = {
  schedule: { peak: 0.01, floor: 0.001, warmupSteps: 3, steps: 12 },
  threads: 1,
  seed: 5,
};
const makers: readonly (readonly [string, (threads?: number) => Trainer])[] = [
  [
    'full',
    (threads = 1) =>
      new FullTrainer({ config: TINY_CONFIG, weights: hashedWeights(TINY_CONFIG) }, { ...options, threads }),
  ],
  ['adapter', (threads = 1) => makeLora(threads)],
];

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loam-trainer-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe.each(makers)('%s trainer', (_name, make) => {
  test('n steps are k steps, a checkpoint and n − k steps, bit for bit', async () => {
    const straight = make();
    await train(straight, 8);
    const first = make();
    await train(first, 3);
    const path = join(folder, 'checkpoint');
    await first.save(path);
    const second = make();
    await second.restore(path);
    expect(second.stepsDone).toBe(3);
    await train(second, 5);
    expect(bytesOf(second)).toEqual(bytesOf(straight));
    expect(second.random.state()).toEqual(straight.random.state());
    await Promise.all([straight, first, second].map((trainer) => trainer.release()));
  });

  test('two threads give the bytes of one', async () => {
    const one = make(1);
    const two = make(2);
    await train(one, 3);
    await train(two, 3);
    expect(bytesOf(two)).toEqual(bytesOf(one));
    await Promise.all([one.release(), two.release()]);
  });

  test('learns, and evaluation changes nothing', async () => {
    const trainer = make();
    const batch = sampleTextWindows(text, { batch: 2, length: 16 }, trainer.random);
    const before = await trainer.evaluate([batch]);
    const untouched = bytesOf(make());
    expect(bytesOf(trainer)).toEqual(untouched);
    const { loss } = await trainer.step(batch);
    expect(loss).toBeCloseTo(before, 5);
    for (let i = 0; i < 11; i++) await trainer.step(batch);
    expect(await trainer.evaluate([batch])).toBeLessThan(before - 0.2);
    await trainer.release();
  });
});

test('the best values offered come back, also after a checkpoint', async () => {
  const trainer = makers[0]?.[1]() as Trainer;
  trainer.offerBest(2);
  const best = bytesOf(trainer);
  await train(trainer, 2);
  trainer.offerBest(3);
  const path = join(folder, 'checkpoint');
  await trainer.save(path);
  const restored = makers[0]?.[1]() as Trainer;
  await train(restored, 1);
  await restored.restore(path);
  expect(bytesOf(restored)).not.toBe(best);
  for (const one of [trainer, restored]) {
    expect(one.best).toMatchObject({ step: 0, loss: 2 });
    expect(one.firstLoss).toBe(2);
    one.takeBest();
    expect(bytesOf(one)).toBe(best);
    await one.release();
  }
});

test('a stacked adapter does what the trained one did', async () => {
  const trainer = makeLora(1);
  await train(trainer, 3);
  const batch = sampleTextWindows(text, { batch: 2, length: 16 }, trainer.random);
  const base = { config: TINY_CONFIG, weights: hashedWeights(TINY_CONFIG), base: 'tiny' };
  const lora = { targets: ['k'], rank: 1, alpha: 1 } as const;
  const onTop = new LoraTrainer({ ...base, lora, frozen: trainer.stacked() }, options);
  const without = new LoraTrainer({ ...base, lora }, options);
  const loss = await trainer.evaluate([batch]);
  expect(await onTop.evaluate([batch])).toBeCloseTo(loss, 5);
  expect(Math.abs((await without.evaluate([batch])) - loss)).toBeGreaterThan(1e-3);
  await Promise.all([trainer, onTop, without].map((one) => one.release()));
});

test('two halves of a batch give the gradient of the whole', async () => {
  const whole = makers[0]?.[1]() as Trainer;
  const halves = makers[0]?.[1]() as Trainer;
  const batch = sampleTextWindows(text, { batch: 4, length: 8 }, Random.fromSeed(1));
  batch.weights[3] = 0;
  const a = await whole.step(batch);
  const b = await halves.step([rows(batch, 0, 2), rows(batch, 2, 4)]);
  expect(b.loss).toBeCloseTo(a.loss, 5);
  expect(b.gradientNorm).toBeCloseTo(a.gradientNorm, 4);
  for (const [name, gradient] of whole.gradients) {
    const other = halves.gradients.get(name) as Float32Array;
    for (const [i, value] of gradient.entries()) expect(other[i]).toBeCloseTo(value, 5);
  }
  await Promise.all([whole.release(), halves.release()]);
});

test('padding at the end of a row changes nothing', async () => {
  const trainer = makers[0]?.[1]() as Trainer;
  const short = sampleTextWindows(text, { batch: 1, length: 8 }, Random.fromSeed(1));
  const long = {
    batch: 2,
    length: 12,
    ids: new Int32Array(24).fill(9),
    labels: new Int32Array(24),
    weights: new Float32Array(24),
  };
  for (const key of ['ids', 'labels', 'weights'] as const) long[key].set(short[key]);
  expect(await trainer.evaluate([long])).toBeCloseTo(await trainer.evaluate([short]), 5);
  await trainer.release();
});

test('a long gradient is scaled down to the clip length', async () => {
  const make = (clipNorm: number): FullTrainer =>
    new FullTrainer(
      { config: TINY_CONFIG, weights: hashedWeights(TINY_CONFIG) },
      { ...options, adamw: { beta1: 0, beta2: 0, epsilon: 1, weightDecay: 0 }, clipNorm },
    );
  // with both means off and a large epsilon a step is about rate · gradient, so its length shows the clipping
  const free = make(1e9);
  const clipped = make(1e-3);
  const batch = sampleTextWindows(text, { batch: 1, length: 8 }, Random.fromSeed(1));
  const start = hashedWeights(TINY_CONFIG);
  const { learningRate, gradientNorm } = await free.step(batch);
  await clipped.step(batch);
  expect(gradientNorm).toBeGreaterThan(0.1);
  expect(distance(start, clipped.values) / learningRate).toBeLessThan(1.05e-3);
  expect(distance(start, free.values) / learningRate).toBeGreaterThan(0.05);
  await Promise.all([free.release(), clipped.release()]);
});

describe('refuses', () => {
  test('a batch without weight, and a loss that is not a number', async () => {
    const trainer = makers[0]?.[1]() as Trainer;
    const batch = sampleTextWindows(text, { batch: 1, length: 8 }, trainer.random);
    await expect(trainer.step({ ...batch, weights: new Float32Array(8) })).rejects.toMatchObject({
      code: 'TRAINING_BATCH_EMPTY',
    });
    (trainer.values.get('model.norm.weight') as Float32Array)[0] = Number.NaN;
    const before = bytesOf(trainer);
    await expect(trainer.step(batch)).rejects.toMatchObject({ code: 'TRAINING_DIVERGED' });
    expect(bytesOf(trainer)).toEqual(before);
    expect(trainer.stepsDone).toBe(0);
    await trainer.release();
  });

  test('a bucket that is longer than the context', async () => {
    const trainer = makers[0]?.[1]() as Trainer;
    const batch = sampleTextWindows(
      text,
      { batch: 1, length: TINY_CONFIG.contextLength + 1 },
      trainer.random,
    );
    await expect(trainer.step(batch)).rejects.toMatchObject({ code: 'TRAINING_BUCKET_INVALID' });
  });

  test('checkpoints that are damaged, missing or of another training, and keeps its values', async () => {
    const path = join(folder, 'checkpoint');
    const full = makers[0]?.[1]() as Trainer;
    await full.save(path);
    const lora = makeLora(1);
    const before = bytesOf(lora);
    await expect(lora.restore(path)).rejects.toMatchObject({ code: 'CHECKPOINT_MISMATCH' });
    await expect(lora.restore(join(folder, 'none'))).rejects.toMatchObject({ code: 'CHECKPOINT_INVALID' });
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, bytes.length - 4));
    await expect(full.restore(path)).rejects.toMatchObject({ code: 'CHECKPOINT_INVALID' });
    await lora.save(path);
    await expect(makeLora(1, 'another base').restore(path)).rejects.toMatchObject({
      code: 'CHECKPOINT_MISMATCH',
    });
    expect(bytesOf(lora)).toEqual(before);
    expect(await readdir(folder)).toEqual(['checkpoint']);
  });
});

test('the base of an adapter never changes', async () => {
  const weights = hashedWeights(TINY_CONFIG);
  const trainer = new LoraTrainer(
    { config: TINY_CONFIG, weights, base: 'x', lora: { targets: ['q'], rank: 2, alpha: 2 } },
    options,
  );
  await train(trainer, 3);
  expect(weights).toEqual(hashedWeights(TINY_CONFIG));
  await trainer.release();
});

function makeLora(threads: number, base = 'tiny'): LoraTrainer {
  const lora = { targets: ['q', 'v', 'down'], rank: 3, alpha: 6 } as const;
  return new LoraTrainer(
    { config: TINY_CONFIG, weights: hashedWeights(TINY_CONFIG), base, lora },
    { ...options, threads },
  );
}

async function train(trainer: Trainer, steps: number): Promise<void> {
  for (let i = 0; i < steps; i++)
    await trainer.step(sampleTextWindows(text, { batch: 2, length: 16 }, trainer.random));
}

function bytesOf(trainer: Trainer): string {
  return Buffer.concat(
    [...trainer.values.values()].map((data) => Buffer.from(data.buffer, data.byteOffset, data.byteLength)),
  ).toString('base64');
}

function rows(batch: TrainingBatch, from: number, to: number): TrainingBatch {
  const part = <T extends Int32Array | Float32Array>(data: T): T =>
    data.slice(from * batch.length, to * batch.length) as T;
  return {
    batch: to - from,
    length: batch.length,
    ids: part(batch.ids),
    labels: part(batch.labels),
    weights: part(batch.weights),
  };
}

function distance(a: ReadonlyMap<string, Float32Array>, b: ReadonlyMap<string, Float32Array>): number {
  let sum = 0;
  for (const [name, data] of a) {
    for (const [i, value] of data.entries()) sum += (value - (b.get(name)?.[i] as number)) ** 2;
  }
  return Math.sqrt(sum);
}
