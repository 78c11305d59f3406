import type { Hex } from '../../../protocol/encoding/hex.ts';
import { loamGovernorAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { writeContract } from '../write-contract.ts';

/** Gives a deposit back to its proposer, or to the pool when the vote missed its quorum. Anyone may, once the vote is over. Returns the transaction's hash. */
export async function settleDeposit(chain: ChainClient, args: { readonly id: bigint }): Promise<Hex> {
  const receipt = await writeContract(chain, {
    contract: 'LoamGovernor',
    abi: loamGovernorAbi,
    functionName: 'settleDeposit',
    args: [args.id],
  });
  return receipt.transactionHash;
}
