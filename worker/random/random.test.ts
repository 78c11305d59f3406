import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from './random.ts';

test('the generator is xoshiro128**', () => {
  const random = Random.fromState([1, 2, 3, 4]);
  expect(Array.from({ length: 5 }, () => random.uint32())).toEqual([11520, 0, 5927040, 70819200, 2031721883]);
});

test('a state continues where it was taken, and seeds differ', () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat(50), (seed, skipped) => {
      const random = Random.fromSeed(seed);
      for (let i = 0; i < skipped; i++) random.uint32();
      const copy = Random.fromState(random.state());
      expect([copy.uint32(), copy.uniform(), copy.normal()]).toEqual([
        random.uint32(),
        random.uniform(),
        random.normal(),
      ]);
    }),
  );
  expect(new Set(Array.from({ length: 1000 }, (_, seed) => Random.fromSeed(seed).uint32())).size).toBe(1000);
});

test('uniform, whole and normal numbers have the right mean and spread', () => {
  const random = Random.fromSeed(3);
  const moments = (draw: () => number): [number, number] => {
    const values = Array.from({ length: 50_000 }, draw);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return [mean, values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length];
  };
  const [mean, variance] = moments(() => random.uniform());
  expect(mean).toBeCloseTo(0.5, 1.9);
  expect(variance).toBeCloseTo(1 / 12, 2);
  const [normalMean, normalVariance] = moments(() => random.normal());
  expect(normalMean).toBeCloseTo(0, 1.5);
  expect(normalVariance).toBeCloseTo(1, 1.5);
  expect(moments(() => random.below(3))[0]).toBeCloseTo(1, 1.5);
});

test('whole numbers favour none, also near the largest bound', () => {
  const random = Random.fromSeed(5);
  const bound = 3 * 2 ** 30;
  const low = Array.from({ length: 9000 }, () => random.below(bound)).filter(
    (value) => value < bound / 3,
  ).length;
  expect(low / 9000).toBeCloseTo(1 / 3, 1.5);
});

test('shuffling keeps every item, and every order comes up', () => {
  const random = Random.fromSeed(9);
  const orders = new Map<string, number>();
  for (let i = 0; i < 6000; i++) {
    const order = random.shuffle(['a', 'b', 'c']).join('');
    orders.set(order, (orders.get(order) ?? 0) + 1);
  }
  expect(orders.size).toBe(6);
  for (const count of orders.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test.each([[[0, 0, 0, 0]], [[1, 2, 3]], [[-1, 0, 0, 1]], [[0.5, 1, 1, 1]], [[2 ** 32, 1, 1, 1]]])(
  'refuses the state %o',
  (state) => {
    expect(() => Random.fromState(state as unknown as readonly [number, number, number, number])).toThrow(
      expect.objectContaining({ code: 'RANDOM_STATE_INVALID' }),
    );
  },
);
