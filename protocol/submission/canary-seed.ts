import { encodeAbiParameters, keccak256 } from 'viem';
import type { Hex } from '../encoding/hex.ts';

/** What the maker of a canary knows beforehand. */
export interface Canary {
  readonly learner: Hex;
  readonly pass: boolean;
  /** Parts per million, signed 32-bit. */
  readonly utilityPpm: number;
  /** Random 32 bytes, secret until the seal is opened. */
  readonly salt: Hex;
}

/**
 * The `seed` in a canary's `eval.json`, which seals the answer: without the salt it looks as random as every other
 * seed there.
 */
export function canarySeed({ learner, pass, utilityPpm, salt }: Canary): Hex {
  return keccak256(
    encodeAbiParameters(
      [{ type: 'string' }, { type: 'address' }, { type: 'bool' }, { type: 'int32' }, { type: 'bytes32' }],
      ['canary', learner, pass, utilityPpm, salt],
    ),
  );
}
