import { encodeAbiParameters, keccak256 } from 'viem';
import type { Hex } from '../encoding/hex.ts';

/** What the maker of a canary knows beforehand. */
export interface Canary {
  readonly learner: Hex;
  /** sha2-256 digest of the bundle's CIDv1. */
  readonly cid: Hex;
  readonly pass: boolean;
  /** Parts per million, signed 32-bit. */
  readonly utilityPpm: number;
  /** Random 32 bytes, secret until the seal is opened. */
  readonly salt: Hex;
}

/** The seal, which a canary submits in the place of its metrics hash. */
export function canarySeal({ learner, cid, pass, utilityPpm, salt }: Canary): Hex {
  return keccak256(
    encodeAbiParameters(
      [
        { type: 'string' },
        { type: 'address' },
        { type: 'bytes32' },
        { type: 'bool' },
        { type: 'int32' },
        { type: 'bytes32' },
      ],
      ['canary', learner, cid, pass, utilityPpm, salt],
    ),
  );
}
