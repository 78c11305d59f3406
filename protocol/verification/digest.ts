import { concat, keccak256, numberToHex, stringToHex } from 'viem';
import type { Hex } from '../encoding/hex.ts';
import { sumMicroNats } from '../scoring/utility.ts';

/** What a validator measured for one submission, in the verification profile. */
export interface EvaluationRecord {
  /** Seed of the drawn items, from the chain. */
  readonly seed: Hex;
  /** Digest of the submission's CID. */
  readonly cid: Hex;
  /** Hash of the verification profile: runtime bytes, options and graph. */
  readonly profile: Hex;
  /** Per-item losses without the update, micro-nats. */
  readonly base: readonly number[];
  /** Per-item losses with it, micro-nats. */
  readonly patched: readonly number[];
}

const DOMAIN = stringToHex('loam/evaluation/1');

/**
 * The digest that validators sign: keccak-256 over
 * `domain ‖ seed ‖ cid ‖ profile ‖ uint32 count ‖ (uint64 base ‖ uint64 patched)*`, big-endian.
 * Two honest machines get the same 32 bytes; anything else is a wrong result.
 *
 * @throws LoamError `UTILITY_ITEMS` when a loss is not a safe non-negative integer
 */
export function evaluationDigest(record: EvaluationRecord): Hex {
  sumMicroNats(record.base);
  sumMicroNats(record.patched);
  const parts: Hex[] = [
    DOMAIN,
    record.seed,
    record.cid,
    record.profile,
    numberToHex(record.base.length, { size: 4 }),
  ];
  for (const [i, base] of record.base.entries()) {
    parts.push(numberToHex(base, { size: 8 }), numberToHex(record.patched[i] ?? 0, { size: 8 }));
  }
  return keccak256(concat(parts));
}

/** Seed of an epoch's evaluation items, bound to the epoch so that two epochs never share items. */
export function evaluationSeed(epochSeed: Hex, epoch: bigint): Hex {
  return keccak256(concat([stringToHex('loam/items/1'), epochSeed, numberToHex(epoch, { size: 32 })]));
}
