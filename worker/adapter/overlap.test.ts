import { expect, test } from 'vitest';
import { Random } from '../random/random.ts';
import type { Adapter } from './adapter.ts';
import { cosine, explained, innerProduct, nearest } from './overlap.ts';
import { denseChange, randomAdapter } from './test-adapters.ts';

const options = { rank: 4, alpha: 8 };
const first = randomAdapter(1, options);
const second = randomAdapter(2, { rank: 3, alpha: 3 });

/** The same ΔW, factored differently: A → R·A, B → B·R⁻¹ with R = 1 + s·e₀e₁ᵀ, then rescaled. */
function refactored({ rank, alpha, pairs }: Adapter, shear: number, factor: number): Adapter {
  return {
    rank,
    alpha,
    pairs: new Map(
      [...pairs].map(([key, { a, b }]) => {
        const width = a.length / rank;
        const turnedA = a.map((value, i) => (i < width ? value + shear * (a[width + i] ?? 0) : value));
        const turnedB = b.map((value, i) => (i % rank === 1 ? value - shear * (b[i - 1] ?? 0) : value));
        return [key, { rank, a: turnedA, b: turnedB.map((value) => value * factor) }];
      }),
    ),
  };
}

/** As the worker scans: cosines to all, then the span of the nearest. */
function overlap(adapter: Adapter, earlier: readonly Adapter[]) {
  const cosines = earlier.map((other) => cosine(adapter, other));
  const near = nearest(cosines).map((at) => earlier[at] as Adapter);
  return { cosines, explained: explained(adapter, near) };
}

test('inner products are those of the full matrices', () => {
  let expected = 0;
  for (const key of first.pairs.keys()) {
    const left = denseChange(first, key).data;
    const right = denseChange(second, key).data;
    left.forEach((value, i) => {
      expected += value * (right[i] as number);
    });
  }
  expect(innerProduct(first, second)).toBeCloseTo(expected, 6);
});

test('a copy is one, however it is scaled and factored; another update is none', () => {
  const copy = overlap(refactored(first, 3, -0.2), [second, first]);
  expect(copy.cosines[1]).toBeCloseTo(-1, 5);
  expect(copy.explained).toBeCloseTo(1, 5);
  expect(overlap(first, [second]).explained).toBeLessThan(0.2);
  expect(overlap(first, [])).toEqual({ cosines: [], explained: 0 });
});

test('a mixture of earlier updates is explained by them together, by none alone', () => {
  const third = randomAdapter(3, options);
  const mixed: Adapter = {
    rank: 8,
    alpha: 8,
    pairs: new Map(
      [...first.pairs].map(([key, { a, b }]) => {
        const other = third.pairs.get(key);
        if (other === undefined) throw new Error(key);
        const rows = b.length / 4;
        const both = new Float32Array(rows * 8);
        for (let row = 0; row < rows; row++) {
          both.set(b.subarray(row * 4, row * 4 + 4), row * 8);
          both.set(other.b.subarray(row * 4, row * 4 + 4), row * 8 + 4);
        }
        return [key, { rank: 8, a: Float32Array.from([...a, ...other.a]), b: both }];
      }),
    ),
  };
  const found = overlap(mixed, [second, first, third, first]);
  expect(found.explained).toBeCloseTo(1, 6);
  for (const cosine of found.cosines) expect(Math.abs(cosine)).toBeLessThan(0.85);
});

test('an update without effect has nothing in common with anything', () => {
  const nothing: Adapter = {
    ...first,
    pairs: new Map(
      [...first.pairs].map(([key, pair]) => [key, { ...pair, b: new Float32Array(pair.b.length) }]),
    ),
  };
  expect(overlap(nothing, [first])).toEqual({ cosines: [0], explained: 0 });
  expect(overlap(first, [nothing])).toEqual({ cosines: [0], explained: 0 });
});

test('noise leaves a copy one', () => {
  const random = Random.fromSeed(9);
  const noised: Adapter = {
    ...first,
    pairs: new Map(
      [...first.pairs].map(([key, { rank, a, b }]) => [
        key,
        { rank, a: a.map((v) => v + 0.1 * random.normal()), b: b.map((v) => v + 0.1 * random.normal()) },
      ]),
    ),
  };
  expect(overlap(noised, [first]).cosines[0]).toBeGreaterThan(0.97);
});

test('the nearest come first, sixteen at most, zeros and the unreadable never', () => {
  expect(nearest([0, 0.2, null, -0.9, 0.2])).toEqual([3, 1, 4]);
  expect(nearest(Array.from({ length: 40 }, (_, i) => (i + 1) / 100))).toHaveLength(16);
});
