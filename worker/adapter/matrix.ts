/** A dense matrix in double precision, row-major. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

/** A matrix of zeros. */
export function zeros(rows: number, columns: number): Matrix {
  return { rows, columns, data: new Float64Array(rows * columns) };
}

/** The transposed matrix. */
export function transpose({ rows, columns, data }: Matrix): Matrix {
  const out = zeros(columns, rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) out.data[j * rows + i] = data[i * columns + j] as number;
  }
  return out;
}

/** left · right; each sum runs over the inner index in ascending order, so the bits are the same everywhere. */
export function multiply(left: Matrix, right: Matrix): Matrix {
  const out = zeros(left.rows, right.columns);
  for (let i = 0; i < left.rows; i++) {
    for (let k = 0; k < left.columns; k++) {
      const factor = left.data[i * left.columns + k] as number;
      const from = k * right.columns;
      const to = i * right.columns;
      for (let j = 0; j < right.columns; j++) {
        out.data[to + j] = (out.data[to + j] as number) + factor * (right.data[from + j] as number);
      }
    }
  }
  return out;
}

/** The largest absolute value; 0 for an empty matrix. */
export function largestEntry({ data }: Matrix): number {
  return data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** Every value divided by `divisor`. */
export function divide(m: Matrix, divisor: number): Matrix {
  return { ...m, data: m.data.map((value) => value / divisor) };
}

/** Every value multiplied by `factor`. */
export function scale(m: Matrix, factor: number): Matrix {
  return { ...m, data: m.data.map((value) => value * factor) };
}
