import type { Graph, Value } from './graph.ts';
import { broadcastShape, dimAt, type Shape, sameShape } from './shape.ts';

/** Options of {@link gemm}. */
export interface GemmOptions {
  readonly transA?: boolean;
  readonly transB?: boolean;
  /** Factor of the product. */
  readonly alpha?: number;
  /** Added to the product. */
  readonly c?: Value;
}

// Plain operators without gradient; the gradients of the operators in `ops/` are written with them.

/** alpha · A·B (+ C) for matrices. */
export function gemm(g: Graph, a: Value, b: Value, options: GemmOptions = {}): Value {
  const { transA = false, transB = false, alpha = 1, c } = options;
  const shape = [dimAt(a.shape, transA ? 1 : 0), dimAt(b.shape, transB ? 0 : 1)];
  return g.node('Gemm', c === undefined ? [a, b] : [a, b, c], shape, {
    transA: transA ? 1 : 0,
    transB: transB ? 1 : 0,
    alpha: { float: alpha },
    beta: { float: 1 },
  });
}

/** Batched matrix product over equal leading dimensions. */
export function batchMatMul(g: Graph, a: Value, b: Value): Value {
  return g.node('MatMul', [a, b], [...a.shape.slice(0, -1), dimAt(b.shape, -1)]);
}

/** Element-wise operation on two values, with broadcasting. */
export function binary(g: Graph, op: 'Add' | 'Sub' | 'Mul' | 'Div', a: Value, b: Value): Value {
  return g.node(op, [a, b], broadcastShape(a.shape, b.shape), {}, a.dtype);
}

/** Element-wise operation on one value. */
export function unary(g: Graph, op: 'Exp' | 'Neg' | 'Sqrt' | 'Reciprocal' | 'Sigmoid', a: Value): Value {
  return g.node(op, [a], a.shape);
}

/** Reorders the axes. */
export function permute(g: Graph, a: Value, perm: readonly number[]): Value {
  return g.node(
    'Transpose',
    [a],
    perm.map((axis) => dimAt(a.shape, axis)),
    { perm },
    a.dtype,
  );
}

/** Swaps the last two axes. */
export function swapLast(g: Graph, a: Value): Value {
  const axes = a.shape.map((_, i) => i);
  const last = axes.length - 1;
  return permute(g, a, [...axes.slice(0, -2), last, last - 1]);
}

/** Same elements under another shape; at most one named dimension, which the runtime works out. */
export function reinterpret(g: Graph, a: Value, shape: Shape): Value {
  return g.node(
    'Reshape',
    [a, g.ints(shape.map((dim) => (typeof dim === 'number' ? dim : -1)))],
    shape,
    {},
    a.dtype,
  );
}

/** Sum over axes, which stay as size 1. */
export function sumOver(g: Graph, a: Value, axes: readonly number[]): Value {
  return g.node(
    'ReduceSum',
    [a, g.ints(axes)],
    a.shape.map((dim, i) => (axes.includes(i) ? 1 : dim)),
    { keepdims: 1 },
  );
}

/** Sum of all elements, shape []. */
export function sumAll(g: Graph, a: Value): Value {
  return g.node('ReduceSum', [a, g.ints(a.shape.map((_, i) => i))], [], { keepdims: 0 });
}

/** Mean over the last axis, which stays as size 1. */
export function meanLast(g: Graph, a: Value): Value {
  return g.node('ReduceMean', [a], [...a.shape.slice(0, -1), 1], { axes: [a.shape.length - 1], keepdims: 1 });
}

/** Rows of `table` [rows, …] at `indices` (int64). */
export function gatherRows(g: Graph, table: Value, indices: Value): Value {
  return g.node(
    'Gather',
    [table, indices],
    [...indices.shape, ...table.shape.slice(1)],
    { axis: 0 },
    table.dtype,
  );
}

/** Sums a gradient over the axes that broadcasting had added or stretched, so that it has `shape` again. */
export function unbroadcast(g: Graph, grad: Value, shape: Shape): Value {
  if (sameShape(grad.shape, shape)) return grad;
  const added = grad.shape.length - shape.length;
  const axes = grad.shape.map((_, i) => i).filter((i) => i < added || shape[i - added] !== grad.shape[i]);
  const summed = sumOver(g, grad, axes);
  return sameShape(summed.shape, shape) ? summed : reinterpret(g, summed, shape);
}
