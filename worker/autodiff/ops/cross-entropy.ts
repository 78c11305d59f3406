import type { Graph, Value } from '../graph.ts';
import { binary, gemm, reinterpret, sumAll, unary } from '../primitives.ts';
import { dimAt, sizeAt } from '../shape.ts';

/** The operands of {@link crossEntropy}. */
export interface CrossEntropyInputs {
  /** Last hidden states [n, d]. */
  readonly hidden: Value;
  /** Output embedding [vocab, d]. */
  readonly head: Value;
  /** Right next token of every row, int64 [n]. */
  readonly labels: Value;
  /** Weight of every row, float [n, 1]; 0 leaves a row out. */
  readonly weights: Value;
}

/**
 * Output projection and weighted negative log-likelihood in one: Σ weightᵢ · −log p(labelᵢ), shape [].
 * One operator because the row weights can then scale [n, d] instead of [n, vocab].
 */
export function crossEntropy(g: Graph, { hidden, head, labels, weights }: CrossEntropyInputs): Value {
  const logits = gemm(g, hidden, head, { transB: true });
  const logProbs = g.node('LogSoftmax', [logits], logits.shape, { axis: -1 });
  const column = [dimAt(labels.shape, 0), 1];
  const labelColumn = reinterpret(g, labels, column);
  const picked = g.node('GatherElements', [logProbs, labelColumn], column, { axis: 1 });
  const loss = unary(g, 'Neg', sumAll(g, binary(g, 'Mul', picked, weights)));
  return g.record(loss, [hidden, head], (dy) => {
    const error = probsMinusOneHot(g, logProbs, labelColumn);
    const scale = binary(g, 'Mul', weights, dy);
    return [
      hidden.needsGrad ? binary(g, 'Mul', gemm(g, error, head), scale) : null,
      head.needsGrad ? gemm(g, error, binary(g, 'Mul', hidden, scale), { transA: true }) : null,
    ];
  });
}

// Every row is written once, so that the scatter has no repeated index and may run in place on several threads.
function probsMinusOneHot(g: Graph, logProbs: Value, labelColumn: Value): Value {
  const rows = sizeAt(labelColumn.shape, 0);
  const rowColumn = g.ints(Array.from({ length: rows }, (_, row) => row));
  const indices = g.node(
    'Concat',
    [reinterpret(g, rowColumn, [rows, 1]), labelColumn],
    [rows, 2],
    { axis: 1 },
    'int64',
  );
  const minusOnes = g.node('ConstantOfShape', [g.ints([rows])], [rows], {
    value: { tensor: { name: '', dtype: 'float32', shape: [1], data: Float32Array.of(-1) } },
  });
  return g.node('ScatterND', [unary(g, 'Exp', logProbs), indices, minusOnes], logProbs.shape, {
    reduction: 'add',
  });
}
