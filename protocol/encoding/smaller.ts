/** The smaller of two big integers, for which Math has no function. */
export function smaller(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}
