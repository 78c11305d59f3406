import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type CheckedInput, gradientError } from '../gradient-error.ts';
import type { Graph, Value } from '../graph.ts';
import { add } from './add.ts';
import { crossEntropy } from './cross-entropy.ts';
import { embedding } from './embedding.ts';
import { linear } from './linear.ts';
import { matMul } from './mat-mul.ts';
import { mul } from './mul.ts';
import { reshape } from './reshape.ts';
import { rmsNorm } from './rms-norm.ts';
import { rope } from './rope.ts';
import { softmax } from './softmax.ts';
import { swiglu } from './swiglu.ts';
import { transpose } from './transpose.ts';

type Case = readonly [
  name: string,
  inputs: readonly CheckedInput[],
  build: (g: Graph, values: Value[]) => Value,
];

const shapes = (...list: (readonly number[])[]): CheckedInput[] => list.map((shape) => ({ shape }));
const tuple =
  (build: (g: Graph, ...values: [Value, Value, Value, Value, Value, Value]) => Value) =>
  (g: Graph, values: Value[]) =>
    build(g, ...(values as [Value, Value, Value, Value, Value, Value]));

const cases: readonly Case[] = [
  ['add', shapes([3, 4], [3, 4]), tuple((g, a, b) => add(g, a, b))],
  ['add: broadcast from fewer axes', shapes([2, 3, 4], [3, 1]), tuple((g, a, b) => add(g, a, b))],
  ['mul', shapes([3, 4], [3, 4]), tuple((g, a, b) => mul(g, a, b))],
  ['mul: broadcast of both', shapes([3, 1], [1, 4]), tuple((g, a, b) => mul(g, a, b))],
  ['mul: a value with itself', shapes([5]), tuple((g, a) => mul(g, a, a))],
  ['reshape', shapes([2, 6]), tuple((g, a) => reshape(g, a, [3, 4]))],
  ['transpose', shapes([2, 3, 4, 2]), tuple((g, a) => transpose(g, a, [0, 2, 3, 1]))],
  ['mat-mul', shapes([2, 3, 4], [2, 4, 5]), tuple((g, a, b) => matMul(g, a, b))],
  ['softmax', shapes([3, 5]), tuple((g, a) => softmax(g, a))],
  ['swiglu', shapes([3, 4], [3, 4]), tuple((g, a, b) => swiglu(g, a, b))],
  ['rms-norm', shapes([3, 4], [4]), tuple((g, x, w) => rmsNorm(g, x, w, 1e-5))],
  ['rope', [...shapes([1, 3, 2, 4])], tuple((g, x) => rope(g, x, table(g, 'cos', 3), table(g, 'sin', 3)))],
  ['linear', shapes([3, 4], [5, 4]), tuple((g, x, w) => linear(g, x, w))],
  [
    'linear: two adapters',
    shapes([3, 4], [5, 4], [2, 4], [5, 2], [1, 4], [5, 1]),
    tuple((g, x, w, a, b, a2, b2) =>
      linear(g, x, w, [
        { a, b, alpha: 0.5 },
        { a: a2, b: b2, alpha: 2 },
      ]),
    ),
  ],
  [
    'embedding: repeated ids',
    [{ shape: [4, 3] }, { shape: [5], ints: [1, 3, 1, 1, 0] }],
    tuple((g, table, ids) => embedding(g, table, ids)),
  ],
  [
    'cross-entropy',
    [...shapes([4, 3], [6, 3]), { shape: [4], ints: [5, 0, 5, 2] }],
    tuple((g, hidden, head, labels) =>
      crossEntropy(g, {
        hidden,
        head,
        labels,
        weights: g.initializer('w', [4, 1], Float32Array.of(1, 0, 0.25, 2)),
      }),
    ),
  ],
  [
    'softmax: in a chain that uses one value three times',
    shapes([3, 3]),
    tuple((g, x) => add(g, matMul(g, softmax(g, x), x), mul(g, x, x))),
  ],
];

describe('gradients agree with central differences', () => {
  test.each(cases)('%s', async (_name, inputs, build) => {
    expect(await gradientError(inputs, (g, values) => build(g, [...values]))).toBeLessThan(1e-3);
  });
});

test('every operator of this folder is checked', () => {
  const operators = readdirSync(new URL('.', import.meta.url)).filter((file) => !file.endsWith('.test.ts'));
  const checked = new Set(cases.map(([name]) => `${name.split(':')[0]}.ts`));
  expect(operators.filter((file) => !checked.has(file))).toEqual([]);
});

test('a wrong gradient is noticed', async () => {
  const error = await gradientError(shapes([3]), (g, [a]) => {
    const x = a as Value;
    return g.record(g.node('Mul', [x, x], [3]), [x], (dy) => [g.node('Mul', [dy, x], [3])]);
  });
  expect(error).toBeGreaterThan(0.1);
});

function table(g: Graph, name: string, positions: number): Value {
  const data = Float32Array.from({ length: positions * 2 }, (_, i) =>
    name === 'cos' ? Math.cos(i) : Math.sin(i),
  );
  return g.initializer(name, [positions, 1, 2], data);
}
