/** Element types that our files hold. In memory everything is float32. */
export type TensorDtype = 'F32' | 'F16' | 'BF16';

/** One named array of a safetensors file. */
export interface Tensor {
  /** Element type in the file it came from or goes to. */
  readonly dtype: TensorDtype;
  /** Sizes of the dimensions, outermost first. Empty for a scalar. */
  readonly shape: readonly number[];
  /** Row-major values, `product(shape)` of them. */
  readonly data: Float32Array;
}

/** Bytes of one element in a file. */
export function dtypeBytes(dtype: TensorDtype): number {
  return dtype === 'F32' ? 4 : 2;
}

/** Number of elements of a shape (1 for a scalar). */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}
