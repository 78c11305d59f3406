import type { Hex } from '../../../protocol/encoding/hex.ts';
import { rewardPoolAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { writeContract } from '../write-contract.ts';

/** Fixes what a final epoch pays and mints its emission. Anyone may; the first claim does it too. Returns the transaction's hash. */
export async function allot(chain: ChainClient, args: { readonly epoch: bigint }): Promise<Hex> {
  const receipt = await writeContract(chain, {
    contract: 'RewardPool',
    abi: rewardPoolAbi,
    functionName: 'allot',
    args: [args.epoch],
  });
  return receipt.transactionHash;
}
