import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Generator } from '../generation/generator.ts';
import { FullTrainer } from '../training/full-trainer.ts';
import { constantRate } from '../training/learning-rate.ts';
import { LoraTrainer } from '../training/lora-trainer.ts';
import type { Trainer } from '../training/trainer.ts';
import type { TrainingBatch } from '../training/training-batch.ts';
import { type AdapterPair, adapterKey, type StackedAdapter } from './adapter-inputs.ts';
import type { LlamaConfig } from './config.ts';
import { hashedValue, hashedValues, hashedWeights, TINY_CONFIG } from './tiny-model.ts';
import { ADAPTER_TARGETS, linearShape } from './weight-shapes.ts';

const gradient = z.object({ norm: z.number(), entries: z.array(z.tuple([z.int(), z.number()])) });
const reference = z
  .object({
    settings: z.object({
      batch: z.int(),
      length: z.int(),
      rank: z.int(),
      alpha: z.number(),
      frozenRank: z.int(),
      rate: z.number(),
      decay: z.number(),
      clip: z.number(),
    }),
    cases: z.array(
      z.object({
        tied: z.boolean(),
        lora: z.boolean(),
        loss: z.number(),
        lastLogits: z.array(z.number()),
        gradients: z.record(z.string(), gradient),
        losses: z.array(z.number()),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL('./reference/reference.json', import.meta.url), 'utf8')));
const { settings } = reference;
const TOLERANCE = 1e-4;

describe.each(reference.cases)('like the reference framework (tied $tied, adapter $lora)', (expected) => {
  const config: LlamaConfig = { ...TINY_CONFIG, tieWordEmbeddings: expected.tied };

  test('loss, gradients and optimiser steps', async () => {
    const trainer = makeTrainer(config, expected.lora);
    const losses: number[] = [];
    for (let step = 0; step < expected.losses.length; step++) {
      losses.push((await trainer.step(batch())).loss);
      if (step > 0) continue;
      expect([...trainer.gradients.keys()].sort()).toEqual(Object.keys(expected.gradients).sort());
      for (const [name, { norm, entries }] of Object.entries(expected.gradients)) {
        const ours = trainer.gradients.get(name) as Float32Array;
        expectClose(Math.hypot(...ours), norm, norm, `norm of ${name}`);
        const largest = Math.max(...entries.map(([, value]) => Math.abs(value)));
        for (const [i, value] of entries) expectClose(ours[i] as number, value, largest, `${name}[${i}]`);
      }
    }
    expectClose(losses[0] as number, expected.loss, expected.loss, 'loss');
    for (const [step, value] of expected.losses.entries()) {
      expectClose(losses[step] as number, value, value, `loss of step ${step + 1}`);
    }
    await trainer.release();
  });

  test('logits of the generation graph', async () => {
    const generator = await Generator.create(
      { config, weights: hashedWeights(config) },
      { threads: 1, now: () => 0 },
    );
    const adapters = expected.lora
      ? stack(
          pairs(config, 300, settings.frozenRank, 1),
          pairs(config, 500, settings.rank, settings.alpha / settings.rank),
        )
      : new Map();
    const logits = await generator.logits([...batch().ids.slice(0, settings.length)], adapters);
    const largest = Math.max(...expected.lastLogits.map(Math.abs));
    for (const [i, value] of expected.lastLogits.entries()) {
      expectClose(logits[i] as number, value, largest, `logit ${i}`);
    }
    expect(logits.length).toBe(expected.lastLogits.length);
    await generator.release();
  });
});

function makeTrainer(config: LlamaConfig, lora: boolean): Trainer {
  const weights = hashedWeights(config);
  const options = {
    schedule: constantRate(settings.rate),
    adamw: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: settings.decay },
    clipNorm: settings.clip,
    threads: 1,
    seed: 1,
  };
  if (!lora) return new FullTrainer({ config, weights }, options);
  const start = new Map<string, Float32Array>();
  for (const [key, { a, b }] of pairs(config, 500, settings.rank, 1))
    start.set(`lora.${key}.A`, a).set(`lora.${key}.B`, b);
  const frozen = pairs(config, 300, settings.frozenRank, 1);
  const spec = { targets: ADAPTER_TARGETS, rank: settings.rank, alpha: settings.alpha };
  return new LoraTrainer({ config, weights, base: 'tiny', lora: spec, start, frozen }, options);
}

function batch(): TrainingBatch {
  const { batch: rows, length } = settings;
  const tokens = (stream: number): Int32Array =>
    Int32Array.from(
      { length: rows * length },
      (_, i) => Math.trunc((hashedValue(stream, i) + 1) * 32768) % TINY_CONFIG.vocabularySize,
    );
  const weights = Float32Array.from({ length: rows * length }, (_, i) =>
    i % 5 === 0 ? 0 : i % 2 === 1 ? 1 : 0.5,
  );
  return { batch: rows, length, ids: tokens(900), labels: tokens(901), weights };
}

function pairs(
  config: LlamaConfig,
  firstStream: number,
  rank: number,
  factor: number,
): Map<string, AdapterPair> {
  const result = new Map<string, AdapterPair>();
  let stream = firstStream;
  for (let layer = 0; layer < config.layers; layer++) {
    for (const target of ADAPTER_TARGETS) {
      const size = linearShape(config, target);
      const b = hashedValues(stream + 1, size.out * rank, 1 / 4).map((value) => value * factor);
      result.set(adapterKey(layer, target), { rank, a: hashedValues(stream, rank * size.in, 1 / 4), b });
      stream += 2;
    }
  }
  return result;
}

/** Two adapters side by side as one of the summed rank. */
function stack(first: StackedAdapter, second: StackedAdapter): StackedAdapter {
  return new Map(
    [...first].map(([key, one]) => {
      const two = second.get(key) as AdapterPair;
      const rank = one.rank + two.rank;
      const out = one.b.length / one.rank;
      const b = new Float32Array(out * rank);
      for (let row = 0; row < out; row++) {
        b.set(one.b.subarray(row * one.rank, (row + 1) * one.rank), row * rank);
        b.set(two.b.subarray(row * two.rank, (row + 1) * two.rank), row * rank + one.rank);
      }
      return [key, { rank, a: Float32Array.of(...one.a, ...two.a), b }];
    }),
  );
}

function expectClose(actual: number, expected: number, scale: number, what: string): void {
  expect(
    Math.abs(actual - expected) / Math.abs(scale),
    `${what}: ${actual} instead of ${expected}`,
  ).toBeLessThan(TOLERANCE);
}
