import type { Graph, Value } from '../graph.ts';
import { binary, unbroadcast } from '../primitives.ts';

/** a · b element by element, with broadcasting. */
export function mul(g: Graph, a: Value, b: Value): Value {
  return g.record(binary(g, 'Mul', a, b), [a, b], (dy) => [
    a.needsGrad ? unbroadcast(g, binary(g, 'Mul', dy, b), a.shape) : null,
    b.needsGrad ? unbroadcast(g, binary(g, 'Mul', dy, a), b.shape) : null,
  ]);
}
