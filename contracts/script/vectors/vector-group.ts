import { encodeAbiParameters, keccak256, parseAbiParameters, toHex } from 'viem';

/** A value of a vector: big integers become decimal text in the file. */
export type VectorValue = bigint | number | boolean | string | readonly VectorValue[] | VectorCase;

/** One vector: inputs and results by name. */
export interface VectorCase {
  readonly [field: string]: VectorValue;
}

/** Vectors of one formula: to be read by TypeScript, and encoded for Solidity. */
export interface VectorGroup {
  readonly cases: unknown;
  /** ABI encoding of the cases, as `(fields)[]`. */
  readonly encoded: string;
}

/** @param fields the fields of a case as Solidity writes them, in the order of the test's struct */
export function group(fields: string, cases: readonly VectorCase[]): VectorGroup {
  return {
    cases: JSON.parse(
      JSON.stringify(cases, (_key, value) => (typeof value === 'bigint' ? `${value}` : value)),
    ),
    encoded: encodeAbiParameters(parseAbiParameters(`(${fields})[]`), [cases] as never),
  };
}

/** A number in [0, bound) that is the same in every run. */
export function pseudoRandom(name: string, i: number, bound: bigint): bigint {
  return BigInt(keccak256(toHex(`loam vector ${name} ${i}`))) % bound;
}

/** `count` numbers in [0, bound) that are the same in every run. */
export function pseudoRandoms(name: string, count: number, bound: bigint): bigint[] {
  return Array.from({ length: count }, (_, i) => pseudoRandom(name, i, bound));
}
