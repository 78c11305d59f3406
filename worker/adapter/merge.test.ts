import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Adapter, adapterModules, adapterNorm } from './adapter.ts';
import { type Matrix, zeros } from './matrix.ts';
import { type MergePart, mergeAdapters } from './merge.ts';
import { writePeft } from './peft-format.ts';
import { scaleAdapter } from './scale.ts';
import { stackAdapters } from './stack.ts';
import { svd } from './svd.ts';
import { denseChange, distance, randomAdapter, tinyConfig } from './test-adapters.ts';

const KEYS = adapterModules(tinyConfig).map(({ key }) => key);
const parts: MergePart[] = [
  { adapter: randomAdapter(1, { rank: 3, alpha: 6 }), numerator: 1n, denominator: 1n },
  {
    adapter: randomAdapter(2, { rank: 2, alpha: 1, chosen: (key) => key.startsWith('0') }),
    numerator: 1n,
    denominator: 3n,
  },
  {
    adapter: randomAdapter(3, { rank: 4, alpha: 4, chosen: (key) => !key.endsWith('k') }),
    numerator: 2n,
    denominator: 3n,
  },
];

/** The weighted sum with full matrices. */
function denseSum(list: readonly MergePart[], key: string): Matrix {
  let sum = denseChange({ rank: 1, alpha: 1, pairs: new Map() }, key);
  for (const { adapter, numerator, denominator } of list) {
    const change = denseChange(adapter, key);
    const weight = Number(numerator) / Number(denominator);
    sum = { ...sum, data: sum.data.map((value, i) => value + weight * (change.data[i] as number)) };
  }
  return sum;
}

const norm = (m: Matrix): number => distance(m, zeros(m.rows, m.columns));
const sha256 = (adapter: Adapter): string =>
  createHash('sha256')
    .update(writePeft(adapter, { baseModel: 'tiny' }).model)
    .digest('hex');

test('below the largest rank the merge is the exact sum, up to float32', () => {
  const { adapter, residual } = mergeAdapters(parts, { config: tinyConfig, maxRank: 64 });
  expect(adapter.rank).toBe(9);
  expect(adapter.alpha).toBe(9);
  for (const key of KEYS) {
    const wanted = denseSum(parts, key);
    expect(distance(denseChange(adapter, key), wanted) / norm(wanted)).toBeLessThan(1e-6);
  }
  expect(residual).toBeLessThan(1e-6);
});

test('above it, each layer is the best approximation of that rank and the residual is the true one', () => {
  const { adapter, residual } = mergeAdapters(parts, { config: tinyConfig, maxRank: 4 });
  expect(adapter.rank).toBe(4);
  let difference = 0;
  let total = 0;
  for (const key of KEYS) {
    const wanted = denseSum(parts, key);
    const dropped = svd(wanted).values.slice(4);
    const best = Math.sqrt(dropped.reduce((sum, value) => sum + value * value, 0));
    const apart = distance(denseChange(adapter, key), wanted);
    expect(Math.abs(apart - best)).toBeLessThan(1e-5 * norm(wanted));
    difference += apart ** 2;
    total += norm(wanted) ** 2;
  }
  expect(residual).toBeGreaterThan(0.01);
  expect(residual).toBeCloseTo(Math.sqrt(difference / total), 10);
});

test('ranks wider than the layer itself work too', () => {
  const many = Array.from(
    { length: 5 },
    (_, i): MergePart => ({
      adapter: randomAdapter(20 + i, { rank: 6, alpha: 6 }),
      numerator: 1n,
      denominator: 5n,
    }),
  );
  const { residual } = mergeAdapters(many, { config: tinyConfig, maxRank: 12 });
  // Every layer is at most 12 wide on one side, so rank 12 holds everything.
  expect(residual).toBeLessThan(1e-6);
});

test('committed vectors: the bytes are the same everywhere', () => {
  const exact = mergeAdapters(parts, { config: tinyConfig, maxRank: 64 });
  const refactored = mergeAdapters(parts, { config: tinyConfig, maxRank: 4 });
  expect(sha256(exact.adapter)).toMatchInlineSnapshot(
    `"216a548f37cde7133f7a1cd67be84624cbf23bdbb02e69a4eef99ddbc6597566"`,
  );
  expect(sha256(refactored.adapter)).toMatchInlineSnapshot(
    `"795cf91d3afd5df3139f33a92b3059249692fb296523212fd5799cac145b0d34"`,
  );
  expect(refactored.residual).toMatchInlineSnapshot(`0.14183435104847633`);
  expect(sha256(mergeAdapters(parts, { config: tinyConfig, maxRank: 4 }).adapter)).toBe(
    sha256(refactored.adapter),
  );
});

test('weights are fractions of any size', () => {
  const [first] = parts as [MergePart];
  const huge = mergeAdapters([{ ...first, numerator: 10n ** 50n, denominator: 2n * 10n ** 50n }], {
    config: tinyConfig,
    maxRank: 64,
  });
  const half = mergeAdapters([{ ...first, numerator: 1n, denominator: 2n }], {
    config: tinyConfig,
    maxRank: 64,
  });
  expect(sha256(huge.adapter)).toBe(sha256(half.adapter));
});

test('adapters of zeros merge to zeros', () => {
  const zero: Adapter = scaleAdapter(randomAdapter(1, { rank: 3, alpha: 3 }), 0);
  const list = [
    { adapter: zero, numerator: 1n, denominator: 1n },
    { adapter: zero, numerator: 1n, denominator: 1n },
  ];
  const { adapter, residual } = mergeAdapters(list, { config: tinyConfig, maxRank: 2 });
  expect(residual).toBe(0);
  expect(adapterNorm(adapter)).toBe(0);
});

test('what cannot be merged is refused', () => {
  const [part] = parts as [MergePart];
  const options = { config: tinyConfig, maxRank: 8 };
  expect(() => mergeAdapters([], options)).toThrow(expect.objectContaining({ code: 'MERGE_EMPTY' }));
  expect(() => mergeAdapters([{ ...part, denominator: 0n }], options)).toThrow(
    expect.objectContaining({ code: 'MERGE_WEIGHT' }),
  );
  const pair = part.adapter.pairs.get('0.q');
  if (pair === undefined) throw new Error('no pair');
  const misfit = { ...part.adapter, pairs: new Map([['0.gate', pair]]) };
  expect(() => mergeAdapters([{ ...part, adapter: misfit }], options)).toThrow(
    expect.objectContaining({ code: 'ADAPTER_SHAPE_MISMATCH' }),
  );
});

test('a stack is the weighted sum, with its scaling in B', () => {
  const stacked = stackAdapters([
    { adapter: parts[0]?.adapter as Adapter },
    { adapter: parts[1]?.adapter as Adapter, weight: -0.5 },
  ]);
  for (const key of KEYS) {
    const pair = stacked.get(key);
    expect(pair?.rank).toBe(key.startsWith('0') ? 5 : 3);
    const got = denseChange({ rank: 1, alpha: 1, pairs: stacked }, key);
    const first = denseChange(parts[0]?.adapter as Adapter, key);
    const second = denseChange(parts[1]?.adapter as Adapter, key);
    const wanted = { ...first, data: first.data.map((value, i) => value - 0.5 * (second.data[i] as number)) };
    expect(distance(got, wanted)).toBeLessThan(1e-5 * norm(wanted));
  }
});

test('the norm is that of the full matrices, and scaling scales it', () => {
  const adapter = randomAdapter(8, { rank: 3, alpha: 5 });
  const squares = KEYS.reduce((sum, key) => sum + norm(denseChange(adapter, key)) ** 2, 0);
  expect(adapterNorm(adapter)).toBeCloseTo(Math.sqrt(squares), 8);
  for (const factor of [2, 0.25, -3]) {
    expect(adapterNorm(scaleAdapter(adapter, factor))).toBeCloseTo(Math.sqrt(squares) * Math.abs(factor), 4);
  }
  const negated = denseChange(scaleAdapter(adapter, -1), '1.down');
  expect(distance(negated, denseChange(adapter, '1.down'), -1)).toBe(0);
});
