/** Cosines and sines for rotary position embeddings, each [positions, headDim / 2] row-major. */
export interface RopeTables {
  readonly cos: Float32Array;
  readonly sin: Float32Array;
}

// Everything below uses only + − × ÷ and rounding on doubles, which IEEE 754 fixes to the last bit, so that the tables
// are the same on every machine. Math.cos, Math.sin and Math.pow differ between engine versions.

/** Angle of position p and pair j is p · theta^(−2j / headDim); computed in double precision, stored in single. */
export function ropeTables(options: {
  readonly positions: number;
  readonly headDim: number;
  readonly theta: number;
}): RopeTables {
  const half = options.headDim / 2;
  const logTheta = naturalLog(options.theta);
  const frequencies = Float64Array.from({ length: half }, (_, j) => exponential((-logTheta * j) / half));
  const cos = new Float32Array(options.positions * half);
  const sin = new Float32Array(options.positions * half);
  for (let position = 0; position < options.positions; position++) {
    for (let j = 0; j < half; j++) {
      const [cosine, sine] = cosineAndSine(position * (frequencies[j] as number));
      cos[position * half + j] = cosine;
      sin[position * half + j] = sine;
    }
  }
  return { cos, sin };
}

/** ln(x) for x ≥ 1. */
function naturalLog(x: number): number {
  let mantissa = x;
  let exponent = 0;
  while (mantissa > 1.5) {
    mantissa /= 2;
    exponent++;
  }
  const ratio = (mantissa - 1) / (mantissa + 1);
  const square = ratio * ratio;
  let power = ratio;
  let sum = 0;
  for (let n = 1; n < 60; n += 2) {
    sum += power / n;
    power *= square;
  }
  return 2 * sum + exponent * Math.LN2;
}

/** e^x for −700 < x ≤ 0. */
function exponential(x: number): number {
  const halvings = Math.round(x / Math.LN2);
  const rest = x - halvings * Math.LN2;
  let term = 1;
  let sum = 1;
  for (let n = 1; n < 24; n++) {
    term *= rest / n;
    sum += term;
  }
  for (let i = 0; i > halvings; i--) sum /= 2;
  return sum;
}

// π/2 in three parts of at most 33 bits each, so that a multiple up to 2^20 of the first two is exact.
const HALF_PI_1 = 1.5707963267341256;
const HALF_PI_2 = 6.077100506303966e-11;
const HALF_PI_3 = 2.0222662487959506e-21;

/** [cos x, sin x] for 0 ≤ x ≤ 10^6. */
function cosineAndSine(x: number): readonly [number, number] {
  const quarter = Math.round(x / 1.5707963267948966);
  const rest = x - quarter * HALF_PI_1 - quarter * HALF_PI_2 - quarter * HALF_PI_3;
  const square = rest * rest;
  let sine = 0;
  let cosine = 0;
  for (let n = 20; n > 0; n -= 2) {
    cosine = (1 - cosine) * (square / (n * (n - 1)));
    sine = (1 - sine) * (square / (n * (n + 1)));
  }
  cosine = 1 - cosine;
  sine = rest * (1 - sine);
  switch (quarter % 4) {
    case 0:
      return [cosine, sine];
    case 1:
      return [-sine, cosine];
    case 2:
      return [-cosine, -sine];
    default:
      return [sine, -cosine];
  }
}
