import { keptRoot } from '../../../protocol/attestation/commitment.ts';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { verdictsAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { ownNumber } from '../own-number.ts';
import { readCommitment } from '../reads/read-duties.ts';
import { writeContract } from '../write-contract.ts';

/** What a validator commits to in one round. */
export interface CommitArgs {
  readonly epoch: bigint;
  readonly round: number;
  /** Merkle root over its attestations of the round. */
  readonly root: Hex;
  /** How many they are; committing again with more is possible while the phase lasts. */
  readonly ballots: number;
}

/**
 * Commits this validator to its attestations of a round. When the same commitment is on chain already (a restart
 * after the transaction went out) it does nothing and returns null, otherwise the transaction's hash.
 */
export async function commit(chain: ChainClient, args: CommitArgs): Promise<Hex | null> {
  const { epoch, round, root, ballots } = args;
  const known = await readCommitment(chain, { epoch, round, node: await ownNumber(chain) });
  if (known?.root === keptRoot(root) && known.ballots === ballots) return null;
  const receipt = await writeContract(chain, {
    contract: 'Verdicts',
    abi: verdictsAbi,
    functionName: 'commit',
    args: [epoch, root, ballots],
  });
  return receipt.transactionHash;
}
