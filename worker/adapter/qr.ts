import { divide, largestEntry, type Matrix, scale, zeros } from './matrix.ts';

/** Columns whose squared length is below this, beside a largest entry of 1, count as zero: their squares lose digits. */
const NEGLIGIBLE_SQUARE = 2 ** -900;

/**
 * Thin QR decomposition by Householder reflections: m = q · r with q [rows, k] of orthonormal columns, r [k, columns]
 * upper triangular and k = min(rows, columns). Uses + − × ÷ √ in a fixed order only.
 */
export function qr(m: Matrix): { readonly q: Matrix; readonly r: Matrix } {
  const { rows, columns } = m;
  const steps = Math.min(rows, columns);
  const largest = largestEntry(m) || 1;
  const work = divide(m, largest).data;
  const reflections: Float64Array[] = [];
  for (let step = 0; step < steps; step++) {
    const v = reflection(work, rows, columns, step);
    reflections.push(v);
    reflect(work, columns, v, step, step);
  }
  const r = zeros(steps, columns);
  for (let i = 0; i < steps; i++) {
    for (let j = i; j < columns; j++) r.data[i * columns + j] = work[i * columns + j] as number;
  }
  const q = zeros(rows, steps);
  for (let i = 0; i < steps; i++) q.data[i * steps + i] = 1;
  for (let step = steps - 1; step >= 0; step--)
    reflect(q.data, steps, reflections[step] as Float64Array, step, 0);
  return { q, r: scale(r, largest) };
}

/** The unit vector whose reflection clears column `step` below the diagonal; all zeros when it is clear already. */
function reflection(work: Float64Array, rows: number, columns: number, step: number): Float64Array {
  const v = new Float64Array(rows - step);
  let square = 0;
  for (let i = step; i < rows; i++) {
    const value = work[i * columns + step] as number;
    v[i - step] = value;
    square += value * value;
  }
  if (square < NEGLIGIBLE_SQUARE) return v.fill(0);
  const length = Math.sqrt(square);
  const head = v[0] as number;
  v[0] = head + (head < 0 ? -length : length);
  let norm = 0;
  for (const value of v) norm += value * value;
  const root = Math.sqrt(norm);
  return v.map((value) => value / root);
}

/** Applies I − 2·v·vᵀ to the rows from `top` on, columns from `left` on. */
function reflect(data: Float64Array, columns: number, v: Float64Array, top: number, left: number): void {
  for (let j = left; j < columns; j++) {
    let dot = 0;
    for (let i = 0; i < v.length; i++) dot += (v[i] as number) * (data[(top + i) * columns + j] as number);
    const twice = 2 * dot;
    for (let i = 0; i < v.length; i++) {
      const at = (top + i) * columns + j;
      data[at] = (data[at] as number) - twice * (v[i] as number);
    }
  }
}
