import type { Graph, Value } from '../graph.ts';
import { permute } from '../primitives.ts';

/** Reorders the axes: axis i of the result is axis perm[i] of `a`. */
export function transpose(g: Graph, a: Value, perm: readonly number[]): Value {
  const inverse = perm.map((_, i) => perm.indexOf(i));
  return g.record(permute(g, a, perm), [a], (dy) => [permute(g, dy, inverse)]);
}
