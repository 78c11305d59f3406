import { encodeAbiParameters, keccak256 } from 'viem';
import type { Hex } from '../encoding/hex.ts';
import { RULINGS } from '../generated/abis.ts';

/** Name of a ruling. */
export type Ruling = (typeof RULINGS)[number];

/** A juror's vote in one round of a dispute. */
export interface JuryVote {
  readonly dispute: bigint;
  readonly round: bigint;
  readonly juror: Hex;
  readonly ruling: Exclude<Ruling, 'None'>;
  /** Random 32 bytes, secret until the reveal. */
  readonly salt: Hex;
}

/** What hides a vote until it is revealed. */
export function juryVoteCommitment({ dispute, round, juror, ruling, salt }: JuryVote): Hex {
  return keccak256(
    encodeAbiParameters(
      [{ type: 'uint256' }, { type: 'uint256' }, { type: 'address' }, { type: 'uint8' }, { type: 'bytes32' }],
      [dispute, round, juror, RULINGS.indexOf(ruling), salt],
    ),
  );
}

/** What the revealed seats of a jury want: more than half for it, otherwise what is disputed stands; nothing when nobody voted. */
export function juryOutcome(votes: readonly Ruling[]): Ruling {
  const share = (ruling: Ruling): number => votes.filter((vote) => vote === ruling).length;
  if (votes.length === 0) return 'None';
  if (2 * share('Overturn') > votes.length) return 'Overturn';
  return 2 * share('DeeperAudit') > votes.length ? 'DeeperAudit' : 'Uphold';
}
