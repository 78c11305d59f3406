import type { Graph, Value } from '../graph.ts';
import { binary } from '../primitives.ts';
import { sizeAt } from '../shape.ts';

/**
 * Rotary position embedding: x [batch, time, heads, headDim], cos and sin [time, 1, headDim / 2]. The first half of a
 * head is rotated against the second half (Hugging Face's layout).
 */
export function rope(g: Graph, x: Value, cos: Value, sin: Value): Value {
  return g.record(rotate(g, x, cos, sin, 1), [x], (dy) => [rotate(g, dy, cos, sin, -1)]);
}

function rotate(g: Graph, x: Value, cos: Value, sin: Value, direction: 1 | -1): Value {
  const half = sizeAt(x.shape, -1) / 2;
  const shape = [...x.shape.slice(0, -1), half];
  const [first, second] = g.multiNode('Split', [x, g.ints([half, half])], [shape, shape], { axis: -1 }) as [
    Value,
    Value,
  ];
  const towards = direction === 1 ? 'Sub' : 'Add';
  const away = direction === 1 ? 'Add' : 'Sub';
  const left = binary(g, towards, binary(g, 'Mul', first, cos), binary(g, 'Mul', second, sin));
  const right = binary(g, away, binary(g, 'Mul', second, cos), binary(g, 'Mul', first, sin));
  return g.node('Concat', [left, right], x.shape, { axis: -1 });
}
