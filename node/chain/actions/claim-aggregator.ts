import type { Hex } from '../../../protocol/encoding/hex.ts';
import { rewardPoolAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { eventOf } from '../event-of.ts';
import { writeContract } from '../write-contract.ts';

/** Pays the maker of an epoch's final version. Anyone may. Returns the wei paid. */
export async function claimAggregator(
  chain: ChainClient,
  args: { readonly epoch: bigint },
): Promise<{ amount: bigint; hash: Hex }> {
  const receipt = await writeContract(chain, {
    contract: 'RewardPool',
    abi: rewardPoolAbi,
    functionName: 'claimAggregator',
    args: [args.epoch],
  });
  const { amount } = eventOf(receipt, rewardPoolAbi, 'AggregatorPaid').args;
  return { amount, hash: receipt.transactionHash };
}
