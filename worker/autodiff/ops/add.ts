import type { Graph, Value } from '../graph.ts';
import { binary, unbroadcast } from '../primitives.ts';

/** a + b with broadcasting. */
export function add(g: Graph, a: Value, b: Value): Value {
  return g.record(binary(g, 'Add', a, b), [a, b], (dy) => [
    a.needsGrad ? unbroadcast(g, dy, a.shape) : null,
    b.needsGrad ? unbroadcast(g, dy, b.shape) : null,
  ]);
}
