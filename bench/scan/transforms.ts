import type { Adapter } from '../../worker/adapter/adapter.ts';
import { type Matrix, multiply, transpose, zeros } from '../../worker/adapter/matrix.ts';
import { qr } from '../../worker/adapter/qr.ts';
import type { Random } from '../../worker/random/random.ts';

type Pair = Adapter['pairs'] extends ReadonlyMap<string, infer P> ? P : never;
/** Makes another update of one. */
export type Change = (adapter: Adapter, random: Random) => Adapter;

/** Crude poison made of an honest update. */
export const POISONS: Readonly<Record<string, Change>> = {
  'sign flip': (adapter) => mapPairs(adapter, (pair) => ({ ...pair, b: pair.b.map((v) => -v) })),
  'ten times': (adapter) => mapPairs(adapter, (pair) => ({ ...pair, b: pair.b.map((v) => 10 * v) })),
  // As large as the honest numbers, so that nothing but their order is lost.
  noise: (adapter, random) =>
    mapPairs(adapter, (pair) => ({ ...pair, a: noise(pair.a, random), b: noise(pair.b, random) })),
};

/** Copies of an honest update that other bytes hide. */
export const COPIES: Readonly<Record<string, Change>> = {
  rescaled: (adapter, random) => ({ ...adapter, alpha: adapter.alpha * (0.1 + 3 * random.uniform()) }),
  refactored: (adapter, random) => mapPairs(adapter, (pair) => refactor(pair, random)),
  'noised 1 %': (adapter, random) => noised(adapter, 0.01, random),
  'noised 5 %': (adapter, random) => noised(adapter, 0.05, random),
  'noised 10 %': (adapter, random) => noised(adapter, 0.1, random),
  'refactored, rescaled and noised 10 %': (adapter, random) => {
    const hidden = noised(adapter, 0.1, random);
    return { ...mapPairs(hidden, (pair) => refactor(pair, random)), alpha: adapter.alpha * 0.4 };
  },
};

/** Half of each of two updates, side by side. */
export function mixture(left: Adapter, right: Adapter): Adapter {
  const rank = left.rank + right.rank;
  const pairs = new Map<string, Pair>();
  for (const [key, { a, b }] of left.pairs) {
    const other = right.pairs.get(key);
    if (other === undefined) continue;
    const rows = b.length / left.rank;
    const both = new Float32Array(rows * rank);
    for (let row = 0; row < rows; row++) {
      const own = b.subarray(row * left.rank, (row + 1) * left.rank);
      const theirs = other.b.subarray(row * right.rank, (row + 1) * right.rank);
      both.set(
        own.map((v) => (v * left.alpha) / left.rank),
        row * rank,
      );
      both.set(
        theirs.map((v) => (v * right.alpha) / right.rank),
        row * rank + left.rank,
      );
    }
    pairs.set(key, { rank, a: Float32Array.from([...a, ...other.a]), b: both });
  }
  return { rank, alpha: rank / 2, pairs };
}

function mapPairs(adapter: Adapter, change: (pair: Pair) => Pair): Adapter {
  return { ...adapter, pairs: new Map([...adapter.pairs].map(([key, pair]) => [key, change(pair)])) };
}

/** Every number plus noise of `share` of its tensor's root mean square. */
function noised(adapter: Adapter, share: number, random: Random): Adapter {
  const add = (values: Float32Array): Float32Array => {
    const size = share * rootMeanSquare(values);
    return values.map((value) => value + size * random.normal());
  };
  return mapPairs(adapter, (pair) => ({ ...pair, a: add(pair.a), b: add(pair.b) }));
}

/** A → R·A, B → B·R⁻¹ with R a random rotation times a random scaling of each direction: the same ΔW. */
function refactor({ rank, a, b }: Pair, random: Random): Pair {
  const gauss = zeros(rank, rank);
  for (let i = 0; i < gauss.data.length; i++) gauss.data[i] = random.normal();
  const { q } = qr(gauss);
  const scales = Array.from({ length: rank }, () => 0.3 + 2 * random.uniform());
  const turn = (m: Matrix, factor: (i: number) => number): Matrix => ({
    ...m,
    data: m.data.map((value, at) => value * factor(Math.floor(at / m.columns))),
  });
  const r = turn(q, (i) => scales[i] as number);
  const inverse = transpose(turn(q, (i) => 1 / (scales[i] as number)));
  const left = { rows: rank, columns: a.length / rank, data: Float64Array.from(a) };
  const right = { rows: b.length / rank, columns: rank, data: Float64Array.from(b) };
  return {
    rank,
    a: Float32Array.from(multiply(r, left).data),
    b: Float32Array.from(multiply(right, inverse).data),
  };
}

function noise(values: Float32Array, random: Random): Float32Array {
  const size = rootMeanSquare(values);
  return values.map(() => size * random.normal());
}

function rootMeanSquare(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return Math.sqrt(sum / values.length);
}
