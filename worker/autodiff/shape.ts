import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { Dim } from '../onnx/onnx-types.ts';

/** Dimensions of a tensor; names stand for sizes that are known only when the graph runs. */
export type Shape = readonly Dim[];

/** True when both shapes are the same, names compared by their text. */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((dim, i) => dim === b[i]);
}

/**
 * Shape of an element-wise operation (NumPy's broadcasting rules). A name goes with itself or with 1.
 *
 * @throws LoamError `GRAPH_SHAPE_MISMATCH`
 */
export function broadcastShape(a: Shape, b: Shape): Dim[] {
  const rank = Math.max(a.length, b.length);
  const out: Dim[] = [];
  for (let i = 0; i < rank; i++) {
    const x = a[a.length - rank + i] ?? 1;
    const y = b[b.length - rank + i] ?? 1;
    if (x !== y && x !== 1 && y !== 1) throw shapeMismatch(`cannot broadcast [${a}] with [${b}]`);
    out.push(x === 1 ? y : x);
  }
  return out;
}

/** The dimension at `axis`; negative axes count from the end. */
export function dimAt(shape: Shape, axis: number): Dim {
  const dim = shape.at(axis);
  if (dim === undefined) throw shapeMismatch(`[${shape}] has no axis ${axis}`);
  return dim;
}

/** The dimension at `axis`, which must be a number. */
export function sizeAt(shape: Shape, axis: number): number {
  const dim = dimAt(shape, axis);
  if (typeof dim !== 'number') throw shapeMismatch(`axis ${axis} of [${shape}] must be a number`);
  return dim;
}

/** All dimensions as numbers; for tensors whose size is fixed when the graph is built. */
export function staticShape(shape: Shape): number[] {
  return shape.map((_, i) => sizeAt(shape, i));
}

/** Number of elements of a static shape. */
export function elementCount(shape: Shape): number {
  return staticShape(shape).reduce((product, dim) => product * dim, 1);
}

/** The error of everything in this folder that is about shapes. */
export function shapeMismatch(detail: string): LoamError {
  return new LoamError('GRAPH_SHAPE_MISMATCH', `Graph shapes do not fit: ${detail}.`);
}
