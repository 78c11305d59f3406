import type { Graph, Value } from '../graph.ts';
import { reinterpret } from '../primitives.ts';
import type { Shape } from '../shape.ts';

/** Same elements under another shape; at most one named dimension. */
export function reshape(g: Graph, a: Value, shape: Shape): Value {
  return g.record(reinterpret(g, a, shape), [a], (dy) => [reinterpret(g, dy, a.shape)]);
}
