import type { Graph, Value } from '../graph.ts';
import { batchMatMul, swapLast } from '../primitives.ts';

/** Batched product of a [..., m, k] and b [..., k, n] with equal leading dimensions. */
export function matMul(g: Graph, a: Value, b: Value): Value {
  return g.record(batchMatMul(g, a, b), [a, b], (dy) => [
    a.needsGrad ? batchMatMul(g, dy, swapLast(g, b)) : null,
    b.needsGrad ? batchMatMul(g, swapLast(g, a), dy) : null,
  ]);
}
