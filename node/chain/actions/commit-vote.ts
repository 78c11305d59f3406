import { encodeAbiParameters, keccak256 } from 'viem';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { LoamError } from '../../../protocol/errors/loam-error.ts';
import { disputeCourtAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { RULINGS, type Ruling } from '../disputes.ts';
import { readContract } from '../read-contract.ts';
import { writeContract } from '../write-contract.ts';

/** A juror's vote. */
export interface VoteArgs {
  readonly id: bigint;
  readonly ruling: Exclude<Ruling, 'none'>;
  /** 32 random bytes, the same when the vote is opened. */
  readonly salt: Hex;
}

/** As a juror of a dispute's present round: commits to a vote. Returns the transaction's hash. */
export async function commitVote(chain: ChainClient, args: VoteArgs): Promise<Hex> {
  const juror = chain.account?.address;
  if (juror === undefined)
    throw new LoamError('CHAIN_NO_ACCOUNT', 'This connection to the chain can only read.');
  const { round } = await readContract(chain, {
    contract: 'DisputeCourt',
    abi: disputeCourtAbi,
    functionName: 'dispute',
    args: [args.id],
  });
  const receipt = await writeContract(chain, {
    contract: 'DisputeCourt',
    abi: disputeCourtAbi,
    functionName: 'commitVote',
    args: [args.id, voteCommitment({ ...args, round, juror })],
  });
  return receipt.transactionHash;
}

/** keccak-256 of the ABI-encoded dispute, round, juror, ruling and salt. */
export function voteCommitment(vote: VoteArgs & { readonly round: number; readonly juror: Hex }): Hex {
  const types = ['uint256', 'uint256', 'address', 'uint8', 'bytes32'].map((type) => ({ type }));
  const values = [vote.id, BigInt(vote.round), vote.juror, RULINGS.indexOf(vote.ruling), vote.salt];
  return keccak256(encodeAbiParameters(types, values));
}
