import type { Graph, Value } from '../graph.ts';
import { binary, meanLast, unary, unbroadcast } from '../primitives.ts';

/** x / √(mean(x²) + epsilon) · weight over the last axis; x [..., d], weight [d]. */
export function rmsNorm(g: Graph, x: Value, weight: Value, epsilon: number): Value {
  const meanSquare = meanLast(g, binary(g, 'Mul', x, x));
  const scale = unary(g, 'Reciprocal', unary(g, 'Sqrt', binary(g, 'Add', meanSquare, g.scalar(epsilon))));
  const normed = binary(g, 'Mul', x, scale);
  return g.record(binary(g, 'Mul', normed, weight), [x, weight], (dy) => {
    const dWeight = weight.needsGrad ? unbroadcast(g, binary(g, 'Mul', dy, normed), weight.shape) : null;
    if (!x.needsGrad) return [null, dWeight];
    const dNormed = binary(g, 'Mul', dy, weight);
    const along = meanLast(g, binary(g, 'Mul', dNormed, normed));
    return [binary(g, 'Mul', scale, binary(g, 'Sub', dNormed, binary(g, 'Mul', normed, along))), dWeight];
  });
}
