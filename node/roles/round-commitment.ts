import type { Attestation } from '../../protocol/attestation/attestation-typed-data.ts';
import { commitTo, keptRoot } from '../../protocol/attestation/commitment.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import type { Duty } from '../database/verdicts.ts';

/** What a validator commits to in one round: the Merkle tree over its attestations. */
export interface RoundCommitment {
  readonly root: Hex;
  /** What the chain keeps of it, 20 bytes. */
  readonly kept: Hex;
  /** The decisions in the tree's order, each with what leads from its leaf to the root. */
  readonly ballots: readonly {
    readonly duty: Duty;
    readonly attestation: Attestation;
    readonly proof: readonly Hex[];
  }[];
}

/** The attestation that a stored decision stands for. */
export function dutyAttestation(duty: Duty): Attestation {
  const { epoch, index, validator, pass, utilityPpm, uniquenessPpm, digest, salt } = duty;
  return {
    epoch,
    index,
    validator: validator as Hex,
    pass,
    utilityPpm: Number(utilityPpm),
    uniquenessPpm,
    digest,
    salt,
  };
}

/**
 * The commitment to the first `count` decisions of a round (all unless given), in the order in which they were made:
 * a later, larger commitment only appends leaves, so a restarted node finds what an earlier one committed to.
 */
export function roundCommitment(duties: readonly Duty[], count = duties.length): RoundCommitment {
  const ordered = [...duties]
    .sort((a, b) => a.decidedAt - b.decidedAt || (a.index < b.index ? -1 : 1))
    .slice(0, count);
  const attestations = ordered.map(dutyAttestation);
  const { root, proofs } = commitTo(attestations);
  return {
    root,
    kept: keptRoot(root),
    ballots: ordered.map((duty, i) => ({
      duty,
      attestation: attestations[i] ?? dutyAttestation(duty),
      proof: proofs[i] ?? [],
    })),
  };
}
