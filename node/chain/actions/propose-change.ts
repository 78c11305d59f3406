import type { Hex } from '../../../protocol/encoding/hex.ts';
import { loamGovernorAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { eventOf } from '../event-of.ts';
import { readContract } from '../read-contract.ts';
import { writeWithAllowance } from '../write-with-allowance.ts';

/** A call that the timelock makes when a vote was won. */
export interface ProposedCall {
  readonly to: Hex;
  readonly data: Hex;
  /** Wei of the chain's own currency; default none. */
  readonly value?: bigint;
}

/** Proposes calls to a vote, approving the deposit first. Returns the proposal's number. */
export async function proposeChange(
  chain: ChainClient,
  args: {
    readonly calls: readonly ProposedCall[];
    /** sha2-256 digest of the CID of the document with rationale, effects, tests and plan. */
    readonly metadataCid: Hex;
  },
): Promise<{ id: bigint; hash: Hex }> {
  const deposit = await readContract(chain, {
    contract: 'LoamGovernor',
    abi: loamGovernorAbi,
    functionName: 'deposit',
    args: [],
  });
  const receipt = await writeWithAllowance(
    chain,
    { spender: 'LoamGovernor', amount: deposit },
    {
      contract: 'LoamGovernor',
      abi: loamGovernorAbi,
      functionName: 'proposeWithMetadata',
      args: [
        args.calls.map(({ to }) => to),
        args.calls.map(({ value }) => value ?? 0n),
        args.calls.map(({ data }) => data),
        args.metadataCid,
      ],
    },
  );
  return {
    id: eventOf(receipt, loamGovernorAbi, 'ProposalMetadata').args.proposalId,
    hash: receipt.transactionHash,
  };
}
