import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_JACOBI_SWEEPS } from './limits.ts';
import { divide, largestEntry, type Matrix, transpose, zeros } from './matrix.ts';

/** m = u · diag(values) · vᵀ with the values in descending order. u [rows, k], v [columns, k], k = min(rows, columns). */
export interface Svd {
  readonly u: Matrix;
  readonly values: Float64Array;
  readonly v: Matrix;
}

/** Two columns count as orthogonal when their product is this small beside their lengths. */
const TOLERANCE = 2 ** -48;
/** Products below this, beside a largest entry of 1, count as zero: they are far below the rounding of float32. */
const NEGLIGIBLE_PRODUCT = 2 ** -160;

/**
 * Singular value decomposition by one-sided Jacobi rotations in a fixed order. Uses + − × ÷ √ only, so that every
 * machine gets the same bits.
 *
 * @throws LoamError `SVD_NOT_CONVERGED`
 */
export function svd(m: Matrix): Svd {
  if (m.rows < m.columns) {
    const { u, values, v } = svd(transpose(m));
    return { u: v, values, v: u };
  }
  // Columns of m lie as rows, so that a rotation touches two contiguous runs.
  const largest = largestEntry(m) || 1;
  const work = divide(transpose(m), largest).data;
  const size = m.columns;
  const basis = zeros(size, size).data;
  for (let i = 0; i < size; i++) basis[i * size + i] = 1;
  for (let sweep = 0; rotateAll(work, m.rows, basis, size); sweep++) {
    if (sweep === MAX_JACOBI_SWEEPS) {
      throw new LoamError('SVD_NOT_CONVERGED', 'The decomposition of a weight change did not converge.');
    }
  }
  const result = collect(work, m.rows, basis, size);
  return { ...result, values: result.values.map((value) => value * largest) };
}

/** One sweep over all pairs of columns; returns whether any pair was still turned. */
function rotateAll(work: Float64Array, height: number, basis: Float64Array, size: number): boolean {
  let turned = false;
  for (let p = 0; p < size - 1; p++) {
    for (let q = p + 1; q < size; q++) {
      const alpha = dot(work, p * height, p * height, height);
      const beta = dot(work, q * height, q * height, height);
      const gamma = dot(work, p * height, q * height, height);
      const threshold = TOLERANCE * Math.sqrt(alpha) * Math.sqrt(beta);
      if (Math.abs(gamma) <= Math.max(threshold, NEGLIGIBLE_PRODUCT)) continue;
      turned = true;
      const zeta = (beta - alpha) / (2 * gamma);
      const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
      const cosine = 1 / Math.sqrt(1 + tangent * tangent);
      const sine = cosine * tangent;
      rotate(work, p * height, q * height, height, cosine, sine);
      rotate(basis, p * size, q * size, size, cosine, sine);
    }
  }
  return turned;
}

function dot(data: Float64Array, first: number, second: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += (data[first + i] as number) * (data[second + i] as number);
  return sum;
}

function rotate(
  data: Float64Array,
  first: number,
  second: number,
  length: number,
  cosine: number,
  sine: number,
): void {
  for (let i = 0; i < length; i++) {
    const x = data[first + i] as number;
    const y = data[second + i] as number;
    data[first + i] = cosine * x - sine * y;
    data[second + i] = sine * x + cosine * y;
  }
}

function collect(work: Float64Array, height: number, basis: Float64Array, size: number): Svd {
  const lengths = Array.from({ length: size }, (_, i) =>
    Math.sqrt(dot(work, i * height, i * height, height)),
  );
  const order = lengths
    .map((_, i) => i)
    .sort((a, b) => (lengths[b] as number) - (lengths[a] as number) || a - b);
  const u = zeros(height, size);
  const v = zeros(size, size);
  const values = new Float64Array(size);
  order.forEach((from, to) => {
    const length = lengths[from] as number;
    values[to] = length;
    for (let i = 0; i < height; i++)
      u.data[i * size + to] = length === 0 ? 0 : (work[from * height + i] as number) / length;
    for (let i = 0; i < size; i++) v.data[i * size + to] = basis[from * size + i] as number;
  });
  return { u, values, v };
}
