import type { Graph, Value } from '../graph.ts';
import { binary, sumOver } from '../primitives.ts';

/** Softmax over the last axis. */
export function softmax(g: Graph, a: Value): Value {
  const y = g.node('Softmax', [a], a.shape, { axis: -1 });
  return g.record(y, [a], (dy) => {
    const weighted = binary(g, 'Mul', dy, y);
    const total = sumOver(g, weighted, [a.shape.length - 1]);
    return [binary(g, 'Sub', weighted, binary(g, 'Mul', y, total))];
  });
}
