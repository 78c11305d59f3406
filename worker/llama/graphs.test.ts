import { createHash } from 'node:crypto';
import { Tensor } from 'onnxruntime-node';
import { describe, expect, test } from 'vitest';
import { Generator } from '../generation/generator.ts';
import { createNativeSession } from '../onnx/native-session.ts';
import { FullTrainer } from '../training/full-trainer.ts';
import { constantRate } from '../training/learning-rate.ts';
import { type AdapterPair, adapterKey, type StackedAdapter, stackedAdapterInputs } from './adapter-inputs.ts';
import type { LlamaConfig } from './config.ts';
import { buildLoss } from './loss-graph.ts';
import { hashedValues, hashedWeights, TINY_CONFIG } from './tiny-model.ts';
import { buildTrainingStep } from './training-graph.ts';
import { ADAPTER_TARGETS, linearShape } from './weight-shapes.ts';

const weights = hashedWeights(TINY_CONFIG);
const ids = Array.from({ length: 20 }, (_, i) => (i * 7 + 3) % TINY_CONFIG.vocabularySize);
const labels = Array.from({ length: 20 }, (_, i) => (i * 11 + 1) % TINY_CONFIG.vocabularySize);
const tokenWeights = Float32Array.from({ length: 20 }, (_, i) => i % 3);
const BASE: StackedAdapter = new Map();

describe('loss graph', () => {
  test('is the sum of what the training graph averages, at any length', async () => {
    const session = await createNativeSession(buildLoss(TINY_CONFIG, { kind: 'embedded', weights }), {
      threads: 1,
    });
    const trainer = new FullTrainer(
      { config: TINY_CONFIG, weights: hashedWeights(TINY_CONFIG) },
      { schedule: constantRate(1), threads: 1, seed: 1 },
    );
    for (const length of [2, 5, 20]) {
      const loss = await run(session, length, BASE);
      const part = tokenWeights.slice(0, length);
      const mean = await trainer.evaluate([
        {
          batch: 1,
          length,
          ids: Int32Array.from(ids.slice(0, length)),
          labels: Int32Array.from(labels.slice(0, length)),
          weights: part,
        },
      ]);
      expect(loss / part.reduce((a, b) => a + b)).toBeCloseTo(mean, 5);
    }
    await session.release();
    await trainer.release();
  });

  test('an adapter of rank 0 or of zeros is the base bit for bit, another one is not, and its rank is free', async () => {
    const session = await createNativeSession(buildLoss(TINY_CONFIG, { kind: 'embedded', weights }), {
      threads: 1,
    });
    const base = await run(session, 20, BASE);
    expect(await run(session, 20, adapter(3, 0))).toBe(base);
    const three = await run(session, 20, adapter(3, 1 / 4));
    expect(three).not.toBe(base);
    expect(await run(session, 20, widened(adapter(3, 1 / 4)))).toBeCloseTo(three, 3);
    expect(await run(session, 20, new Map([...adapter(3, 1 / 4)].slice(0, 1)))).not.toBe(base);
    await session.release();
  });

  test('has the same bytes every time, and they are known: verdicts are signed over what it computes', () => {
    const build = (): string =>
      createHash('sha256')
        .update(buildLoss(TINY_CONFIG, { kind: 'embedded', weights: hashedWeights(TINY_CONFIG) }))
        .digest('hex');
    expect(build()).toBe(build());
    expect(build()).toBe('a488f05976938836b3d4a20171062bdfd22e6c436ab283fc50ec634eeab00189');
  });
});

describe('generation graph', () => {
  const config: LlamaConfig = { ...TINY_CONFIG, tieWordEmbeddings: false };
  const generatorOf = (): Promise<Generator> =>
    Generator.create({ config, weights: hashedWeights(config) }, { threads: 1, now: () => 0 });

  test('rank 0 and zeros give the logits of the base bit for bit', async () => {
    const generator = await generatorOf();
    const base = await generator.logits(ids);
    expect(await generator.logits(ids, adapter(2, 0))).toEqual(base);
    expect(await generator.logits(ids, adapter(2, 1 / 4))).not.toEqual(base);
    await generator.release();
  });

  test('a weight that is missing, an adapter that does not fit: refused', async () => {
    const generator = await generatorOf();
    const pair: AdapterPair = { rank: 2, a: new Float32Array(2), b: new Float32Array(2) };
    await expect(generator.logits(ids, new Map([['0.q', pair]]))).rejects.toMatchObject({
      code: 'ADAPTER_SHAPE_MISMATCH',
    });
    await expect(
      generator.logits(
        ids,
        new Map([['9.q', { ...pair, rank: 0, a: new Float32Array(0), b: new Float32Array(0) }]]),
      ),
    ).rejects.toMatchObject({
      code: 'ADAPTER_SHAPE_MISMATCH',
    });
    expect(() => buildLoss(config, { kind: 'embedded', weights })).toThrow(/lm_head/);
    await generator.release();
  });
});

test('training graphs refuse ranks and buckets outside their limits', () => {
  const lora = (rank: number) => () =>
    buildTrainingStep(
      TINY_CONFIG,
      { batch: 1, length: 4 },
      { kind: 'lora', lora: { targets: ['q'], rank, alpha: 1 } },
    );
  expect(lora(0)).toThrow(/rank/);
  expect(lora(1.5)).toThrow(/rank/);
  expect(lora(4096)).toThrow(/rank/);
  expect(() => buildTrainingStep(TINY_CONFIG, { batch: 0, length: 4 }, { kind: 'full' })).toThrow(/bucket/);
  expect(() => buildTrainingStep(TINY_CONFIG, { batch: 100_000, length: 4 }, { kind: 'full' })).toThrow(
    /bucket/,
  );
});

async function run(
  session: Awaited<ReturnType<typeof createNativeSession>>,
  length: number,
  stacked: StackedAdapter,
): Promise<number> {
  const adapters = [...stackedAdapterInputs(TINY_CONFIG, stacked)].map(([name, { data, dims }]) => [
    name,
    new Tensor('float32', data, dims),
  ]);
  const result = await session.run({
    ...(Object.fromEntries(adapters) as Record<string, Tensor>),
    ids: new Tensor('int64', BigInt64Array.from(ids.slice(0, length), BigInt), [length]),
    labels: new Tensor('int64', BigInt64Array.from(labels.slice(0, length), BigInt), [length]),
    tokenWeights: new Tensor('float32', tokenWeights.slice(0, length), [length, 1]),
  });
  return Number(result.loss?.data[0]);
}

function adapter(rank: number, scaleOfB: number): Map<string, AdapterPair> {
  const pairs = new Map<string, AdapterPair>();
  for (let layer = 0; layer < TINY_CONFIG.layers; layer++) {
    for (const [i, target] of ADAPTER_TARGETS.entries()) {
      const size = linearShape(TINY_CONFIG, target);
      const b = hashedValues(200 + i, rank * size.out, 1).map((value) => Math.abs(value) * scaleOfB);
      pairs.set(adapterKey(layer, target), { rank, a: hashedValues(100 + i, rank * size.in, 1 / 4), b });
    }
  }
  return pairs;
}

/** The same change of the weights with one rank more. */
function widened(stacked: Map<string, AdapterPair>): Map<string, AdapterPair> {
  return new Map(
    [...stacked].map(([key, { rank, a, b }]) => {
      const rows = Array.from({ length: b.length / rank }, (_, row) => [
        ...b.slice(row * rank, (row + 1) * rank),
        0,
      ]);
      const width = a.length / rank;
      return [
        key,
        {
          rank: rank + 1,
          a: Float32Array.of(...a, ...new Float32Array(width).fill(1)),
          b: Float32Array.from(rows.flat()),
        },
      ];
    }),
  );
}
