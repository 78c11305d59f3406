import { Tensor } from 'onnxruntime-node';
import { createNativeSession } from '../onnx/native-session.ts';
import { Random } from '../random/random.ts';
import { backward } from './backward.ts';
import { Graph, type Value } from './graph.ts';
import { elementCount } from './shape.ts';

/** Operand of a gradient check: a shape, or fixed integers. */
export interface CheckedInput {
  readonly shape: readonly number[];
  /** Makes the operand an int64 tensor without gradient. */
  readonly ints?: readonly number[];
  /** Smallest and largest random value; default −1 to 1. */
  readonly range?: readonly [number, number];
}

/**
 * Compares the gradients of an operator with central differences.
 *
 * The scalar that is differentiated is Σ output · R with a fixed random R; it is summed in double precision outside of the
 * graph, so that rounding does not hide errors.
 *
 * @returns the largest error relative to the largest gradient of the same input
 */
export async function gradientError(
  inputs: readonly CheckedInput[],
  build: (g: Graph, values: readonly Value[]) => Value,
): Promise<number> {
  const random = Random.fromSeed(7);
  const data = inputs.map(({ shape, range: [low, high] = [-1, 1] }) =>
    Float32Array.from({ length: elementCount(shape) }, () => low + (high - low) * random.uniform()),
  );
  const g = new Graph();
  const values = inputs.map((input, i) =>
    g.input(`x${i}`, input.shape, input.ints === undefined ? 'float32' : 'int64', input.ints === undefined),
  );
  const output = build(g, values);
  const weight = g.input('r', output.shape);
  const targets = values.filter((value) => value.needsGrad);
  g.output(output, 'y');
  backward(g, g.tape, output, weight, targets).forEach((gradient, i) => {
    if (gradient === undefined) throw new Error(`no gradient for ${targets[i]?.name}`);
    g.output(gradient, `grad.${targets[i]?.name}`);
  });
  const session = await createNativeSession(g.toModel(), { threads: 1 });
  const outputShape = output.shape as number[];
  const r = Float32Array.from({ length: elementCount(outputShape) }, () => random.normal());
  const run = async (): Promise<Record<string, Float32Array>> => {
    const feeds: Record<string, Tensor> = { r: new Tensor('float32', r, outputShape) };
    inputs.forEach(({ shape, ints }, i) => {
      feeds[`x${i}`] =
        ints === undefined
          ? new Tensor('float32', data[i] as Float32Array, shape)
          : new Tensor('int64', BigInt64Array.from(ints, BigInt), shape);
    });
    const used = Object.fromEntries(
      Object.entries(feeds).filter(([name]) => session.inputNames.includes(name)),
    );
    const result = await session.run(used);
    return Object.fromEntries(
      Object.entries(result).map(([name, tensor]) => [name, Float32Array.from(tensor.data as Float32Array)]),
    );
  };
  const scalar = async (): Promise<number> => {
    const y = (await run()).y as Float32Array;
    return y.reduce((sum, value, i) => sum + value * (r[i] as number), 0);
  };
  const analytic = await run();
  let worst = 0;
  for (const [i, input] of inputs.entries()) {
    if (input.ints !== undefined) continue;
    const x = data[i] as Float32Array;
    const gradient = analytic[`grad.x${i}`] as Float32Array;
    if (gradient.length !== x.length) return Number.POSITIVE_INFINITY;
    const largest = gradient.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
    for (let k = 0; k < x.length; k++) {
      const kept = x[k] as number;
      const at = async (offset: number): Promise<number> => {
        x[k] = kept + offset;
        return scalar();
      };
      // fourth-order central difference: a wide step keeps float32 rounding out
      const h = 2 ** -5;
      const difference =
        (8 * ((await at(h)) - (await at(-h))) - ((await at(2 * h)) - (await at(-2 * h)))) / (12 * h);
      x[k] = kept;
      worst = Math.max(worst, Math.abs(difference - (gradient[k] as number)) / largest);
    }
  }
  await session.release();
  return worst;
}
