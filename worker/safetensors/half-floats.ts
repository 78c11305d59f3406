const word = new Uint32Array(1);
const real = new Float32Array(word.buffer);

/** Bits of the IEEE binary16 nearest to `value` (ties to even; overflow becomes infinity, NaN stays NaN). */
export function toFloat16Bits(value: number): number {
  real[0] = value;
  const bits = word[0] as number;
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00 | ((magnitude >>> 13) & 0x1ff);
  // 65520 and above round to infinity.
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  if (magnitude >= 0x38800000) {
    const rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1);
    return sign | ((rounded - 0x38000000) >>> 13);
  }
  // 2^-25 and below (tie to even) round to zero.
  if (magnitude <= 0x33000000) return sign;
  const shift = 126 - (magnitude >>> 23);
  const mantissa = (magnitude & 0x7fffff) | 0x800000;
  const half = 2 ** (shift - 1);
  const kept = mantissa >>> shift;
  const rest = mantissa & (2 ** shift - 1);
  return sign | (kept + (rest > half || (rest === half && (kept & 1) === 1) ? 1 : 0));
}

/** The number that an IEEE binary16 bit pattern stands for. */
export function fromFloat16Bits(bits: number): number {
  const sign = (bits & 0x8000) << 16;
  const exponent = (bits >>> 10) & 0x1f;
  const mantissa = bits & 0x3ff;
  if (exponent === 0) return (sign === 0 ? 1 : -1) * mantissa * 2 ** -24;
  word[0] =
    exponent === 31
      ? sign | 0x7f800000 | (mantissa << 13)
      : sign | ((exponent + 112) << 23) | (mantissa << 13);
  return real[0] as number;
}

/** Bits of the bfloat16 nearest to `value` (ties to even; NaN stays NaN). */
export function toBfloat16Bits(value: number): number {
  real[0] = value;
  const bits = word[0] as number;
  if ((bits & 0x7fffffff) > 0x7f800000) return (bits >>> 16) | 0x40;
  return ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16) & 0xffff;
}

/** The number that a bfloat16 bit pattern stands for. */
export function fromBfloat16Bits(bits: number): number {
  word[0] = bits << 16;
  return real[0] as number;
}
