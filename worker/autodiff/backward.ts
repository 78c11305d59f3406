import type { Graph, TapeEntry, Value } from './graph.ts';
import { binary } from './primitives.ts';

/**
 * Walks the recorded steps backwards and emits the gradient of `output` with respect to `targets`.
 *
 * @param outputGrad gradient of whatever is minimised with respect to `output`; a scalar 1 for a loss
 * @returns one gradient per target, `undefined` where `output` does not depend on it
 */
export function backward(
  g: Graph,
  tape: readonly TapeEntry[],
  output: Value,
  outputGrad: Value,
  targets: readonly Value[],
): (Value | undefined)[] {
  const grads = new Map<string, Value>([[output.name, outputGrad]]);
  for (const entry of tape.toReversed()) {
    const grad = grads.get(entry.output.name);
    if (grad === undefined) continue;
    const inputGrads = entry.vjp(grad);
    entry.inputs.forEach((input, i) => {
      const addend = inputGrads[i];
      if (!input.needsGrad || addend === null || addend === undefined) return;
      const sum = grads.get(input.name);
      grads.set(input.name, sum === undefined ? addend : binary(g, 'Add', sum, addend));
    });
  }
  return targets.map((target) => grads.get(target.name));
}
