import type { Graph, Value } from '../graph.ts';
import { gemm } from '../primitives.ts';

/** A low-rank addition to a linear layer: alpha · B·A. */
export interface LowRank {
  /** [rank, in] */
  readonly a: Value;
  /** [out, rank] */
  readonly b: Value;
  /** Factor of the product; 1 when it is folded into B already. */
  readonly alpha: number;
}

/**
 * y = x·Wᵀ + Σ alpha · (x·Aᵀ)·Bᵀ, x [rows, in], W [out, in] (Hugging Face's layout), y [rows, out].
 * The gradients are written jointly, so that dx is one accumulating product after another without extra sums.
 */
export function linear(g: Graph, x: Value, weight: Value, adapters: readonly LowRank[] = []): Value {
  let y = gemm(g, x, weight, { transB: true });
  const hidden = adapters.map((adapter) => {
    const projected = gemm(g, x, adapter.a, { transB: true });
    y = gemm(g, projected, adapter.b, { transB: true, alpha: adapter.alpha, c: y });
    return projected;
  });
  const inputs = [x, weight, ...adapters.flatMap(({ a, b }) => [a, b])];
  return g.record(y, inputs, (dy) => {
    let dx = x.needsGrad ? gemm(g, dy, weight) : null;
    const dWeight = weight.needsGrad ? gemm(g, dy, x, { transA: true }) : null;
    const rest = adapters.flatMap(({ a, b, alpha }, i) => {
      const dHidden = a.needsGrad || x.needsGrad ? gemm(g, dy, b, { alpha }) : null;
      if (dx !== null && dHidden !== null) dx = gemm(g, dHidden, a, { c: dx });
      const dA = a.needsGrad && dHidden !== null ? gemm(g, dHidden, x, { transA: true }) : null;
      const dB = b.needsGrad ? gemm(g, dy, hidden[i] as Value, { transA: true, alpha }) : null;
      return [dA, dB];
    });
    return [dx, dWeight, ...rest];
  });
}
