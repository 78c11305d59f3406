import type { Graph, Value } from '../graph.ts';
import { binary, unary } from '../primitives.ts';

/** gate · sigmoid(gate) · up, element by element. */
export function swiglu(g: Graph, gate: Value, up: Value): Value {
  const sigmoid = unary(g, 'Sigmoid', gate);
  const silu = binary(g, 'Mul', gate, sigmoid);
  return g.record(binary(g, 'Mul', silu, up), [gate, up], (dy) => {
    const dUp = up.needsGrad ? binary(g, 'Mul', dy, silu) : null;
    if (!gate.needsGrad) return [null, dUp];
    // d silu / d gate = sigmoid + silu · (1 − sigmoid)
    const slope = binary(g, 'Add', sigmoid, binary(g, 'Sub', silu, binary(g, 'Mul', silu, sigmoid)));
    return [binary(g, 'Mul', binary(g, 'Mul', dy, up), slope), dUp];
  });
}
