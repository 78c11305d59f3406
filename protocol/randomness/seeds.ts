import { encodeAbiParameters, keccak256 } from 'viem';
import type { Hex } from '../encoding/hex.ts';

/** What a node commits to while submissions are open, so that its salt can be mixed into the epoch's seed. */
export function saltCommitment(epoch: bigint, node: number, salt: Hex): Hex {
  return keccak256(
    encodeAbiParameters([{ type: 'uint256' }, { type: 'uint32' }, { type: 'bytes32' }], [epoch, node, salt]),
  );
}

/** Exclusive or of what each revealed salt adds to the epoch's mix. */
export function saltMix(revealed: readonly { readonly node: number; readonly salt: Hex }[]): Hex {
  let mix = 0n;
  for (const { node, salt } of revealed)
    mix ^= BigInt(keccak256(encodeAbiParameters([{ type: 'uint32' }, { type: 'bytes32' }], [node, salt])));
  return `0x${mix.toString(16).padStart(64, '0')}`;
}

/** Seed of one learner's committee: the round's seed and the number of the node that submitted. */
export function committeeSeed(roundSeed: Hex, learner: number): Hex {
  return keccak256(encodeAbiParameters([{ type: 'bytes32' }, { type: 'uint32' }], [roundSeed, learner]));
}
